package dev.aisle.market.merchant;

import crawlercommons.domains.EffectiveTldFinder;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/// A business that sells, known by its domain. The domain keeps its port only where the development
/// allowlist admits it, and is then spoken to over plain http.
public record Merchant(MerchantId id, String domain, String scheme, Optional<String> name) {

    /// The storefront's address, with a slash at the end.
    public URI home() {
        return URI.create(scheme + "://" + domain + "/");
    }

    /// Whether an address is one of its storefront: of its domain, or of another host of the same registered name.
    public boolean owns(URI url) {
        String host = Optional.ofNullable(url.getHost()).orElse("").toLowerCase(Locale.ROOT);
        String at = url.getPort() < 0 ? host : host + ':' + url.getPort();
        if (at.equals(domain) || host.equals(domain) || host.endsWith('.' + domain)) {
            return true;
        }
        Optional<String> registered = Optional.ofNullable(EffectiveTldFinder.getAssignedDomain(host, true, false));
        return registered
                .filter(it -> it.equals(EffectiveTldFinder.getAssignedDomain(domain, true, false)))
                .isPresent();
    }

    /// What a shopper calls it: its name, or its domain where none is known.
    public String displayName() {
        return name.orElse(domain);
    }
}
