@NullMarked
package dev.aisle.edge.buy;

import org.jspecify.annotations.NullMarked;
