/// Categories and brands, and how a shop's words become them.
@NullMarked
package dev.aisle.market.taxonomy;

import org.jspecify.annotations.NullMarked;
