/// Platforms that feeds go to. In comes one offer of a merchant, out goes an item in the destination's own words, the
/// faults found in it before it is sent, and the text of its files. Everything here is pure: no I/O, no clock, no
/// table.
@NullMarked
package dev.aisle.partner.destination;

import org.jspecify.annotations.NullMarked;
