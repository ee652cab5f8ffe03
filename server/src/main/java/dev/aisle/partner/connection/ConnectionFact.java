package dev.aisle.partner.connection;

import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import java.time.Instant;
import java.util.Optional;

/// What happened to a connection.
public sealed interface ConnectionFact {

    MerchantId merchant();

    Platform platform();

    /// It stands otherwise now, with the reason where it was lost.
    record StatusChanged(
            MerchantId merchant, Platform platform, Connection.Status status, Optional<Connection.Failure> failure)
            implements ConnectionFact {}

    /// A source was read to its end.
    record SyncCompleted(MerchantId merchant, Platform platform, Instant at, Optional<Instant> next)
            implements ConnectionFact {}

    /// The first failure after it had worked.
    record SyncFailed(MerchantId merchant, Platform platform, Connection.Failure failure, Optional<Instant> next)
            implements ConnectionFact {}
}
