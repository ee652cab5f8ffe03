@NullMarked
package dev.aisle.catalog.index;

import org.jspecify.annotations.NullMarked;
