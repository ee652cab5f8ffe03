@NullMarked
package dev.aisle.market.vendor;

import org.jspecify.annotations.NullMarked;
