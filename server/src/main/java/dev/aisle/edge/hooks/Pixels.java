package dev.aisle.edge.hooks;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// Shoppers' browsers report page views and checkouts from any storefront. The contract asks nothing of them but the
/// answer, without credentials and for every origin; nothing is made of them yet.
final class Pixels {

    private static final String KEPT_SECONDS = "86400";

    private Pixels() {}

    /// @param platform the segment of the address that tells whose module reports
    static void mount(HttpRules rules, String platform) {
        String path = "/v0/" + platform + "/pixel/{event}";
        rules.options(path, Pixels::preflight).post(path, Pixels::report);
    }

    private static void preflight(ServerRequest request, ServerResponse response) {
        answer(response.header("Access-Control-Allow-Methods", "POST")
                .header("Access-Control-Allow-Headers", "Content-Type")
                .header("Access-Control-Max-Age", KEPT_SECONDS));
    }

    private static void report(ServerRequest request, ServerResponse response) {
        answer(response);
    }

    private static void answer(ServerResponse response) {
        response.header("Access-Control-Allow-Origin", "*")
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .status(204)
                .send();
    }
}
