@NullMarked
package dev.aisle.catalog.index.lucene;

import org.jspecify.annotations.NullMarked;
