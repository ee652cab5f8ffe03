package dev.aisle.partner.sync;

import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import java.time.Instant;
import java.util.Optional;

/// How far a source of a merchant has been read.
///
/// @param store the store's address, without a slash at the end
/// @param hook the unguessable part of the address that the platform calls us at
/// @param place within the run that goes on; empty before its first part
/// @param since the next run reads what changed after that, unless it is a full one
/// @param runStartedAt present while a run goes on
/// @param heardAt when the platform first called at the hook; empty until it did
public record SyncState(
        MerchantId merchant,
        Platform platform,
        String store,
        Optional<String> currency,
        Optional<String> hook,
        Optional<String> place,
        Optional<Instant> since,
        Optional<Instant> runStartedAt,
        boolean fullRun,
        Optional<Instant> fullRunAt,
        int failures,
        Optional<Instant> heardAt) {}
