/// Ids: ULIDs and base-62 text.
@NullMarked
package dev.aisle.base.ids;

import org.jspecify.annotations.NullMarked;
