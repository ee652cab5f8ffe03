package dev.aisle.partner.source.shopify;

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
import dev.aisle.partner.source.Source;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is Shopify's own; what all sources promise is in `SourceContractTest`.
class ShopifySourceTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final int A_PAGE = 100;

    private final List<Map<String, Object>> goods = new ArrayList<>();
    private final List<Secret> renewed = new ArrayList<>();
    private String working = "shpat_1";
    private HttpServer store;
    private OutsideHttp http;
    private ShopifyApp app;
    private ShopifySource source;

    @BeforeEach
    void open() throws IOException {
        for (int i = 1; i <= A_PAGE; i++) {
            goods.add(product(i));
        }
        store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        store.createContext("/", this::answer);
        store.start();
        http = new OutsideHttp(FetchAllow.of(List.of(host())), "Test/1");
        app = new ShopifyApp("app", "app-secret", http, () -> NOW);
        source = new ShopifySource(app, http, () -> NOW);
    }

    @AfterEach
    void close() {
        http.close();
        store.stop(0);
    }

    private Access access(Secret secret) {
        Merchant merchant = new Merchant(new MerchantId("Ab12"), host(), "http", Optional.empty());
        return new Access(
                merchant,
                URI.create("http://" + host()),
                Optional.of("USD"),
                secret,
                () -> renewed.isEmpty() ? secret : renewed.getLast(),
                renewed::add);
    }

    private static Secret goodSecret() {
        return new Secret(Map.of("access_token", "shpat_1"));
    }

    @Test
    void aTokenThatEndsIsRenewedAndHandedBack() {
        Secret ending = goodSecret()
                .with("refresh_token", "shprt_1")
                .with("expires_at", NOW.plusSeconds(60).toString());

        Source.Pulled pulled = source.pull(access(ending), Optional.empty(), Optional.empty(), ignored -> {});

        assertThat(pulled).isInstanceOf(Source.Pulled.Part.class);
        assertThat(renewed).hasSize(1);
        assertThat(renewed.getFirst().get("access_token")).isEqualTo("shpat_2");
        assertThat(renewed.getFirst().get("expires_at"))
                .isEqualTo(NOW.plusSeconds(3_600).toString());
    }

    @Test
    void aVariantIsAListingWithItsOptionsAndStock() {
        Source.Pulled.Part part = (Source.Pulled.Part)
                source.pull(access(goodSecret()), Optional.empty(), Optional.empty(), ignored -> {});

        List<RawListing> listings = part.things().get(9).listings();
        assertThat(listings).hasSize(2);
        assertThat(listings.getFirst().item()).isEqualTo(host() + "/products/thing-10#1001");
        assertThat(listings.getFirst().options()).containsExactly(new RawListing.Named("Size", "Small"));
        assertThat(listings.getFirst().first(Field.LIST_PRICE)).contains("15.00");
        assertThat(listings.getFirst().first(Field.AVAILABILITY)).contains("OutOfStock");
        assertThat(listings.get(1).first(Field.AVAILABILITY)).contains("BackOrder");
    }

    @Test
    void onlyWhatShopifySignedComesBackIn() {
        Map<String, String> query = new LinkedHashMap<>(Map.of(
                "code", "c1", "shop", "one.myshopify.com", "state", "s", "timestamp", "" + NOW.getEpochSecond()));
        query.put("hmac", Hmac.hex("app-secret", "code=c1&shop=one.myshopify.com&state=s&timestamp=1795262400"));

        assertThat(app.isGenuine(query)).isTrue();
        query.put("shop", "two.myshopify.com");
        assertThat(app.isGenuine(query)).isFalse();
        assertThat(ShopifyApp.isShop("one.myshopify.com")).isTrue();
        assertThat(ShopifyApp.isShop("one.myshopify.com.evil.test")).isFalse();
        assertThat(ShopifyApp.isShop("evil.test/one.myshopify.com")).isFalse();
    }

    @Test
    void onlyAGenuineCallOfThisShopIsTaken() {
        String body = "{\"id\":4}";
        Map<String, String> signed = new LinkedHashMap<>(Map.of(
                "x-shopify-hmac-sha256", Hmac.base64("app-secret", body),
                "x-shopify-shop-domain", host(),
                "x-shopify-webhook-id", "w1"));

        assertThat(receive(signed, body))
                .isInstanceOf(Source.Judged.Genuine.class)
                .isEqualTo(receive(signed, body));
        assertThat(receive(signed, "{\"id\":5}")).isEqualTo(new Source.Judged.Forged());
        signed.put("x-shopify-shop-domain", "other.myshopify.com");
        assertThat(receive(signed, body)).isEqualTo(new Source.Judged.Forged());
        assertThat(source.hear(access(goodSecret()), new Source.Call("app/uninstalled", Map.of(), "{}")))
                .isEqualTo(new Source.Told.Left());
    }

    private Source.Judged receive(Map<String, String> headers, String body) {
        return source.receive(access(goodSecret()), new Source.Call("products/update", headers, body));
    }

    private String host() {
        return "127.0.0.1:" + store.getAddress().getPort();
    }

    // the store -----------------------------------------------------------------------------------------------------

    private static Map<String, Object> product(int id) {
        Map<String, Object> product = new LinkedHashMap<>();
        product.put("id", id);
        product.put("title", "Thing " + id);
        product.put("handle", "thing-" + id);
        product.put("status", "active");
        product.put("published_at", "2026-01-01T00:00:00Z");
        product.put("updated_at", "2026-01-01T00:00:00Z");
        product.put("options", List.of(Map.of("name", "Size")));
        product.put(
                "variants",
                id == 10
                        ? List.of(variant(1001, "Small", "deny"), variant(1002, "Large", "continue"))
                        : List.of(Map.of("id", 2000 + id, "title", "Default Title", "price", "10.00")));
        return product;
    }

    private static Map<String, Object> variant(int id, String size, String policy) {
        return Map.of(
                "id",
                id,
                "title",
                size,
                "option1",
                size,
                "price",
                "12.50",
                "compare_at_price",
                "15.00",
                "inventory_management",
                "shopify",
                "inventory_policy",
                policy,
                "inventory_quantity",
                0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/admin/oauth/access_token")) {
                working = "shpat_2";
                send(exchange, 200, "{\"access_token\":\"shpat_2\",\"refresh_token\":\"shprt_2\",\"expires_in\":3600}");
            } else if (!working.equals(exchange.getRequestHeaders().getFirst("X-Shopify-Access-Token"))) {
                send(exchange, 401, "{\"errors\":\"[API] Invalid API key or access token\"}");
            } else if (path.endsWith("/shop.json")) {
                send(exchange, 200, "{\"shop\":{\"currency\":\"USD\"}}");
            } else {
                send(exchange, 200, Json.write(Map.of("products", goods)));
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
