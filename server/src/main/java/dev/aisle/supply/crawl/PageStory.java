package dev.aisle.supply.crawl;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// What is known of one page of a storefront, for those who ask why it is or is not in the graph.
///
/// @param state such as `product`, `plain`, `waiting`, `gone`, `refused`
/// @param reason in words, where it was not read
public record PageStory(
        URI url,
        String foundBy,
        String state,
        Optional<String> reason,
        Optional<Instant> fetchedAt,
        Optional<Instant> dueAt,
        int reads,
        int changes) {}
