/// A real browser, spoken to in its own debugging protocol: what a merchant sees, presses and types.
@NullMarked
package dev.aisle.journeys.browser;

import org.jspecify.annotations.NullMarked;
