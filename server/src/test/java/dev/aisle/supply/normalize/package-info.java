@NullMarked
package dev.aisle.supply.normalize;

import org.jspecify.annotations.NullMarked;
