/// Feeds for Google Merchant Center: its fields, its rules, its files.
@NullMarked
package dev.aisle.partner.destination.google;

import org.jspecify.annotations.NullMarked;
