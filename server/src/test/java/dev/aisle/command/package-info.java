@NullMarked
package dev.aisle.command;

import org.jspecify.annotations.NullMarked;
