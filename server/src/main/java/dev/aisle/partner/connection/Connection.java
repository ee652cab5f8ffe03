package dev.aisle.partner.connection;

import dev.aisle.market.merchant.Platform;
import java.time.Instant;
import java.util.Optional;

/// A merchant's lasting tie to one platform, as it stands. A platform never connected has one too, with nothing in
/// it.
///
/// @param connectedAt when it last became active; kept after a disconnect
/// @param feedUrl of a destination whose file exists
public record Connection(
        Platform platform,
        Status status,
        Optional<Instant> connectedAt,
        Sync sync,
        Optional<String> feedUrl,
        Optional<Failure> failure) {

    /// Whether credentials or access are in place; it says nothing of the sync.
    public enum Status {
        NOT_CONNECTED,
        PENDING,
        ACTIVE,
        ERROR,
        DISCONNECTED
    }

    /// How keeping it up to date goes.
    ///
    /// @param state absent while not connected
    /// @param itemsSynced of a source: its listings now in the graph; of a destination: items in the file served
    /// @param itemsFailed of a source: listings set aside with a reason; of a destination: items left out
    /// @param message one sentence for the merchant
    public record Sync(
            Optional<State> state,
            Optional<Instant> lastSyncedAt,
            Optional<Instant> nextSyncAt,
            long itemsSynced,
            long itemsFailed,
            Optional<String> message) {

        /// Where the sync stands.
        public enum State {
            PENDING,
            SYNCING,
            ACTION_REQUIRED,
            LIVE,
            ERROR
        }

        public static final Sync NONE =
                new Sync(Optional.empty(), Optional.empty(), Optional.empty(), 0, 0, Optional.empty());
    }

    /// Why it does not work, under a stable code.
    public record Failure(String code, String message) {}

    static Connection none(Platform platform) {
        return new Connection(
                platform, Status.NOT_CONNECTED, Optional.empty(), Sync.NONE, Optional.empty(), Optional.empty());
    }

    /// The same connection as its own room reports it.
    public Connection as(Status reportedStatus, Sync reported, Optional<Failure> reportedFailure) {
        return new Connection(platform, reportedStatus, connectedAt, reported, feedUrl, reportedFailure);
    }

    /// The same connection with the address of its feed.
    public Connection withFeed(Optional<String> feed) {
        return new Connection(platform, status, connectedAt, sync, feed, failure);
    }
}
