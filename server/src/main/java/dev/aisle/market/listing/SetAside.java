package dev.aisle.market.listing;

import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import java.time.Instant;
import java.util.List;

/// A listing that cannot be used, kept with its reasons in words.
public record SetAside(
        MerchantId merchant, String item, String url, Platform platform, List<String> problems, Instant seenAt) {

    public SetAside {
        problems = List.copyOf(problems);
    }
}
