/// The path of a listing: page, raw listing, listing, product.
@NullMarked
package dev.aisle.supply;

import org.jspecify.annotations.NullMarked;
