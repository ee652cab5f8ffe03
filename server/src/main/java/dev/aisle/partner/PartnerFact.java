package dev.aisle.partner;

import dev.aisle.market.listing.ListingCounts;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.connection.Connection;
import dev.aisle.partner.feed.FeedStatus;
import java.time.Instant;
import java.util.Optional;

/// What partners are told of their merchants. It says what changed; how everything stands now, List connections says.
public sealed interface PartnerFact {

    /// The merchant is new to the partner who is told.
    record MerchantCreated(Merchant merchant) implements PartnerFact {}

    record ConnectionUpdated(
            MerchantId merchant, Platform platform, Connection.Status status, Optional<Connection.Failure> failure)
            implements PartnerFact {}

    record SyncCompleted(
            MerchantId merchant, Platform platform, Instant at, Optional<Instant> next, ListingCounts counts)
            implements PartnerFact {}

    record SyncFailed(MerchantId merchant, Platform platform, Connection.Failure failure, Optional<Instant> next)
            implements PartnerFact {}

    record FeedPublished(MerchantId merchant, FeedStatus feed) implements PartnerFact {}

    /// The event's name in the contract.
    default String type() {
        return switch (this) {
            case MerchantCreated created -> "merchant.created";
            case ConnectionUpdated updated -> "connection.updated";
            case SyncCompleted completed -> "sync.completed";
            case SyncFailed failed -> "sync.failed";
            case FeedPublished published -> "feed.published";
        };
    }
}
