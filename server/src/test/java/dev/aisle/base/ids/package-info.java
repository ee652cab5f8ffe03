@NullMarked
package dev.aisle.base.ids;

import org.jspecify.annotations.NullMarked;
