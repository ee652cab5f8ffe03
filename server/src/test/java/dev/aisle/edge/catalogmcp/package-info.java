@NullMarked
package dev.aisle.edge.catalogmcp;

import org.jspecify.annotations.NullMarked;
