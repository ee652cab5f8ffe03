package dev.aisle.partner.destination;

import dev.aisle.market.merchant.Merchant;
import java.time.Instant;

/// Whose feed is written, and when.
public record Occasion(Merchant merchant, Instant at) {}
