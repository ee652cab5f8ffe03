package dev.aisle.edge.connectpage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.Serving;
import dev.aisle.Settings;
import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.base.ids.Ulid;
import dev.aisle.base.json.Json;
import dev.aisle.market.merchant.Platform;
import dev.aisle.market.partner.Partners;
import dev.aisle.partner.Simulator;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The flows of platforms whose owner enters something, on a whole server and the simulators of the
/// platforms: what is wrong is said, what is right connects, and the products come.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectFlowsTest {

    private static final String BACK = "https://app.partner.example/done";
    private static final int GOODS = 30;
    private static final int UNITS = 33;
    private static final Duration LONGEST_SYNC = Duration.ofSeconds(60);
    private static final String CONNECT = "/v0/magento/connect-via-module";

    private final Map<Platform, Simulator> simulators = new EnumMap<>(Platform.class);
    private final Map<Platform, String> merchants = new EnumMap<>(Platform.class);
    private Serving serving;
    private FlowCaller caller;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        for (Platform platform : List.of(Platform.MAGENTO, Platform.AKENEO, Platform.BIGCOMMERCE)) {
            simulators.put(platform, Simulator.open(platform, GOODS, InstantSource.system()));
        }
        String database = TestDatabase.freshUrl();
        String key;
        try (Database tables = Database.external(database)) {
            Partners partners = new Partners(tables.db(), InstantSource.system(), new Ulid(InstantSource.system()));
            key = partners.create("Flow & Co", List.of(BACK), true).key().value();
        }
        Path config = Files.writeString(
                folder.resolve("aisle.properties"),
                String.join(
                        "\n",
                        "aisle.data=" + folder.resolve("data"),
                        "aisle.port=0",
                        "aisle.database.url=" + database,
                        "aisle.fetch.allow="
                                + simulators.values().stream()
                                        .map(it -> it.origin().getRawAuthority())
                                        .collect(Collectors.joining(","))));
        serving = Serving.start(Settings.read(Optional.of(config), Map.of()));
        caller = new FlowCaller(serving.address(), key);
        simulators.forEach((platform, simulator) ->
                merchants.put(platform, caller.merchant(simulator.origin().getRawAuthority())));
    }

    @AfterAll
    void close() {
        caller.close();
        serving.close();
        simulators.values().forEach(Simulator::close);
    }

    @Test
    void aMagentoStoreIsConnectedByItsModulesOwnCall() {
        Simulator store = simulator(Platform.MAGENTO);
        String merchant = merchant(Platform.MAGENTO);
        FlowCaller.Page form = begun(Platform.MAGENTO);
        assertThat(form.text()).contains("Connect your Magento store");
        assertThat(form.value("merchant")).isEqualTo(merchant);
        assertThat(form.value("address")).isEqualTo(serving.address().toString());
        assertThat(caller.press(form, "look", Map.of()).text()).contains("Your store has not called us yet");
        Map<String, String> keys = new TreeMap<>(Simulator.pairs(store.office("key")));
        Map<String, String> call = new TreeMap<>(keys);
        call.put("merchant_id", merchant);
        call.put("store_url", store.origin() + "/");

        refused(caller.post(CONNECT, "no json"), 422, "not JSON");
        refused(caller.post(CONNECT, "{}"), 403, "does not belong to this store");
        refused(with(call, "merchant_id", "0000"), 403, "does not belong to this store");
        refused(with(call, "store_url", "https://elsewhere.example/"), 403, "does not belong to this store");
        refused(with(call, "access_token_secret", ""), 422, "access_token_secret");
        refused(with(call, "consumer_secret", "not that"), 422, "does not accept our access");
        assertThat(status(Platform.MAGENTO)).isEqualTo("pending");
        store.fault("kind=status&status=500&path=/rest/V1/products");
        refused(caller.post(CONNECT, Json.write(call)), 422, "answered 500");

        assertThat(caller.post(CONNECT, Json.write(call)).statusCode()).isEqualTo(200);

        refused(caller.post(CONNECT, Json.write(call)), 409, "already connected");
        FlowCaller.Page done = caller.press(form, "look", Map.of());
        assertThat(done.text()).contains("Adobe Commerce (Magento) is connected");
        assertThat(keys.values()).noneMatch(done.html()::contains);
        comesWhole(Platform.MAGENTO);
    }

    @Test
    void anAkeneoPimIsTriedThenItsAttributesAreConfirmed() {
        Simulator pim = simulator(Platform.AKENEO);
        Map<String, String> access = new TreeMap<>(Simulator.pairs(pim.office("key")));
        access.put("host", pim.origin() + "/");
        FlowCaller.Page form = begun(Platform.AKENEO);

        assertThat(caller.press(form, "test", changed(access, "host", "no address"))
                        .text())
                .contains("This is not a web address");
        FlowCaller.Page refused = caller.press(form, "test", changed(access, "password", "a wrong one"));
        assertThat(refused.text()).contains("The store did not accept this");
        assertThat(refused.value("username")).isEqualTo(access.get("username"));
        assertThat(refused.html()).doesNotContain("a wrong one", access.get("client_secret"));

        FlowCaller.Page mapping = caller.press(form, "test", access);
        assertThat(mapping.text()).contains("The connection works", "What your attributes mean");
        assertThat(mapping.value("map_title")).isEqualTo("name");
        assertThat(mapping.value("map_price")).isEqualTo("price");
        assertThat(mapping.value("map_gtin")).isEqualTo("ean");
        assertThat(mapping.value("map_image")).isEqualTo("picture_url");
        assertThat(mapping.value("channel")).isEqualTo("ecommerce");
        assertThat(mapping.choices("map_price")).containsExactly("Not in the PIM", "price", "stock");
        assertThat(mapping.choices("map_title"))
                .contains("Not in the PIM", "name")
                .doesNotContain("price");
        assertThat(mapping.choices("map_link")).hasSizeGreaterThan(1);
        assertThat(mapping.choices("locale")).contains("en_US").doesNotContain("Not in the PIM");
        assertThat(mapping.html()).doesNotContain(access.get("password"), access.get("client_secret"));
        Map<String, String> confirmed = mapping.fields();
        confirmed.put("map_link", "");
        assertThat(caller.press(mapping, "connect", changed(confirmed, "currency", "usd"))
                        .text())
                .as("without an address of the page")
                .contains("a currency such as EUR are needed");
        confirmed.put("link_address", pim.origin() + "/p/{sku}");
        assertThat(caller.press(mapping, "connect", changed(confirmed, "currency", "money"))
                        .text())
                .contains("a currency such as EUR are needed");
        assertThat(caller.press(mapping, "connect", changed(confirmed, "map_title", ""))
                        .text())
                .contains("a currency such as EUR are needed");
        assertThat(status(Platform.AKENEO)).isEqualTo("pending");

        confirmed.put("currency", "usd");
        FlowCaller.Page events = caller.press(mapping, "connect", confirmed);
        assertThat(events.text()).contains("Akeneo is connected", "Event subscription");
        assertThat(events.html()).as("what is connected is not cancelled").doesNotContain("/cancel");

        comesWhole(Platform.AKENEO);
        changesAreTold(pim, events);
        assertThat(connectedAgain(access, confirmed).value("events_url"))
                .as("what was entered in the PIM")
                .isEqualTo(events.value("events_url"));
        assertThat(pim.office("try")).as("signed as before").isEqualTo("200");
    }

    private void changesAreTold(Simulator pim, FlowCaller.Page events) {
        String url = events.value("events_url");
        assertThat(message(Platform.AKENEO)).contains("event subscription", url);
        String secret = pim.office("subscribe?url=" + URLEncoder.encode(url, StandardCharsets.UTF_8));
        assertThat(pim.office("try")).as("nobody told what it signs with").isEqualTo("401");
        assertThat(caller.press(events, "believe", Map.of("events_secret", "half a one"))
                        .text())
                .contains("This is not the secret");

        FlowCaller.Page done = caller.press(events, "believe", Map.of("events_secret", secret));

        assertThat(done.text()).contains("Akeneo is connected").doesNotContain("Event subscription");
        assertThat(done.html()).doesNotContain(secret);
        assertThat(message(Platform.AKENEO)).as("until a call came").contains(url);
        await("the PIM's own test", () -> pim.office("try").equals("200"));
        assertThat(message(Platform.AKENEO)).isEmpty();
        pim.forgetLog();
        pim.price(pim.units().getFirst(), "77.70");
        await("the changed product to be read", () -> pim.asked(Pattern.compile("/products-uuid/[0-9a-f-]+")) > 0);
    }

    /// A PIM that is connected anew, to the step of its events.
    private FlowCaller.Page connectedAgain(Map<String, String> access, Map<String, String> confirmed) {
        FlowCaller.Page start = caller.open(caller.session(merchant(Platform.AKENEO), "akeneo", BACK));
        FlowCaller.Page manage = caller.press(start, "", Map.of());
        assertThat(manage.text()).contains("Akeneo is connected", "Changes at once");
        assertThat(caller.press(manage, "events", Map.of()).text()).contains("Event subscription");
        FlowCaller.Page form = caller.press(manage, "again", Map.of());
        return caller.press(caller.press(form, "test", access), "connect", confirmed);
    }

    private String message(Platform platform) {
        return row(platform).path("sync").path("message").asString("");
    }

    @Test
    void aBigCommerceStoreIsConnectedByWhatItShowsOnce() {
        Simulator store = simulator(Platform.BIGCOMMERCE);
        String token = Simulator.pairs(store.office("key")).get("access_token");
        Map<String, String> access = new TreeMap<>(Map.of("path", store.store() + "/v3/", "token", token));
        FlowCaller.Page form = begun(Platform.BIGCOMMERCE);

        for (String elsewhere : List.of(
                "https://evil.example/stores/abc/v3/",
                "http://api.bigcommerce.com/stores/abc/v3/",
                "https://api.bigcommerce.com@evil.example/stores/abc",
                "https://api.bigcommerce.com/",
                store.origin() + "/stores/../v3")) {
            assertThat(caller.press(form, "connect", changed(access, "path", elsewhere))
                            .text())
                    .as(elsewhere)
                    .contains("This is not the API path of a BigCommerce store");
        }
        FlowCaller.Page refused = caller.press(form, "connect", changed(access, "token", "anotherToken"));
        assertThat(refused.text()).contains("The store did not accept this");
        assertThat(refused.html()).doesNotContain("anotherToken");
        assertThat(caller.press(form, "connect", changed(access, "token", "line\r\nbreak"))
                        .text())
                .contains("The store did not accept this");
        store.fault("kind=status&status=403&path=.*/v2/store");
        assertThat(caller.press(form, "connect", access).text()).contains("it may not read products");
        assertThat(status(Platform.BIGCOMMERCE)).isEqualTo("pending");

        FlowCaller.Page done = caller.press(form, "connect", access);

        assertThat(done.text()).contains("BigCommerce is connected");
        assertThat(done.html()).doesNotContain(token);
        comesWhole(Platform.BIGCOMMERCE);
        assertThat(Integer.parseInt(store.office("hooks"))).isPositive();
        store.forgetLog();
        Simulator.Unit first = store.units().getFirst();
        store.price(first, "77.70");
        await("the changed product to be read", () -> store.asked(Pattern.compile("/v3/catalog/products/[0-9]+")) > 0);
    }

    private FlowCaller.Page begun(Platform platform) {
        FlowCaller.Page start = caller.open(caller.session(merchant(platform), platform.slug(), BACK));
        assertThat(start.text()).contains("Connect " + platform.displayName(), "Flow & Co");
        FlowCaller.Page form = caller.press(start, "", Map.of());
        assertThat(status(platform)).isEqualTo("pending");
        return form;
    }

    private void comesWhole(Platform platform) {
        assertThat(status(platform)).isEqualTo("active");
        await(
                "live",
                () -> row(platform).path("sync").path("state").asString("").equals("live"));
        assertThat(row(platform).path("sync").path("items_synced").asInt(0)).isEqualTo(UNITS);
        assertThat(row(platform).path("error").isNull()).isTrue();
    }

    private static Map<String, String> changed(Map<String, String> fields, String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        changed.put(name, value);
        return changed;
    }

    private java.net.http.HttpResponse<String> with(Map<String, String> call, String name, String value) {
        return caller.post(CONNECT, Json.write(changed(call, name, value)));
    }

    /// The module shows `detail` to the store's owner.
    private static void refused(java.net.http.HttpResponse<String> answer, int status, String words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode detail = Json.tree(answer.body()).path("detail");
        assertThat(detail.isString()).isTrue();
        assertThat(detail.asString("")).contains(words);
    }

    private Simulator simulator(Platform platform) {
        return Optional.ofNullable(simulators.get(platform)).orElseThrow();
    }

    private String merchant(Platform platform) {
        return Optional.ofNullable(merchants.get(platform)).orElseThrow();
    }

    private JsonNode row(Platform platform) {
        return caller.row(merchant(platform), platform.slug());
    }

    private String status(Platform platform) {
        return row(platform).path("status").asString("");
    }

    private static void await(String what, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - begun)
                    .as("waited too long for " + what)
                    .isLessThan(LONGEST_SYNC.toNanos());
            try {
                Thread.sleep(50);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }
    }
}
