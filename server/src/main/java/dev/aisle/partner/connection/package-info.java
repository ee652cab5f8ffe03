/// Connections of a merchant to platforms, in either direction, and the state of each sync.
@NullMarked
package dev.aisle.partner.connection;

import org.jspecify.annotations.NullMarked;
