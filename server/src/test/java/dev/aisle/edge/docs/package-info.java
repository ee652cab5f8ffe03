@NullMarked
package dev.aisle.edge.docs;

import org.jspecify.annotations.NullMarked;
