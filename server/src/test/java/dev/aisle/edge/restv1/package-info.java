@NullMarked
package dev.aisle.edge.restv1;

import org.jspecify.annotations.NullMarked;
