/// The product graph: families, products, offers, redirects, price history, and the log of its changes.
@NullMarked
package dev.aisle.market.product;

import org.jspecify.annotations.NullMarked;
