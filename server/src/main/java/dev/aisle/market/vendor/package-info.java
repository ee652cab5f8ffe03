/// Vendors: who calls the catalog and earns from clicks, and their keys.
@NullMarked
package dev.aisle.market.vendor;

import org.jspecify.annotations.NullMarked;
