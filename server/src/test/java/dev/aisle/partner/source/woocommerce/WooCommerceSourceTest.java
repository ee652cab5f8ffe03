package dev.aisle.partner.source.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.aisle.base.http.FetchAllow;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.base.json.Json;
import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.RawListing;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.Signature;
import dev.aisle.partner.source.Source;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is WooCommerce's own; what all sources promise is in `SourceContractTest`.
class WooCommerceSourceTest {

    private static final Source.Judged FORGED = new Source.Judged.Forged();
    private static final int THINGS = 20;

    private static final Instant READ_AT = Instant.parse("2026-11-21T12:00:00Z");
    private static final Map<String, String> KEY =
            Map.of("consumer_key", "ck_1", "consumer_secret", "cs_1", "webhook_secret", "abcDEF123");

    private final List<Map<String, Object>> goods = new ArrayList<>();
    private HttpServer store;
    private OutsideHttp http;
    private WooCommerceSource source;

    @BeforeEach
    void open() throws IOException {
        for (int i = 1; i <= THINGS; i++) {
            goods.add(product(i));
        }
        store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        store.createContext("/", this::answer);
        store.start();
        http = new OutsideHttp(
                FetchAllow.of(List.of("127.0.0.1:" + store.getAddress().getPort())), "Test/1");
        source = new WooCommerceSource(http, () -> READ_AT);
    }

    @AfterEach
    void close() {
        http.close();
        store.stop(0);
    }

    private Access access(Secret secret) {
        String domain = "127.0.0.1:" + store.getAddress().getPort();
        Merchant merchant = new Merchant(new MerchantId("Ab12"), domain, "http", Optional.empty());
        return new Access(merchant, URI.create("http://" + domain), Optional.of("USD"), secret);
    }

    private static Secret goodSecret() {
        return new Secret(KEY);
    }

    @Test
    void theCurrencyIsTheStores() {
        assertThat(source.check(access(goodSecret()))).isEqualTo(new Source.Checked.Good(Optional.of("EUR")));
    }

    @Test
    void aVariableProductGivesAListingForEachVariation() {
        List<RawListing> listings = thing(firstPart(), "10").listings();

        assertThat(listings).hasSize(2);
        RawListing small = listings.getFirst();
        assertThat(small.item()).endsWith("/product/thing-10#1001");
        assertThat(small.options()).containsExactly(new RawListing.Named("Size", "Small"));
        assertThat(small.first(Field.PRICE)).contains("12.50");
        assertThat(small.first(Field.LIST_PRICE)).contains("15.00");
        assertThat(small.first(Field.GROUP)).isPresent();
        assertThat(listings.get(1).first(Field.AVAILABILITY)).contains("OutOfStock");
    }

    @Test
    void whatShoppersDoNotSeeGivesNothing() {
        goods.get(0).put("status", "draft");
        goods.get(1).put("catalog_visibility", "hidden");
        goods.get(2).put("type", "grouped");

        Source.Pulled.Part part = firstPart();

        assertThat(thing(part, "1").listings()).isEmpty();
        assertThat(thing(part, "2").listings()).isEmpty();
        assertThat(thing(part, "3").listings()).isEmpty();
        assertThat(thing(part, "4").listings()).hasSize(1);
    }

    @Test
    void onlyAGenuineCallIsTaken() {
        String body = "{\"id\":4}";
        Map<String, String> signed = Map.of(
                "x-wc-webhook-signature", Signature.of("abcDEF123", body).base64(), "x-wc-webhook-delivery-id", "d1");

        Source.Judged genuine = receive("product.updated", signed, body);
        assertThat(genuine)
                .isInstanceOfSatisfying(
                        Source.Judged.Genuine.class,
                        it -> assertThat(it.deliveries()).hasSize(1));
        assertThat(receive("product.updated", signed, body)).isEqualTo(genuine);
        assertThat(receive("product.updated", signed, body + " ")).isEqualTo(FORGED);
        assertThat(receive("product.updated", Map.of(), body)).isEqualTo(FORGED);
        assertThat(receive("", Map.of(), "webhook_id=1")).isEqualTo(new Source.Judged.Genuine(List.of()));
    }

    @Test
    void aCallTellsHowAThingIsNow() {
        goods.get(3).put("price", "99.00");

        Source.Told told = source.hear(
                access(goodSecret()), new Source.Call("product.updated", Map.of(), "{\"id\":4,\"price\":\"1.00\"}"));

        assertThat(told)
                .isInstanceOfSatisfying(
                        Source.Told.Changed.class,
                        changed -> assertThat(changed.things()
                                        .getFirst()
                                        .listings()
                                        .getFirst()
                                        .first(Field.PRICE))
                                .contains("99.00"));
        assertThat(source.hear(access(goodSecret()), new Source.Call("product.deleted", Map.of(), "{\"id\":9999}")))
                .isEqualTo(new Source.Told.Changed(new Source.Thing("9999", List.of())));
        assertThat(source.hear(access(goodSecret()), new Source.Call("product.updated", Map.of(), "{\"id\":9999}")))
                .isEqualTo(new Source.Told.Changed(new Source.Thing("9999", List.of())));
    }

    private Source.Judged receive(String topic, Map<String, String> headers, String body) {
        return source.receive(access(goodSecret()), new Source.Call(topic, headers, body));
    }

    private Source.Pulled.Part firstPart() {
        return (Source.Pulled.Part)
                source.pull(access(goodSecret()), Optional.empty(), Optional.empty(), ignored -> {});
    }

    private static Source.Thing thing(Source.Pulled.Part part, String id) {
        return part.things().stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    // the store -----------------------------------------------------------------------------------------------------

    private static Map<String, Object> product(int id) {
        Map<String, Object> product = new LinkedHashMap<>();
        product.put("id", id);
        product.put("name", "Thing " + id);
        product.put("permalink", "http://shop.example/product/thing-" + id + "/");
        product.put("status", "publish");
        product.put("catalog_visibility", "visible");
        product.put("type", id == 10 ? "variable" : "simple");
        product.put("sku", "T-" + id);
        product.put("price", "10.00");
        product.put("on_sale", false);
        product.put("stock_status", "instock");
        product.put("date_modified_gmt", "2026-01-01T00:00:00");
        return product;
    }

    private static List<Map<String, Object>> variations() {
        return List.of(
                Map.of(
                        "id",
                        1001,
                        "status",
                        "publish",
                        "price",
                        "12.50",
                        "regular_price",
                        "15.00",
                        "on_sale",
                        true,
                        "stock_status",
                        "instock",
                        "permalink",
                        "http://shop.example/product/thing-10/?size=small",
                        "attributes",
                        List.of(Map.of("name", "Size", "option", "Small"))),
                Map.of(
                        "id",
                        1002,
                        "status",
                        "publish",
                        "price",
                        "13.50",
                        "stock_status",
                        "outofstock",
                        "permalink",
                        "http://shop.example/product/thing-10/?size=large",
                        "attributes",
                        List.of(Map.of("name", "Size", "option", "Large"))));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String expected =
                    "Basic " + Base64.getEncoder().encodeToString("ck_1:cs_1".getBytes(StandardCharsets.UTF_8));
            if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                send(exchange, 401, "{\"code\":\"woocommerce_rest_cannot_view\"}");
            } else if (path.endsWith("/woocommerce_currency")) {
                send(exchange, 200, "{\"value\":\"EUR\"}");
            } else if (path.endsWith("/variations")) {
                send(exchange, 200, Json.write(variations()));
            } else if (path.endsWith("/products")) {
                send(exchange, 200, Json.write(goods));
            } else {
                int id = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
                Optional<Map<String, Object>> found = goods.stream()
                        .filter(it -> Integer.valueOf(id).equals(it.get("id")))
                        .findFirst();
                send(
                        exchange,
                        found.isPresent() ? 200 : 404,
                        found.map(Json::write).orElse("{}"));
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
