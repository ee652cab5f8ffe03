/// Outlets that take feeds, as strict as their rules are written. They know the rules only, and no class of
/// what writes feeds.
@NullMarked
package dev.aisle.journeys.outlet;

import org.jspecify.annotations.NullMarked;
