@NullMarked
package dev.aisle.market.taxonomy;

import org.jspecify.annotations.NullMarked;
