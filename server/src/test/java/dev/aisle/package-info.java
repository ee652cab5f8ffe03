@NullMarked
package dev.aisle;

import org.jspecify.annotations.NullMarked;
