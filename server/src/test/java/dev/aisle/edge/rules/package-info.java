/// The contract's numbered sentences, a test each.
@NullMarked
package dev.aisle.edge.rules;

import org.jspecify.annotations.NullMarked;
