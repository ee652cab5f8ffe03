package dev.aisle.supply.crawl;

import java.time.Instant;
import java.util.Optional;

/// Why a run stops in the middle, and when it goes on.
///
/// @param trouble what the merchant is told; nothing where the shop merely asked for patience
record Suspension(Instant until, Optional<CrawlStatus.Trouble> trouble) {

    static Suspension unreachable(Instant until, String message) {
        return new Suspension(until, Optional.of(new CrawlStatus.Trouble("store_unreachable", message)));
    }
}
