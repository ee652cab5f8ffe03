package dev.aisle.edge.connectpage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.aisle.Serving;
import dev.aisle.Settings;
import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.base.ids.Ulid;
import dev.aisle.base.json.Json;
import dev.aisle.market.partner.Partners;
import dev.aisle.partner.source.Signature;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What a real WooCommerce sends to `wc-auth`'s callback and to a webhook, byte for byte: only the
/// reference, which a store repeats as it was given it, is this session's, and the signature is made with
/// the secret that we gave.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WooCommerceCallbackTest {

    private static final Path RECORDED =
            Path.of("../../shared/data/stores/woocommerce_sample/wcauth_and_webhook_callbacks.txt");
    private static final String BACK = "https://app.partner.example/done";
    private static final String MADE_UP_KEYS = """
            {"key_id":7,"user_id":"somebody","consumer_key":"ck_0123456789abcdef0123456789abcdef01234567",\
            "consumer_secret":"cs_89abcdef0123456789abcdef0123456789abcdef","key_permissions":"read_write"}""";
    private static final String MADE_UP_CALL = """
            {"id":31,"name":"Felt hat","slug":"felt-hat","permalink":"http:\\/\\/shop.example\\/product\\/felt-hat\\/",\
            "date_modified_gmt":"2026-11-20T10:00:00","type":"simple","status":"publish","price":"42",\
            "description":"<p>gr\u00fcn<\\/p>\\n","categories":[{"id":18,"name":"Hats","slug":"hats"}],"brands":[]}""";

    private final List<JsonNode> hooks = new CopyOnWriteArrayList<>();
    private String accepted = "";
    private final List<HttpServer> stores = new ArrayList<>();
    private HttpServer store;
    private Serving serving;
    private FlowCaller caller;
    private String merchant = "";

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        for (int i = 0; i < 2; i++) {
            HttpServer one = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            one.createContext("/", this::answer);
            one.start();
            stores.add(one);
        }
        store = stores.getFirst();
        String database = TestDatabase.freshUrl();
        String key;
        try (Database tables = Database.external(database)) {
            Partners partners = new Partners(tables.db(), InstantSource.system(), new Ulid(InstantSource.system()));
            key = partners.create("P", List.of(BACK), true).key().value();
        }
        Path config = Files.writeString(
                folder.resolve("aisle.properties"),
                "aisle.data=" + folder.resolve("data") + "\naisle.port=0\naisle.database.url=" + database
                        + "\naisle.fetch.allow="
                        + stores.stream().map(WooCommerceCallbackTest::host).collect(Collectors.joining(",")));
        serving = Serving.start(Settings.read(Optional.of(config), Map.of()));
        caller = new FlowCaller(serving.address(), key);
    }

    private void merchantOf(HttpServer its) {
        store = its;
        merchant = caller.merchant(host(store));
        hooks.clear();
    }

    @AfterAll
    void close() {
        caller.close();
        serving.close();
        stores.forEach(it -> it.stop(0));
    }

    @Test
    void aMadeUpCallbackAndItsWebhookAreAccepted() {
        merchantOf(stores.getFirst());
        connects(MADE_UP_KEYS);
        isHeard(MADE_UP_CALL);
    }

    @Test
    void theRecordedCallbackAndWebhookAreAcceptedAsTheyAre() throws IOException {
        if (!Files.exists(RECORDED)) {
            System.out.println(
                    "WooCommerceCallbackTest skipped: ../shared/data/stores/woocommerce_sample is not there");
        }
        assumeThat(RECORDED).exists();
        List<String> lines = Files.readAllLines(RECORDED);

        merchantOf(stores.getLast());
        connects(bodyAfter(lines, "/cb "));
        isHeard(bodyAfter(lines, "product.updated"));
    }

    private static String bodyAfter(List<String> lines, String head) {
        int at = 0;
        while (!lines.get(at).contains(head)) {
            at++;
        }
        return lines.get(at + 1);
    }

    private void connects(String recorded) {
        JsonNode keys = Json.tree(recorded);
        accepted = "Basic "
                + Base64.getEncoder()
                        .encodeToString((keys.path("consumer_key").asString("") + ":"
                                        + keys.path("consumer_secret").asString(""))
                                .getBytes(StandardCharsets.UTF_8));
        FlowCaller.Page form = caller.press(caller.open(caller.session(merchant, "woocommerce", BACK)), "", Map.of());
        FlowCaller.Page choice = caller.press(form, "consent", Map.of("store", host(store)));
        assertThat(choice.text()).contains("The plugin was not found");
        Map<String, String> asked = query(
                caller.press(choice, "approve", Map.of("store", host(store))).at());
        String callback =
                recorded.replace("\"" + keys.path("user_id").asString("") + "\"", "\"" + asked.get("user_id") + "\"");

        String where = URI.create(asked.getOrDefault("callback_url", "")).getPath();
        assertThat(caller.post(where, callback.replace(asked.getOrDefault("user_id", ""), "x".repeat(43)))
                        .statusCode())
                .isEqualTo(404);
        assertThat(caller.post(where, callback).statusCode()).isEqualTo(200);
        assertThat(caller.post(where, callback).statusCode())
                .as("the same again")
                .isEqualTo(404);

        assertThat(caller.row(merchant, "woocommerce").path("status").asString(""))
                .isEqualTo("active");
    }

    private void isHeard(String body) {
        JsonNode hook = hooks.stream()
                .filter(it -> it.path("topic").asString("").equals("product.updated"))
                .findFirst()
                .orElseThrow();
        String secret = hook.path("secret").asString("");
        String where = URI.create(hook.path("delivery_url").asString("")).getPath();
        Map<String, String> headers = Map.of(
                "X-WC-Webhook-Source", "http://" + host(store) + "/",
                "X-WC-Webhook-Topic", "product.updated",
                "X-WC-Webhook-Resource", "product",
                "X-WC-Webhook-Event", "updated",
                "X-WC-Webhook-Signature", Signature.of(secret, body).base64(),
                "X-WC-Webhook-ID", "1",
                "X-WC-Webhook-Delivery-ID", "70f1147491429eb8971083818539c1d9");

        assertThat(caller.post(where, body, headers).statusCode()).isEqualTo(200);
        assertThat(caller.post(where, body + " ", headers).statusCode()).isEqualTo(401);
        Map<String, String> forged = new HashMap<>(headers);
        forged.put(
                "X-WC-Webhook-Signature", Signature.of("another secret", body).base64());
        assertThat(caller.post(where, body, forged).statusCode()).isEqualTo(401);
    }

    private static String host(HttpServer store) {
        return "127.0.0.1:" + store.getAddress().getPort();
    }

    private static Map<String, String> query(URI at) {
        Map<String, String> query = new HashMap<>();
        for (String pair : at.getRawQuery().split("&", -1)) {
            int equals = pair.indexOf('=');
            query.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    /// A store without the plugin that knows one key.
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            boolean api = path.startsWith("/wp-json/wc/v3/");
            String said = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean known = accepted.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            if (api && known && exchange.getRequestMethod().equals("POST")) {
                hooks.add(Json.tree(said));
            }
            byte[] body = (api
                            ? known ? path.endsWith("currency") ? "{\"value\":\"EUR\"}" : "[]" : "{}"
                            : "<h1>Shop</h1>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", api ? "application/json" : "text/html");
            exchange.sendResponseHeaders(api && !known ? 401 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
