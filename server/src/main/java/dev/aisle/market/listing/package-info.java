/// Listings: evidence of what one merchant shows at one place, typed and checked, and the log of their changes.
@NullMarked
package dev.aisle.market.listing;

import org.jspecify.annotations.NullMarked;
