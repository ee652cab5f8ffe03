@NullMarked
package dev.aisle.market.affiliate;

import org.jspecify.annotations.NullMarked;
