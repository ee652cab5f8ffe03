@NullMarked
package dev.aisle.market.ledger;

import org.jspecify.annotations.NullMarked;
