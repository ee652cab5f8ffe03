/// The only floor that speaks HTTP, JSON or HTML to callers.
@NullMarked
package dev.aisle.edge;

import org.jspecify.annotations.NullMarked;
