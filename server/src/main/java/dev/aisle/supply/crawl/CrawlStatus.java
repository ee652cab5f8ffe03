package dev.aisle.supply.crawl;

import java.time.Instant;
import java.util.Optional;

/// Where the crawl of a merchant stands.
///
/// @param lastSyncedAt when the last complete run ended
/// @param nextSyncAt when the next run is planned; absent while one is in progress
/// @param message one sentence for the merchant, where there is something to say though nothing failed
/// @param pagesFetched answers taken in since the merchant came, unchanged ones included
/// @param pagesRefused pages that we may not ask for or that cannot be had, each kept with its reason
public record CrawlStatus(
        State state,
        Optional<Instant> startedAt,
        Optional<Instant> lastSyncedAt,
        Optional<Instant> nextSyncAt,
        Optional<String> message,
        Optional<Trouble> trouble,
        long pagesFetched,
        long pagesRefused) {

    /// As the Partner API has it (section 5).
    public enum State {
        PENDING,
        SYNCING,
        LIVE,
        ERROR
    }

    /// Why the last run failed, under a stable code.
    public record Trouble(String code, String message) {}
}
