@NullMarked
package dev.aisle.edge.connectpage;

import org.jspecify.annotations.NullMarked;
