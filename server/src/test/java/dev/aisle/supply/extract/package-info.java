@NullMarked
package dev.aisle.supply.extract;

import org.jspecify.annotations.NullMarked;
