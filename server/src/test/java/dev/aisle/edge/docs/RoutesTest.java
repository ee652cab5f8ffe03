package dev.aisle.edge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.ServerWiring;
import dev.aisle.Settings;
import dev.aisle.Wiring;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.edge.catalogapi.Tools;
import dev.aisle.edge.wire.Endpoint;
import dev.aisle.edge.wire.Surface;
import io.helidon.webserver.http.HttpRules;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The served OpenAPI documents against the routes of the real server: each route is in one, and nothing else is.
class RoutesTest {

    private static final String ADVICE = """

            A ROUTE AND THE DOCUMENTS DIFFER. For a route that developers call: describe it in a file below
            server/src/main/resources/dev/aisle/edge/docs/openapi/<partner|rest|ucp>/ (a new file is named in
            OpenApi.all), with an `example` for its body and for each required parameter, and every status it answers
            with; and say in the guides what it is for. For one that only browsers or platforms call: add its pattern
            to RoutesTest.NOT_FOR_DEVELOPERS, with who calls it.
            """;

    /// Patterns that no document describes, and who calls them. A surface whose routes are matched by more than a
    /// pattern stands here by its name.
    private static final Map<String, String> NOT_FOR_DEVELOPERS = Map.ofEntries(
            Map.entry("/connect/*", "the merchant's browser"),
            Map.entry("/v0/hooks/{platform}/{hook}", "platforms, in their own words"),
            Map.entry("/v0/woocommerce/auth", "WooCommerce"),
            Map.entry("/v0/woocommerce/webhook/disconnect", "the WooCommerce plugin"),
            Map.entry("/v0/woocommerce/pixel/{event}", "the WooCommerce plugin"),
            Map.entry("/v0/magento/connect-via-module", "the Magento module"),
            Map.entry("/v0/magento/pixel/{event}", "the Magento module"),
            Map.entry(
                    "/.well-known/oauth-authorization-server/*", "clients that look for OAuth, of which there is none"),
            Map.entry("/.well-known/oauth-protected-resource/*", "the same"),
            Map.entry("/.well-known/openid-configuration/*", "the same"),
            Map.entry("/.well-known/{name}", "the same"),
            Map.entry("/v0/search", "callers of what is gone"),
            Map.entry("/v0/products/*", "callers of what is gone"),
            Map.entry("/v0/enrich", "callers of what is gone"),
            Map.entry("/v0/brands", "callers of what is gone"),
            Map.entry("/v0/brands/*", "callers of what is gone"),
            Map.entry("FeedDownloads", "destinations"),
            Map.entry("/feeds/*", "destinations"),
            Map.entry("BuyRedirect", "shoppers"),
            Map.entry("/buy/*", "shoppers"));

    @Test
    void everyRouteIsInADocumentAndEveryOperationIsARoute(@TempDir Path folder) {
        try (Wiring wiring = new Wiring(settings(folder), InstantSource.system());
                ServerWiring server = new ServerWiring(wiring)) {
            List<Endpoint> answered = server.surfaces().stream()
                    .flatMap(it -> it.endpoints().stream())
                    .filter(it -> !isForReaders(it.path()))
                    .toList();

            assertThat(documented()).as(ADVICE).containsExactlyInAnyOrderElementsOf(answered);
            for (Surface surface : server.surfaces()) {
                for (String pattern : mounted(surface)) {
                    assertThat(isForReaders(pattern)
                                    || NOT_FOR_DEVELOPERS.containsKey(pattern)
                                    || leadsToAnEndpoint(pattern, surface))
                            .as(pattern + " of " + surface.getClass().getSimpleName() + " is in no document" + ADVICE)
                            .isTrue();
                }
                for (Endpoint endpoint : surface.endpoints()) {
                    assertThat(mounted(surface))
                            .as(endpoint + " is not mounted")
                            .anyMatch(it -> covers(it, endpoint));
                }
            }
        }
    }

    @Test
    void anOperationSaysAllThatIsNeededToCallIt() {
        for (OpenApi document : documents()) {
            document.operations().forEach(operation -> {
                String name = operation.endpoint().toString();
                assertThat(operation.tree().path("operationId").asString(""))
                        .as(name)
                        .isNotEmpty();
                assertThat(operation.tree().path("summary").asString(""))
                        .as(name)
                        .isNotEmpty();
                assertThat(document.tree().path("tags").valueStream().map(it -> it.path("name")))
                        .as(name)
                        .containsAll(operation.tree().path("tags"));
                assertThat(operation.tree().path("responses").propertyNames())
                        .as(name)
                        .anyMatch(it -> it.startsWith("2"));
                if (operation.tree().has("requestBody")) {
                    assertThat(operation
                                    .tree()
                                    .at("/requestBody/content/application~1json/example")
                                    .isObject())
                            .as(name + " needs an example of its body")
                            .isTrue();
                }
                operation
                        .tree()
                        .path("parameters")
                        .valueStream()
                        .map(document::resolve)
                        .forEach(parameter -> {
                            if (parameter.path("required").asBoolean(false)) {
                                assertThat(parameter.has("example"))
                                        .as(name + " " + parameter)
                                        .isTrue();
                            }
                        });
            });
            document.tree().findValuesAsString("$ref").stream()
                    .filter(it -> it.startsWith("#/components"))
                    .forEach(
                            it -> assertThat(document.tree().at(it.substring(1)).isMissingNode())
                                    .as(it)
                                    .isFalse());
        }
    }

    /// The docs themselves, and the tools over them.
    private static boolean isForReaders(String pattern) {
        return pattern.startsWith("/docs") || pattern.equals("/llms.txt");
    }

    private static boolean leadsToAnEndpoint(String pattern, Surface surface) {
        return surface.endpoints().stream().anyMatch(it -> covers(pattern, it));
    }

    private static boolean covers(String pattern, Endpoint endpoint) {
        return pattern.endsWith("*")
                ? endpoint.path().startsWith(pattern.substring(0, pattern.length() - 1))
                : endpoint.path().equals(pattern);
    }

    /// The patterns that a surface mounts, in whatever way.
    private static List<String> mounted(Surface surface) {
        List<String> patterns = new ArrayList<>();
        InvocationHandler recorder = (proxy, method, arguments) -> {
            Optional<String> pattern = Stream.ofNullable(arguments)
                    .flatMap(Arrays::stream)
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .findFirst();
            patterns.add(pattern.orElse(surface.getClass().getSimpleName()));
            return proxy;
        };
        surface.mount((HttpRules)
                Proxy.newProxyInstance(RoutesTest.class.getClassLoader(), new Class<?>[] {HttpRules.class}, recorder));
        return patterns;
    }

    private static List<Endpoint> documented() {
        return documents().stream().flatMap(it -> it.endpoints().stream()).toList();
    }

    private static List<OpenApi> documents() {
        String base = "http://127.0.0.1:8080";
        return OpenApi.all(new OpenApi.Bases(base, base, base), new Tools());
    }

    private static Settings settings(Path folder) {
        return Settings.read(
                Optional.empty(),
                Map.of(
                        "AISLE_DATA",
                        folder.toString(),
                        "AISLE_PORT",
                        "0",
                        "AISLE_DATABASE_URL",
                        TestDatabase.freshUrl()));
    }
}
