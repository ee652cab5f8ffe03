package dev.aisle.partner.feed;

import dev.aisle.market.merchant.Platform;
import java.time.Instant;
import java.util.Optional;

/// How one feed of a merchant stands.
///
/// @param publishedAt when the files served now were last found to be right
/// @param nextAt when it is written next, at the latest
/// @param items in the files served now
/// @param leftOut items that pre-flight held back from them
/// @param confirmed the merchant said that the destination knows the address
/// @param url where the destination gets it; nothing before there is a file
public record FeedStatus(
        Platform platform,
        Optional<Instant> publishedAt,
        Instant nextAt,
        long items,
        long leftOut,
        boolean confirmed,
        Optional<String> message,
        Optional<String> url,
        Optional<Trouble> trouble) {

    /// Why the last run brought nothing new, under a code of the Partner API.
    public record Trouble(String code, String message) {}
}
