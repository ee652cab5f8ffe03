@NullMarked
package dev.aisle.partner.destination;

import org.jspecify.annotations.NullMarked;
