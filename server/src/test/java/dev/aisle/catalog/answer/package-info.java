@NullMarked
package dev.aisle.catalog.answer;

import org.jspecify.annotations.NullMarked;
