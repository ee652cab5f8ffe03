package dev.aisle.market.merchant;

import java.net.URI;
import java.util.Optional;

/// A business that sells, known by its domain. The domain keeps its port only where the development allowlist admits
/// it, and
/// is then spoken to over plain http.
public record Merchant(MerchantId id, String domain, String scheme, Optional<String> name) {

    /// The storefront's address, with a slash at the end.
    public URI home() {
        return URI.create(scheme + "://" + domain + "/");
    }

    /// What a shopper calls it: its name, or its domain where none is known.
    public String displayName() {
        return name.orElse(domain);
    }
}
