@NullMarked
package dev.aisle.supply;

import org.jspecify.annotations.NullMarked;
