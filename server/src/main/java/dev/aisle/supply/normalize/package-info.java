/// A raw listing becomes a listing, or is unusable with its reasons. It does no I/O.
@NullMarked
package dev.aisle.supply.normalize;

import org.jspecify.annotations.NullMarked;
