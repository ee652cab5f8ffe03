package dev.aisle.journeys;

import java.net.URI;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A partner's programme: it registers merchants and watches their connections.
public final class PartnerCaller {

    private final Talk talk;
    private final URI base;
    private final String key;

    public PartnerCaller(Talk talk, URI base, String key) {
        this.talk = talk;
        this.base = base;
        this.key = key;
    }

    public Talk.Reply createMerchant(String domain, String name) {
        return talk.post(base.resolve("/v0/partner/merchants"), headers(), Map.of("domain", domain, "name", name));
    }

    public Talk.Reply connections(String customerId) {
        return talk.get(base.resolve("/v0/partner/merchants/" + customerId + "/connections"), headers());
    }

    /// A fresh link to the hosted page.
    public Talk.Reply connectSession(String customerId, Map<String, String> fields) {
        return talk.post(
                base.resolve("/v0/partner/merchants/" + customerId + "/connections/sessions"), headers(), fields);
    }

    /// The row of a platform.
    public JsonNode connection(String customerId, String platform) {
        var all = connections(customerId).body();
        for (String side : List.of("import_sources", "destinations")) {
            for (JsonNode row : all.path(side).values()) {
                if (row.path("platform").asString("").equals(platform)) {
                    return row;
                }
            }
        }
        throw new IllegalStateException("no row for " + platform + ": " + all);
    }

    /// Where the crawl of a merchant stands.
    public Sync webCrawl(String customerId) {
        for (JsonNode source :
                connections(customerId).body().path("import_sources").values()) {
            if (source.path("platform").asString("").equals("web_crawl")) {
                JsonNode sync = source.path("sync");
                return new Sync(
                        sync.path("state").asString(""),
                        sync.path("items_synced").asInt(0),
                        sync.path("items_failed").asInt(0));
            }
        }
        return new Sync("", 0, 0);
    }

    /// The sync object of a connection, as far as a journey looks at it.
    ///
    /// @param state `pending`, `syncing`, `live` ... or empty when there is none
    public record Sync(String state, int synced, int failed) {

        public boolean live() {
            return state.equals("live");
        }
    }

    private Map<String, String> headers() {
        return Map.of("x-api-key", key);
    }
}
