package dev.aisle.supply.crawl;

import dev.aisle.base.http.FetchAllow;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// Where the sitemaps of a shop may lie (sitemaps.org, "Sitemaps & Cross Submits"): on its own hosts, and on the
/// hosts of the sitemaps that its own robots.txt names, because who writes that file speaks for the shop. What such
/// a sitemap lists counts only where it lies on the shop. An index may name files on the same hosts and vouches for
/// no other one ("can only specify Sitemaps that are found on the same site"), nor does a redirect or a page. Each
/// of these hosts has a robots.txt and a pace of its own.
record SitemapHosts(Site shop, List<Site> others) {

    /// A robots.txt that names more hosts is no shop's; further ones are not asked.
    static final int MOST_OTHERS = 8;

    SitemapHosts {
        others = List.copyOf(others);
    }

    /// The hosts of one shop.
    ///
    /// @param named the addresses of the sitemaps that the shop's robots.txt names
    static SitemapHosts of(Site shop, Collection<URI> named) {
        return new SitemapHosts(
                shop,
                named.stream()
                        .filter(url -> !shop.holds(url))
                        .map(SitemapHosts::siteOf)
                        .distinct()
                        .limit(MOST_OTHERS)
                        .toList());
    }

    boolean holds(URI url) {
        return shop.holds(url) || others.stream().anyMatch(it -> it.holds(url));
    }

    private static Site siteOf(URI url) {
        String host = url.getHost().toLowerCase(Locale.ROOT);
        int port = FetchAllow.port(url);
        return new Site(port == 80 || port == 443 ? host : host + ':' + port);
    }
}
