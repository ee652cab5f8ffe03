package dev.aisle.supply.crawl;

import dev.aisle.base.http.FetchAllow;
import dev.aisle.market.merchant.Merchant;
import java.net.URI;
import java.util.Locale;

/// The hosts that are one merchant's storefront: its domain with and without `www.`, and no other.
record Site(String domain) {

    static Site of(Merchant merchant) {
        return new Site(merchant.domain().toLowerCase(Locale.ROOT));
    }

    /// Whether an address is on the storefront; a domain that keeps its port stands for that port only.
    boolean holds(URI url) {
        if (url.getHost() == null) {
            return false;
        }
        String host = url.getHost().toLowerCase(Locale.ROOT);
        int port = FetchAllow.port(url);
        if (domain.equals(host + ':' + port)) {
            return true;
        }
        String bare = host.startsWith("www.") ? host.substring("www.".length()) : host;
        return (domain.equals(bare) || domain.equals(host)) && (port == 80 || port == 443);
    }
}
