/// From product to answer. The catalog never writes.
@NullMarked
package dev.aisle.catalog;

import org.jspecify.annotations.NullMarked;
