package dev.aisle.market.listing;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// A page's address as far as it tells pages apart: without scheme, `www.`, default port, fragment,
/// trailing slash and known tracking parameters; the host in lower case; the rest of the query in a fixed
/// order.
public record UrlKey(String value) {

    private static final Set<String> TRACKING = Set.of(
            "gclid",
            "gclsrc",
            "dclid",
            "fbclid",
            "msclkid",
            "yclid",
            "ttclid",
            "twclid",
            "igshid",
            "mc_cid",
            "mc_eid",
            "_ga",
            "_gl",
            "srsltid",
            "gad_source",
            "gbraid",
            "wbraid",
            "ref_src",
            "_pos",
            "_sid",
            "_ss",
            "_psq",
            "_fid");

    /// The key of an absolute http or https address.
    public static UrlKey of(URI url) {
        String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
        String site = host.startsWith("www.") ? host.substring(4) : host;
        String port = url.getPort() < 0 || url.getPort() == 80 || url.getPort() == 443 ? "" : ":" + url.getPort();
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        String query = query(url.getRawQuery() == null ? "" : url.getRawQuery());
        return new UrlKey(site + port + path + (query.isEmpty() ? "" : "?" + query));
    }

    /// The key of the page itself, whatever was chosen on it.
    public UrlKey withoutQuery() {
        int query = value.indexOf('?');
        return query < 0 ? this : new UrlKey(value.substring(0, query));
    }

    /// The parameters of the query, each as `name=value`, as the address has them.
    public Set<String> parameters() {
        int query = value.indexOf('?');
        return query < 0
                ? Set.of()
                : Arrays.stream(value.substring(query + 1).split("&")).collect(Collectors.toSet());
    }

    private static String query(String raw) {
        return Arrays.stream(raw.split("&"))
                .filter(parameter -> !parameter.isEmpty() && !isTracking(parameter))
                .sorted()
                .collect(Collectors.joining("&"));
    }

    private static boolean isTracking(String parameter) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        String plain = name.contains("%") ? decoded(name) : name;
        return plain.startsWith("utm_") || TRACKING.contains(plain.toLowerCase(Locale.ROOT));
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return name;
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
