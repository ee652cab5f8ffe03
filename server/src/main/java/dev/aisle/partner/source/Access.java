package dev.aisle.partner.source;

import dev.aisle.market.merchant.Merchant;
import dev.aisle.partner.credentials.Secret;
import java.net.URI;
import java.util.Optional;

/// A merchant's store on a platform, and what lets us in.
///
/// @param store the store's address, without a slash at the end
/// @param currency of its prices, where the platform does not say it with each
public record Access(Merchant merchant, URI store, Optional<String> currency, Secret secret) {}
