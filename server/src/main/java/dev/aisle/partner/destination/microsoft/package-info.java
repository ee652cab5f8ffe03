/// Feeds for Microsoft Merchant Center: its fields, its rules, its files.
@NullMarked
package dev.aisle.partner.destination.microsoft;

import org.jspecify.annotations.NullMarked;
