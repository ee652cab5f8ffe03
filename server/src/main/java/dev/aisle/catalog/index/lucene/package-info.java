/// The embedded engine: one Lucene index, one document a product.
@NullMarked
package dev.aisle.catalog.index.lucene;

import org.jspecify.annotations.NullMarked;
