/// A fetched page or feed becomes raw listings, in the words of their source. It does no I/O and guesses nothing.
@NullMarked
package dev.aisle.supply.extract;

import org.jspecify.annotations.NullMarked;
