@NullMarked
package dev.aisle.bench;

import org.jspecify.annotations.NullMarked;
