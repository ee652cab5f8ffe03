/// How platforms are read: each into raw listings in its own words, one room a platform. A source keeps no
/// state; what it must remember stands in the place it hands back. It never parses a price or guesses a
/// brand.
@NullMarked
package dev.aisle.partner.source;

import org.jspecify.annotations.NullMarked;
