@NullMarked
package dev.aisle.market.partner;

import org.jspecify.annotations.NullMarked;
