@NullMarked
package dev.aisle.base.money;

import org.jspecify.annotations.NullMarked;
