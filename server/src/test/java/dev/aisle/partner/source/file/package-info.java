@NullMarked
package dev.aisle.partner.source.file;

import org.jspecify.annotations.NullMarked;
