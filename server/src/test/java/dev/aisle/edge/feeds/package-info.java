@NullMarked
package dev.aisle.edge.feeds;

import org.jspecify.annotations.NullMarked;
