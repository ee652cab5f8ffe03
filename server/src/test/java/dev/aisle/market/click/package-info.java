@NullMarked
package dev.aisle.market.click;

import org.jspecify.annotations.NullMarked;
