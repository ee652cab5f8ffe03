/// A partner's and an agent's day, told over HTTP only.
@NullMarked
package dev.aisle.journeys;

import org.jspecify.annotations.NullMarked;
