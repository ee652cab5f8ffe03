/// Which product a listing is, with the evidence. It never writes products.
@NullMarked
package dev.aisle.supply.matching;

import org.jspecify.annotations.NullMarked;
