/// The one JSON mapper.
@NullMarked
package dev.aisle.base.json;

import org.jspecify.annotations.NullMarked;
