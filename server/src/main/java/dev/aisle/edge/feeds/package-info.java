/// Feed files for destinations, at addresses that cannot be guessed.
@NullMarked
package dev.aisle.edge.feeds;

import org.jspecify.annotations.NullMarked;
