@NullMarked
package dev.aisle.partner.connect;

import org.jspecify.annotations.NullMarked;
