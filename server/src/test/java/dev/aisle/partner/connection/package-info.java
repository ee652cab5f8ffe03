@NullMarked
package dev.aisle.partner.connection;

import org.jspecify.annotations.NullMarked;
