@NullMarked
package dev.aisle.base.db;

import org.jspecify.annotations.NullMarked;
