/// Follows a buy link and counts the click.
@NullMarked
package dev.aisle.edge.buy;

import org.jspecify.annotations.NullMarked;
