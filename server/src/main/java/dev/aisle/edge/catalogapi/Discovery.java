package dev.aisle.edge.catalogapi;

import dev.aisle.base.json.Json;
import dev.aisle.edge.wire.Endpoint;
import dev.aisle.edge.wire.Surface;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;

/// What an agent reads before its first call: the UCP profile, and our extension's schema, whose
/// description is a page of the docs. There is no OAuth here, which clients that look for it are told in
/// JSON.
public final class Discovery implements Surface {

    private static final String VERSION = "2026-04-08";
    private static final String UCP = "https://ucp.dev/" + VERSION;
    private static final String OVERVIEW = UCP + "/specification/overview";

    /// The name of the extension stands under this authority, so its documents do too, whatever host serves them.
    private static final String EXTENSION = "https://trychannel3.com/docs/ucp";

    private static final String PROFILE = "/.well-known/ucp";
    private static final String PROFILE_CACHE = "public, max-age=300";

    private final byte[] profile;
    private final byte[] schema = Tools.resource("catalog_global.json");

    /// @param base public base of the UCP surface, without a slash at the end
    public Discovery(String base) {
        this.profile = Json.bytes(Map.of("ucp", profile(base)));
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(new Endpoint("GET", PROFILE));
    }

    @Override
    public void mount(HttpRules rules) {
        rules.get(PROFILE, (request, response) -> send("application/json", profile, response))
                .get(
                        "/docs/ucp/schemas/catalog_global.json",
                        (request, response) -> send("application/schema+json", schema, response))
                .any("/.well-known/oauth-authorization-server/*", (request, response) -> notFound(response))
                .any("/.well-known/oauth-protected-resource/*", (request, response) -> notFound(response))
                .any("/.well-known/openid-configuration/*", (request, response) -> notFound(response))
                .any("/.well-known/{name}", (request, response) -> notFound(response));
    }

    private static void send(String type, byte[] body, ServerResponse response) {
        response.header(HeaderNames.CACHE_CONTROL, PROFILE_CACHE)
                .header(HeaderNames.CONTENT_TYPE, type)
                .header("Access-Control-Allow-Origin", "*")
                .send(body);
    }

    private static void notFound(ServerResponse response) {
        response.status(Status.NOT_FOUND_404)
                .header(HeaderNames.CONTENT_TYPE, "application/json")
                .send(Json.bytes(
                        Map.of("code", "not_found", "content", "Nothing here; the profile is /.well-known/ucp.")));
    }

    private static Map<String, Object> profile(String base) {
        return Map.of(
                "version",
                VERSION,
                "services",
                Map.of(
                        "dev.ucp.shopping",
                        List.of(
                                service("mcp", base + "/mcp", "mcp.openrpc.json"),
                                service("rest", base, "rest.openapi.json"))),
                "capabilities",
                Map.of(
                        "dev.ucp.shopping.catalog.search",
                        List.of(capability(
                                UCP + "/specification/catalog/search", UCP + "/schemas/shopping/catalog_search.json")),
                        "dev.ucp.shopping.catalog.lookup",
                        List.of(capability(
                                UCP + "/specification/catalog/lookup", UCP + "/schemas/shopping/catalog_lookup.json")),
                        "com.trychannel3.catalog.global",
                        List.of(Map.of(
                                "version",
                                VERSION,
                                "spec",
                                EXTENSION + "/catalog-global-extension",
                                "schema",
                                EXTENSION + "/schemas/catalog_global.json",
                                "extends",
                                List.of("dev.ucp.shopping.catalog.search", "dev.ucp.shopping.catalog.lookup")))),
                "payment_handlers",
                Map.of());
    }

    private static Map<String, String> service(String transport, String endpoint, String schema) {
        return Map.of(
                "version",
                VERSION,
                "transport",
                transport,
                "endpoint",
                endpoint,
                "spec",
                OVERVIEW,
                "schema",
                UCP + "/services/shopping/" + schema);
    }

    private static Map<String, String> capability(String spec, String schema) {
        return Map.of("version", VERSION, "spec", spec, "schema", schema);
    }
}
