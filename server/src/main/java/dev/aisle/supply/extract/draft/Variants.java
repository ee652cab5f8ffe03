package dev.aisle.supply.extract.draft;

import dev.aisle.supply.extract.page.PageFacts;
import dev.aisle.supply.extract.page.Urls;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Variants that share a page and differ in the query of their address.
public final class Variants {

    private Variants() {}

    /// The value of the one parameter that an address has more than the page it leads to; shops choose a variant so.
    public static Optional<String> parameterOf(URI url, PageFacts facts) {
        URI page = facts.address();
        if (!Urls.sameHost(url, page) || !path(url).equals(path(page))) {
            return Optional.empty();
        }
        List<String> more = new ArrayList<>(Urls.parameters(url));
        more.removeAll(Urls.parameters(page));
        if (more.size() != 1 || more.getFirst().indexOf('=') < 0) {
            return Optional.empty();
        }
        String value = more.getFirst().substring(more.getFirst().indexOf('=') + 1);
        try {
            return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8)).filter(it -> !it.isBlank());
        } catch (IllegalArgumentException notEncoded) {
            return Optional.of(value);
        }
    }

    public static String path(URI url) {
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
