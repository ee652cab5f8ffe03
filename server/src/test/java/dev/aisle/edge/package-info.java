@NullMarked
package dev.aisle.edge;

import org.jspecify.annotations.NullMarked;
