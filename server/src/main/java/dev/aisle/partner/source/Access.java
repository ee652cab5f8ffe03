package dev.aisle.partner.source;

import dev.aisle.market.merchant.Merchant;
import dev.aisle.partner.credentials.Secret;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A merchant's store on a platform, and what lets us in.
///
/// @param store the store's address, without a slash at the end
/// @param currency of its prices, where the platform does not say it with each
/// @param secret as it was when this was made
/// @param latest the secret as it is kept by now: others may have renewed it meanwhile
/// @param renewed takes credentials that the platform gave in place of these
public record Access(
        Merchant merchant,
        URI store,
        Optional<String> currency,
        Secret secret,
        Supplier<Secret> latest,
        Consumer<Secret> renewed) {

    /// For one call or two, in which nothing is renewed.
    public Access(Merchant merchant, URI store, Optional<String> currency, Secret secret) {
        this(merchant, store, currency, secret, () -> secret, ignored -> {});
    }
}
