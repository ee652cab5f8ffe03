/// The categories of the market and the words that lead to them; the brands, which own the table `brands`.
@NullMarked
package dev.aisle.market.taxonomy;

import org.jspecify.annotations.NullMarked;
