/// The operator's command line.
@NullMarked
package dev.aisle.command;

import org.jspecify.annotations.NullMarked;
