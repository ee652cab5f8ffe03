/// Feed rules: what a merchant wants said differently to one destination. A rule changes items on their way
/// into a feed, or keeps them out of it; it never changes a listing.
@NullMarked
package dev.aisle.partner.rule;

import org.jspecify.annotations.NullMarked;
