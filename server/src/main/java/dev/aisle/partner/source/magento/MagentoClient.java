package dev.aisle.partner.source.magento;

import dev.aisle.base.http.OutsideHttp;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.PlatformHttp;
import dev.aisle.partner.source.Reply;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Asks a Magento store, each request signed. Magento refuses what is signed ten minutes ahead of its
/// clock, so a refused request is signed once more by the store's own clock where that differs from ours.
final class MagentoClient {

    private final PlatformHttp http;
    private final InstantSource time;

    MagentoClient(OutsideHttp http, InstantSource time) {
        this.http = new PlatformHttp(http, time);
        this.time = time;
    }

    /// A read below `/rest/V1/`.
    Reply get(Access access, String path, Map<String, String> query) {
        Reply first = get(access, path, query, time.instant());
        return first instanceof Reply.Failed failed
                        && failed.status() == 401
                        && !failed.behind().isZero()
                ? get(access, path, query, time.instant().minus(failed.behind()))
                : first;
    }

    private Reply get(Access access, String path, Map<String, String> query, Instant now) {
        URI address = URI.create(access.store() + "/rest/V1/" + path);
        String text = new TreeMap<>(query)
                .entrySet().stream()
                        .map(it -> OAuthHeader.encoded(it.getKey()) + "=" + OAuthHeader.encoded(it.getValue()))
                        .collect(Collectors.joining("&"));
        return http.get(
                text.isEmpty() ? address : URI.create(address + "?" + text),
                Map.of("Authorization", OAuthHeader.of("GET", address, query, access.secret(), now)));
    }
}
