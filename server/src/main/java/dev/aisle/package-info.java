/// Aisle: an open product graph for shopping agents. Start with `Wiring`, then the path classes of each floor.
@NullMarked
package dev.aisle;

import org.jspecify.annotations.NullMarked;
