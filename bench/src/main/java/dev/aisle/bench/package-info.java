/// Quality and speed figures, each with how it was taken.
@NullMarked
package dev.aisle.bench;

import org.jspecify.annotations.NullMarked;
