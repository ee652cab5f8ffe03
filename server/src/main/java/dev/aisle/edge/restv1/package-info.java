/// REST v1 for developers, and what is left of v0: the catalog in products, offers and major units. In comes JSON or
/// a query string with a vendor's key; out goes JSON in that API's shapes. `RouteTable` is its table of contents. It
/// ranks nothing and owns no table.
@NullMarked
package dev.aisle.edge.restv1;

import org.jspecify.annotations.NullMarked;
