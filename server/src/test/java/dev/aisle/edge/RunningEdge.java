package dev.aisle.edge;

import dev.aisle.base.ids.Ulid;
import dev.aisle.base.json.Json;
import dev.aisle.catalog.buylink.BuyLinks;
import dev.aisle.edge.agentprofile.AgentProfiles;
import dev.aisle.edge.buy.BuyRedirect;
import dev.aisle.edge.catalogapi.Answers;
import dev.aisle.edge.catalogapi.CatalogApi;
import dev.aisle.edge.catalogapi.CatalogCalls;
import dev.aisle.edge.catalogapi.Discovery;
import dev.aisle.edge.catalogapi.KeptAnswers;
import dev.aisle.edge.catalogapi.Known;
import dev.aisle.edge.catalogapi.LiveAnswers;
import dev.aisle.edge.catalogapi.Nearest;
import dev.aisle.edge.catalogapi.Tools;
import dev.aisle.edge.catalogapi.Vocabulary;
import dev.aisle.edge.catalogmcp.CatalogTools;
import dev.aisle.edge.mcp.McpEndpoint;
import dev.aisle.edge.wire.AllowedHosts;
import dev.aisle.edge.wire.Arrivals;
import dev.aisle.edge.wire.Callers;
import dev.aisle.edge.wire.Gate;
import dev.aisle.edge.wire.Proxies;
import dev.aisle.edge.wire.RateLimits;
import dev.aisle.market.affiliate.Commissions;
import dev.aisle.market.affiliate.Programme;
import dev.aisle.market.click.Click;
import dev.aisle.market.product.Product;
import dev.aisle.market.vendor.VendorId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/// The agents' surfaces over a [SampleCatalog], on a real port.
public final class RunningEdge implements AutoCloseable {

    public static final VendorId VENDOR = new VendorId("v_test");
    public static final String KEY = "ch3_test_" + "A".repeat(32) + "0N6TTT";

    /// Every click that was counted.
    public final List<Click> clicks;

    public final String base;
    private final Commissions commissions;
    private final List<Programme> programmes;
    private final HttpEdge edge;
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningEdge(
            String base, HttpEdge edge, List<Click> clicks, Commissions commissions, List<Programme> programmes) {
        this.base = base;
        this.commissions = commissions;
        this.programmes = programmes;
        this.edge = edge;
        this.clicks = clicks;
    }

    public static RunningEdge start() {
        return start(new SampleCatalog(SampleGoods.all()), 1_000_000, InstantSource.system(), Proxies.NONE);
    }

    /// A server whose anonymous limit is `perMinute`; a key has ten times as much.
    public static RunningEdge start(Answers catalog, int perMinute, InstantSource time, Proxies proxies) {
        return start(catalog, perMinute, time, proxies, AgentProfiles.off());
    }

    /// A server that negotiates with the profiles that agents name.
    public static RunningEdge negotiating(AgentProfiles profiles) {
        return start(new SampleCatalog(SampleGoods.all()), 1_000_000, InstantSource.system(), Proxies.NONE, profiles);
    }

    private static RunningEdge start(
            Answers catalog, int perMinute, InstantSource time, Proxies proxies, AgentProfiles profiles) {
        int port = freePort();
        String base = "http://127.0.0.1:" + port;
        List<Click> counted = new CopyOnWriteArrayList<>();
        BuyLinks links = new BuyLinks(base + "/buy");
        Gate gate = new Gate(new AllowedHosts(List.of("shop-agents.example")), new Arrivals());
        Callers callers = new Callers(key -> key.equals(KEY) ? Optional.of(VENDOR) : Optional.empty(), proxies);
        RateLimits limits = new RateLimits(perMinute, 10 * perMinute, time);
        Tools tools = new Tools();
        List<Programme> programmes = new CopyOnWriteArrayList<>();
        Commissions commissions = new Commissions(() -> programmes, time);
        CatalogCalls calls = new CatalogCalls(
                catalog,
                new LiveAnswers(catalog, urls -> Map.of(), url -> Optional.empty()),
                vocabulary(),
                tools,
                links,
                commissions,
                profiles,
                KeptAnswers.none());
        List<Product> goods = SampleGoods.all();
        BuyRedirect.Graph graph = new BuyRedirect.Graph(
                id -> goods.stream()
                        .flatMap(it -> it.offers().stream())
                        .filter(it -> it.id().equals(id))
                        .findFirst(),
                id -> goods.stream()
                        .filter(it -> it.id().equals(id) || id.value().equals("MERGED1"))
                        .findFirst(),
                id -> goods.stream().anyMatch(it -> it.id().equals(id))
                        || List.of("MERGED1", "EMPTIED").contains(id.value()));
        HttpEdge edge = HttpEdge.start(
                "127.0.0.1",
                port,
                () -> true,
                List.of(
                        new McpEndpoint("/mcp", gate, callers, limits, new CatalogTools(calls, tools), "test"),
                        new CatalogApi(gate, callers, limits, calls, tools),
                        new Discovery(base),
                        new BuyRedirect(
                                links,
                                graph,
                                VENDOR::equals,
                                commissions,
                                request -> limits.takeOther(callers.of(request)),
                                counted::add,
                                new Ulid(time)::next,
                                time)));
        return new RunningEdge(base, edge, counted, commissions, programmes);
    }

    /// From now on these are the affiliate programmes.
    public void have(Programme... all) {
        programmes.clear();
        programmes.addAll(List.of(all));
        commissions.refresh();
    }

    /// An answer with its body as JSON; missing where there is none.
    public record Answer(HttpResponse<byte[]> http, JsonNode json) {

        public int status() {
            return http.statusCode();
        }

        public String header(String name) {
            return String.join("|", http.headers().allValues(name));
        }

        public String text() {
            return new String(http.body(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    /// Sends a request with headers given as name, value, name, value.
    public Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            boolean json = response.headers()
                    .firstValue("content-type")
                    .filter(it -> it.contains("json"))
                    .isPresent();
            JsonNode said =
                    Json.tree(json ? response.body() : "null".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            List<String> problems = OfficialSchemas.problems(path, body, response.statusCode(), said);
            if (!problems.isEmpty()) {
                throw new AssertionError("the answer to " + body + " does not fit UCP's schema: " + problems);
            }
            return new Answer(response, said);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /// Posts JSON, with further headers.
    public Answer post(String path, String body, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = "application/json";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return send("POST", path, body, all);
    }

    /// Calls a tool over MCP as ucp-cli does; the `catalog` object is the argument.
    public Answer call(String tool, String catalog, String... headers) {
        return post("/mcp", """
                {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"%s","arguments":{"catalog":%s}}}
                """.formatted(tool, catalog), headers);
    }

    @Override
    public void close() {
        client.close();
        edge.close();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Vocabulary vocabulary() {
        return new Vocabulary(
                words(Map.of("trail-shoes", "trail-shoes", "towels", "towels", "mugs", "mugs")),
                words(Map.of(
                        SampleGoods.TRAIL.id().value(), SampleGoods.TRAIL.id(),
                        SampleGoods.TRAIL.domain(), SampleGoods.TRAIL.id(),
                        SampleGoods.BARN.id().value(), SampleGoods.BARN.id(),
                        SampleGoods.BARN.domain(), SampleGoods.BARN.id())),
                words(Map.of("Ridge", "Ridge", "Other", "Other")));
    }

    private static <T> Known<T> words(Map<String, T> known) {
        return new Known<>() {
            @Override
            public Optional<T> find(String word) {
                return Optional.ofNullable(known.get(word));
            }

            @Override
            public List<String> nearest(String word) {
                return Nearest.of(word, known.keySet());
            }
        };
    }
}
