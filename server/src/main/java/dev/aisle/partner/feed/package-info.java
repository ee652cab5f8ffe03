/// Feeds: a merchant's offers, read from the product graph, in a destination's dialect, as files that are
/// whole whenever they are asked for. It follows the graph's log of changes, and never reads the index.
@NullMarked
package dev.aisle.partner.feed;

import org.jspecify.annotations.NullMarked;
