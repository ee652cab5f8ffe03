/// Buy links: made here, followed in `edge.buy`.
@NullMarked
package dev.aisle.catalog.buylink;

import org.jspecify.annotations.NullMarked;
