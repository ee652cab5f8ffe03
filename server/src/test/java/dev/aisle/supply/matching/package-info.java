@NullMarked
package dev.aisle.supply.matching;

import org.jspecify.annotations.NullMarked;
