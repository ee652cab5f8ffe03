/// Journeys against the built jars, over HTTP only.
@NullMarked
package dev.aisle.journeys;

import org.jspecify.annotations.NullMarked;
