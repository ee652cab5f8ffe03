@NullMarked
package dev.aisle.market.listing;

import org.jspecify.annotations.NullMarked;
