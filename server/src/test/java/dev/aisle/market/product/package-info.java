@NullMarked
package dev.aisle.market.product;

import org.jspecify.annotations.NullMarked;
