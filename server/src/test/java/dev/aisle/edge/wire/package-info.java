@NullMarked
package dev.aisle.edge.wire;

import org.jspecify.annotations.NullMarked;
