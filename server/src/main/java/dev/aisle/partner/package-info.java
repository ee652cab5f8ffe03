/// From a partner's call to a live connection.
@NullMarked
package dev.aisle.partner;

import org.jspecify.annotations.NullMarked;
