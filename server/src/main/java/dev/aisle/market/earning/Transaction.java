package dev.aisle.market.earning;

import dev.aisle.base.money.Money;
import dev.aisle.market.ledger.Stage;
import dev.aisle.market.vendor.VendorId;
import java.time.Instant;

/// A sale that came of a click.
///
/// @param id a ULID
/// @param click the click's id
/// @param commission what the network pays
/// @param net the vendor's part of it; the rest is ours
public record Transaction(
        String id,
        String network,
        String networkId,
        String click,
        VendorId vendor,
        Stage stage,
        Money order,
        Money commission,
        Money net,
        Instant purchasedAt) {}
