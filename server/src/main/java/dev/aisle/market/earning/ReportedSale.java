package dev.aisle.market.earning;

import dev.aisle.base.money.Money;
import dev.aisle.market.ledger.Stage;
import java.time.Instant;

/// A sale as a network reports it.
///
/// @param networkId the network's own name for it, the same in every report
/// @param click what the link carried as sub-id
/// @param commission what the network pays for it, in the order's currency
public record ReportedSale(
        String networkId, String click, Money order, Money commission, Stage stage, Instant purchasedAt) {}
