package dev.aisle.edge.restv1;

import dev.aisle.market.vendor.Credits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Every route of REST v1 and of what is left of v0, each with the fields that it reads.
final class RouteTable {

    /// Below these paths whatever is not in the table is told so in this API's words.
    static final List<String> PATHS = List.of(
            "/v1/*",
            "/v0/websites",
            "/v0/price-tracking/*",
            "/v0/search",
            "/v0/products/*",
            "/v0/enrich",
            "/v0/brands",
            "/v0/brands/*");

    private static final String LOCALE = "language country currency";
    private static final String SOUGHT = "limit page_token filters config";
    private static final String REPORTED = "start_date end_date page limit user_id";
    private static final String NOTHING = "";

    private final List<Route> routes;

    /// Which route a call is for.
    sealed interface Found {

        /// It is this one.
        ///
        /// @param variables what stands on the path for the names in braces
        record Here(Route route, Map<String, String> variables) implements Found {}

        /// The path is there, and the method is not.
        ///
        /// @param methods those that the path has
        record OtherMethod(Set<String> methods) implements Found {}

        record Nowhere() implements Found {}
    }

    /// @param credits what questions cost; nothing where the installation does not count
    RouteTable(
            Optional<Credits> credits,
            ProductRoutes products,
            MarketRoutes market,
            PriceRoutes prices,
            ExplainRoutes explain,
            SubscriptionRoutes subscriptions,
            MonetizeRoutes monetize,
            ReportingRoutes reporting) {
        Function<Function<Call, Object>, Function<Call, Object>> metered = it -> Metered.of(credits, it);
        this.routes = List.of(
                Route.ask(
                        "POST",
                        "/v1/search",
                        "query image_url base64_image segment " + SOUGHT,
                        metered.apply(products::search)),
                Route.ask(
                        "POST",
                        "/v1/image-search",
                        "image_url base64_image segment " + SOUGHT,
                        metered.apply(products::imageSearch)),
                Route.ask("POST", "/v1/similar", "product_id " + SOUGHT, metered.apply(products::similar)),
                Route.ask("POST", "/v1/browse", SOUGHT, products::browse),
                Route.ask("POST", "/v1/lookup", "url max_staleness_hours config", metered.apply(products::lookup)),
                Route.ask("POST", "/v1/monetize", "url config", monetize::monetize),
                Route.ask("POST", "/v1/explain", "product_id id url query filters config", explain::explain),
                Route.ask(
                        "GET",
                        "/v1/products/{product_id}",
                        "website_ids length_unit weight_unit " + LOCALE,
                        products::product),
                Route.of("GET", "/v1/reporting/clicks", REPORTED, reporting::clicks),
                Route.of("GET", "/v1/reporting/transactions", REPORTED, reporting::transactions),
                Route.of("GET", "/v1/brands", "limit cursor " + LOCALE, market::brands),
                Route.of("GET", "/v1/brands/search", "query limit " + LOCALE, market::brandSearch),
                Route.of("GET", "/v1/brands/{brand_id}", LOCALE, market::brand),
                Route.of("GET", "/v1/categories", "roots_only page page_size", market::categories),
                Route.of("GET", "/v1/categories/search", "query limit", market::categorySearch),
                Route.of("GET", "/v1/categories/{slug}", NOTHING, market::category),
                Route.of(
                        "POST",
                        "/v1/product-subscriptions",
                        "product_id events domains selection locale",
                        subscriptions::subscribe),
                Route.of("GET", "/v1/product-subscriptions", "limit cursor", subscriptions::list),
                Route.of("GET", "/v1/product-subscriptions/{subscription_id}", NOTHING, subscriptions::get),
                Route.of("DELETE", "/v1/product-subscriptions/{subscription_id}", NOTHING, subscriptions::cancel),
                Route.of("GET", "/v0/websites", "query " + LOCALE, market::website),
                Route.of(
                        "POST",
                        "/v0/price-tracking/start",
                        "canonical_product_id locale",
                        subscriptions::startTracking),
                Route.of("POST", "/v0/price-tracking/stop", "canonical_product_id", subscriptions::stopTracking),
                Route.of("GET", "/v0/price-tracking/subscriptions", "limit cursor", subscriptions::listTracking),
                Route.of("GET", "/v0/price-tracking/history/{canonical_product_id}", "days", prices::history),
                Route.notConfigured("POST", "/v1/conversations"),
                Route.notConfigured("POST", "/v1/conversations/client_tokens"),
                Route.notConfigured("POST", "/v1/conversations/client_tokens/revoke"),
                Route.notConfigured("GET", "/v1/conversations/{conversation_id}"),
                Route.moved("GET", "/v0/search", "POST /v1/search"),
                Route.moved("POST", "/v0/search", "POST /v1/search"),
                Route.moved("GET", "/v0/products/{id}", "GET /v1/products/{product_id}"),
                Route.moved("POST", "/v0/enrich", "POST /v1/lookup"),
                Route.moved("GET", "/v0/brands", "GET /v1/brands"),
                Route.moved("GET", "/v0/brands/{id}", "GET /v1/brands/{brand_id}"));
    }

    /// All but what is gone and only says where it went, and what this installation cannot do.
    List<Route> answering() {
        return routes.stream().filter(it -> it.answers()).toList();
    }

    /// The first of the table with this method and path.
    ///
    /// @param path its segments, decoded
    Found find(String method, List<String> path) {
        Set<String> methods = new TreeSet<>();
        for (Route route : routes) {
            Optional<Map<String, String>> variables = route.match(path);
            if (variables.isPresent()) {
                if (route.method().equals(method)) {
                    return new Found.Here(route, variables.get());
                }
                methods.add(route.method());
            }
        }
        return methods.isEmpty() ? new Found.Nowhere() : new Found.OtherMethod(methods);
    }
}
