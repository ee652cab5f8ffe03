/// A searchable copy of the product graph. In come products, read behind the graph's log; out go hits, with bytes that
/// were rendered when the product was indexed. It is never the truth.
@NullMarked
package dev.aisle.catalog.index;

import org.jspecify.annotations.NullMarked;
