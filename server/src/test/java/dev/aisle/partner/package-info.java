@NullMarked
package dev.aisle.partner;

import org.jspecify.annotations.NullMarked;
