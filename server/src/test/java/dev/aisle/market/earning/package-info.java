@NullMarked
package dev.aisle.market.earning;

import org.jspecify.annotations.NullMarked;
