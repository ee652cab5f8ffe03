/// REST v1 for developers, and what is left of v0: the catalog in products, offers and major units. In
/// comes JSON or a query string with a vendor's key; out goes JSON in that API's shapes. It ranks nothing
/// and writes nothing.
@NullMarked
package dev.aisle.edge.restv1;

import org.jspecify.annotations.NullMarked;
