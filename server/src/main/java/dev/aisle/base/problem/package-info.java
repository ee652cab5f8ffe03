/// A caller's mistake, in words that say what to change.
@NullMarked
package dev.aisle.base.problem;

import org.jspecify.annotations.NullMarked;
