package dev.aisle.edge.rules;

import dev.aisle.base.money.Rates;
import dev.aisle.catalog.Catalog;
import dev.aisle.catalog.index.Goods;
import dev.aisle.catalog.index.ProductDocument;
import dev.aisle.catalog.index.ProductIndex;
import dev.aisle.catalog.index.lucene.LuceneIndex;
import dev.aisle.edge.RunningEdge;
import dev.aisle.edge.SampleGoods;
import dev.aisle.edge.catalogapi.CatalogAnswers;
import dev.aisle.edge.catalogapi.Operation;
import dev.aisle.edge.wire.Proxies;
import dev.aisle.edge.wire.UcpRenderer;
import dev.aisle.market.product.Product;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The real catalog over a few products, behind both ways in: the [SampleGoods], a shirt in two colors and
/// some sizes, and things priced in other currencies, one of them without a rate.
final class Shelf implements AutoCloseable {

    static final String NAVY = "Navy001";
    static final String RED = "Red0001";
    static final String LAMP = "Lamp001";
    static final String KETTLE = "Kettle1";
    static final String STOVE = "Stove01";
    static final String CARPET = "Carpet1";
    static final String BOX = "Box0001";

    private static final Rates RATES = new Rates(
            LocalDate.of(2026, 1, 2),
            Map.of(
                    "EUR",
                    BigDecimal.ONE,
                    "USD",
                    new BigDecimal("1.25"),
                    "JPY",
                    BigDecimal.valueOf(160),
                    "KWD",
                    new BigDecimal("0.4")));

    private final ProductIndex index;
    final RunningEdge edge;

    private Shelf(ProductIndex index, RunningEdge edge) {
        this.index = index;
        this.edge = edge;
    }

    /// The two ways in: the same questions, wrapped differently.
    enum Way {
        MCP,
        REST;

        /// Where the `catalog` object stands in a request.
        String root() {
            return this == MCP ? "$.catalog" : "$";
        }
    }

    /// What came back.
    ///
    /// @param answer the payload; missing where the call was refused
    /// @param code why it was refused; empty where it was not
    /// @param text what to change
    record Asked(int status, JsonNode answer, String code, String text) {

        Stream<JsonNode> products() {
            return answer.has("product")
                    ? Stream.of(answer.path("product"))
                    : answer.path("products").valueStream();
        }

        Stream<JsonNode> variants() {
            return products().flatMap(it -> it.path("variants").valueStream());
        }

        List<String> ids() {
            return products().map(it -> it.path("id").asString("")).toList();
        }

        List<String> messages() {
            return answer.path("messages")
                    .valueStream()
                    .map(it -> it.path("code").asString(""))
                    .toList();
        }

        boolean refused() {
            return !code.isEmpty();
        }
    }

    static Shelf open(Path folder, int perMinute) {
        ProductIndex index = LuceneIndex.open(folder, List::of);
        List<Product> goods = new ArrayList<>(SampleGoods.all());
        goods.addAll(others());
        index.put(goods.stream()
                .map(it -> new ProductIndex.Entry(it, ProductDocument.of(it, new UcpRenderer())))
                .toList());
        index.refresh();
        Catalog catalog = new Catalog(index, RATES, id -> Optional.empty());
        return new Shelf(
                index, RunningEdge.start(new CatalogAnswers(catalog), perMinute, InstantSource.system(), Proxies.NONE));
    }

    Asked ask(Way way, Operation operation, String catalog, String... headers) {
        return switch (way) {
            case REST -> {
                RunningEdge.Answer answer = edge.post("/catalog/" + operation.path(), catalog, headers);
                boolean good = answer.status() == 200;
                yield new Asked(
                        answer.status(),
                        answer.json(),
                        good ? "" : answer.json().path("code").asString(""),
                        good ? "" : answer.json().path("content").asString(""));
            }
            case MCP -> {
                RunningEdge.Answer answer = edge.call(operation.tool(), catalog, headers);
                JsonNode error = answer.json().path("error");
                yield new Asked(
                        answer.status(),
                        answer.json().path("result").path("structuredContent"),
                        error.path("data").path("code").asString(""),
                        error.path("data").path("content").asString(""));
            }
        };
    }

    Asked search(Way way, String catalog) {
        return ask(way, Operation.SEARCH, catalog);
    }

    Asked lookup(Way way, String catalog) {
        return ask(way, Operation.LOOKUP, catalog);
    }

    Asked product(Way way, String catalog) {
        return ask(way, Operation.PRODUCT, catalog);
    }

    JsonNode profile() {
        return edge.send("GET", "/.well-known/ucp", "").json().path("ucp");
    }

    JsonNode extension() {
        return edge.send("GET", "/docs/ucp/schemas/catalog_global.json", "").json();
    }

    JsonNode tools() {
        return edge.post("/mcp", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}")
                .json()
                .path("result")
                .path("tools");
    }

    /// The wire id of a shirt.
    static String shirt(String product, int number) {
        return product + ":shoA:" + "%026d".formatted(number);
    }

    @Override
    public void close() {
        edge.close();
        index.close();
    }

    private static List<Product> others() {
        return List.of(
                Goods.product(NAVY, "Harbor shirt navy")
                        .inFamily("shirts1")
                        .soldBy("shoA", 1, 3000)
                        .as("Color", "Navy")
                        .as("Size", "M")
                        .and()
                        .soldBy("shoA", 2, 3200)
                        .as("Color", "Navy")
                        .as("Size", "L")
                        .product(),
                Goods.product(RED, "Harbor shirt red")
                        .inFamily("shirts1")
                        .soldBy("shoA", 3, 3100)
                        .as("Color", "Red")
                        .as("Size", "M")
                        .outOfStock()
                        .and()
                        .soldBy("shoA", 4, 3300)
                        .as("Color", "Red")
                        .as("Size", "XL")
                        .product(),
                Goods.product(LAMP, "Reading lamp")
                        .soldBy("shoA", 11, 2000)
                        .and()
                        .soldBy("shoB", 12, 2100)
                        .in("EUR")
                        .inCountry("DE")
                        .product(),
                Goods.product(KETTLE, "Iron kettle")
                        .soldBy("shoA", 13, 4900)
                        .in("JPY")
                        .product(),
                Goods.product(STOVE, "Camping stove")
                        .soldBy("shoA", 14, 12_500)
                        .in("KWD")
                        .product(),
                Goods.product(CARPET, "Wool carpet")
                        .soldBy("shoA", 15, 7_000)
                        .in("XOF")
                        .product(),
                Goods.product(BOX, "Tin box")
                        .soldBy("shoA", 16, 700)
                        .outOfStock()
                        .product());
    }
}
