/// A fetched page becomes raw listings, in the words of their source. It does no I/O.
///
/// Start with `Extractor`, which finds out what a page is: a page of a platform's public listing
/// (`StoreApiReader`, `ProductsJsonReader`) or HTML (`HtmlReader`). Every source on an HTML page says what
/// it knows in a draft (room `draft`): structured data (`SchemaProducts` over the room `markup`), meta
/// tags, the state of the page's scripts (room `state`), and the visible page (`PageStructureReader` over
/// the room `page`). `PageListings` puts them together, the most trusted first, and keeps what each one
/// said. A page about several things, or about none, gives no listing.
@NullMarked
package dev.aisle.supply.extract;

import org.jspecify.annotations.NullMarked;
