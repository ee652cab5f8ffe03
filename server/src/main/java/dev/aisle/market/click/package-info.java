/// Clicks on buy links.
@NullMarked
package dev.aisle.market.click;

import org.jspecify.annotations.NullMarked;
