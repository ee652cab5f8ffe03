@NullMarked
package dev.aisle.partner.source.akeneo;

import org.jspecify.annotations.NullMarked;
