/// Affiliate programmes: what a network pays for sales of a merchant, where and when, which part of it is
/// ours, and how a link leads through the network. In comes what the operator says; out go rates and links,
/// from memory.
@NullMarked
package dev.aisle.market.affiliate;

import org.jspecify.annotations.NullMarked;
