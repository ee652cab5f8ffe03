@NullMarked
package dev.aisle.partner.source;

import org.jspecify.annotations.NullMarked;
