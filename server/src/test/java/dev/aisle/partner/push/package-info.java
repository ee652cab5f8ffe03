@NullMarked
package dev.aisle.partner.push;

import org.jspecify.annotations.NullMarked;
