/// A searchable copy of the product graph.
@NullMarked
package dev.aisle.catalog.index;

import org.jspecify.annotations.NullMarked;
