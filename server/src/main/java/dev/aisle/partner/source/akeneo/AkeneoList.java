package dev.aisle.partner.source.akeneo;

import static dev.aisle.partner.source.PlatformHttp.encoded;
import static dev.aisle.partner.source.PlatformHttp.text;

import dev.aisle.base.json.Json;
import dev.aisle.partner.source.Access;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A PIM's list of products, which it leads through by `search_after`.
final class AkeneoList {

    /// Where its next page is, below the PIM's address.
    static final Pattern CURSOR = Pattern.compile("/api/rest/v1/products-uuid\\?[^\\s\"<>\\\\]{1,2000}");

    private AkeneoList() {}

    /// The first page of what is searched for, in the channel and locale that were chosen.
    ///
    /// @param page products of one request
    static URI search(Access access, Map<String, Object> search, int page) {
        return URI.create(access.store() + "/api/rest/v1/products-uuid?pagination_type=search_after&limit=" + page
                + "&with_attribute_options=true&search=" + encoded(Json.write(search))
                + chosen(access, "channel", "scope") + chosen(access, "locale", "locales"));
    }

    private static String chosen(Access access, String what, String parameter) {
        return access.secret()
                .find(what)
                .filter(it -> !it.isEmpty())
                .map(it -> "&" + parameter + "=" + encoded(it))
                .orElse("");
    }

    static List<JsonNode> items(JsonNode body) {
        List<JsonNode> items = new ArrayList<>();
        body.path("_embedded").path("items").forEach(items::add);
        return items;
    }

    /// The cursor of the page behind it. We never follow an address to another host.
    static Optional<String> next(JsonNode body) {
        return Optional.of(text(body.path("_links").path("next"), "href"))
                .map(AkeneoList::path)
                .filter(it -> CURSOR.matcher(it).matches());
    }

    private static String path(String href) {
        int host = href.indexOf("://");
        int path = host < 0 ? 0 : href.indexOf('/', host + 3);
        return path < 0 ? "" : href.substring(path);
    }
}
