/// Money in minor units, and what is known of currencies.
@NullMarked
package dev.aisle.base.money;

import org.jspecify.annotations.NullMarked;
