@NullMarked
package dev.aisle.edge.catalogapi;

import org.jspecify.annotations.NullMarked;
