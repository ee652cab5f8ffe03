@NullMarked
package dev.aisle.catalog;

import org.jspecify.annotations.NullMarked;
