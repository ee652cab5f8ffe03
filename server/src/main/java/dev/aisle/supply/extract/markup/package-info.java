/// What a page says in structured data, whatever the syntax: JSON-LD, microdata and RDFa become things with
/// properties. Nothing here knows what a product is.
@NullMarked
package dev.aisle.supply.extract.markup;

import org.jspecify.annotations.NullMarked;
