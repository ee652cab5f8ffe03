package dev.aisle.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A merchant connects its WooCommerce store on the hosted page, by the store's plugin and without it, and
/// leaves again from either side; with a test key, on the sample street.
class ConnectJourneyTest {

    private static final Path HOME = Path.of(System.getProperty("aisle.home", ".."));
    private static final URI PARTNER = URI.create("http://localhost:3000/done");
    private static final Duration LONGEST_SYNC = Duration.ofSeconds(90);
    private static final Duration LONGEST_HOOK = Duration.ofSeconds(60);
    private static final int SPEAKS_AT_LEAST = 5;

    @TempDir
    private static Path work;

    private static final Talk TALK = new Talk();
    private static Installation installation;
    private static Installation.OpenStreet street;
    private static Installation.RunningServer server;
    private static Agent agent;
    private static PartnerCaller partner;
    private static URI store;
    private static String merchant;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        assumeThat(Files.exists(HOME.resolve("server/target/aisle-server.jar"))
                        && Files.exists(HOME.resolve("devshops/target/aisle-devshops.jar")))
                .as("the built jars; mvn package makes them")
                .isTrue();
        installation = new Installation(HOME, work);
        street = installation.openStreet("0");
        store = street.shop("kettle");
        server = installation.startServer(
                0,
                work.resolve("data"),
                Map.of(
                        "AISLE_FETCH_ALLOW", street.hosts(),
                        "AISLE_SHOPIFY_CLIENT_ID", "sample-street-app",
                        "AISLE_SHOPIFY_CLIENT_SECRET", "sample-street-secret",
                        "AISLE_RATE_ANONYMOUS", "100000",
                        "AISLE_RATE_PARTNER", "100000"));
        agent = new Agent(TALK, server.base());
        var created = Talk.JSON.readTree(installation.command(
                "partner",
                "create",
                "--data",
                work.resolve("data").toString(),
                "--name",
                "Journey",
                "--redirect-uri",
                PARTNER.toString(),
                "--test",
                "--json"));
        String key = created.path("key").asString("");
        assertThat(key).startsWith("c3_sk_test_");
        partner = new PartnerCaller(TALK, server.base(), key);
        merchant = partner.createMerchant(store.getAuthority(), "Kettle House")
                .body()
                .path("customer_id")
                .asString("");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (street != null) {
            street.close();
        }
    }

    @Test
    void aStoreIsConnectedByItsPluginToldOfChangesAndLeft() throws IOException, InterruptedException {
        TALK.post(store.resolve("/__office/plugin?installed=true"), Map.of(), "");
        assertThat(row().path("status").asString("")).isEqualTo("not_connected");

        Browser.Page done = connectByPlugin();

        assertThat(done.query())
                .containsEntry("customer_id", merchant)
                .containsEntry("platform", "woocommerce")
                .containsEntry("status", "success")
                .containsEntry("state", "s1")
                .hasSize(4);
        awaitLive();
        assertThat(row().path("sync").path("items_synced").asInt(0)).isGreaterThan(SPEAKS_AT_LEAST);
        List<String> unit = aUnit(store);
        await(LONGEST_HOOK, () -> price(unit.get(3)) > 0);

        TALK.post(store.resolve("/__price?sku=" + unit.getFirst() + "&amount=7.77"), Map.of(), "");
        await(LONGEST_HOOK, () -> price(unit.get(3)) == 777);

        var browser = new Browser(PARTNER);
        var manage = browser.press(browser.open(session("woocommerce")), "woocommerce", Map.of());
        assertThat(manage.html()).contains("WooCommerce is connected");
        assertThat(browser.press(manage, "end", Map.of()).html()).contains("The connection was ended");
        assertThat(row().path("status").asString("")).isEqualTo("disconnected");
        assertThat(TALK.get(store.resolve("/?wc-api=channel3-status"), Map.of())
                        .body()
                        .path("connected")
                        .asBoolean(true))
                .isFalse();

        connectWithoutPlugin();
        leftByTheStore();
        noSecretIsInTheLog();
    }

    @Test
    void aShopifyStoreIsConnectedToldOfChangesAndLeftByItsOwner() {
        var shop = street.shop("harbor");
        String harbor = partner.createMerchant(shop.getAuthority(), "Harbor & Pine")
                .body()
                .path("customer_id")
                .asString("");
        var browser = new Browser(PARTNER);
        var form = browser.press(browser.open(session(harbor, "shopify")), "shopify", Map.of());
        var login = browser.press(form, "install", Map.of());
        var consent = browser.press(login, "login", Map.of());

        var connected = browser.press(consent, "install", Map.of());

        assertThat(connected.html()).contains("Shopify is connected").doesNotContain("shpat_");
        assertThat(browser.open(connected.at().resolve("finish")).query()).containsEntry("status", "success");
        await(LONGEST_SYNC, () -> state(harbor, "shopify").equals("live"));
        List<String> unit = aUnit(shop);
        TALK.post(shop.resolve("/__price?sku=" + unit.getFirst() + "&amount=8.88"), Map.of(), "");
        await(LONGEST_HOOK, () -> price(unit.get(3)) == 888);

        TALK.post(shop.resolve("/__office/uninstall"), Map.of(), "");
        await(
                LONGEST_HOOK,
                () -> partner.connection(harbor, "shopify")
                        .path("status")
                        .asString("")
                        .equals("disconnected"));
    }

    private Browser.Page connectByPlugin() {
        var browser = new Browser(PARTNER);
        var start = browser.open(session("woocommerce"));
        assertThat(start.html()).contains("Connect WooCommerce", "Journey", "Kettle House");
        var form = browser.press(start, "woocommerce", Map.of());
        assertThat(row().path("status").asString("")).isEqualTo("pending");
        var login = browser.press(form, "consent", Map.of());
        assertThat(login.html()).contains("Log In");
        var consent = browser.press(login, "Log In", Map.of());
        assertThat(consent.html()).contains("would like to connect");
        var connected = browser.press(consent, "authorize", Map.of());
        assertThat(connected.at().getPath()).endsWith("/done");
        assertThat(connected.at().getQuery()).isNull();
        assertThat(connected.html()).contains("WooCommerce is connected").doesNotContain("ck_", "cs_");
        assertThat(row().path("status").asString("")).isEqualTo("active");
        return browser.open(connected.at().resolve("finish"));
    }

    private void connectWithoutPlugin() {
        TALK.post(store.resolve("/__office/plugin?installed=false"), Map.of(), "");
        var browser = new Browser(PARTNER);
        var form = browser.press(browser.open(session("woocommerce")), "woocommerce", Map.of());
        var choice = browser.press(form, "consent", Map.of());
        assertThat(choice.html()).contains("The plugin was not found");
        var login = browser.press(choice, "approve", Map.of());
        var consent = browser.press(login, "Log In", Map.of());
        var denied = browser.press(consent, "cancel", Map.of());
        assertThat(denied.html()).contains("You did not agree in your store");
        var again = browser.press(browser.press(denied, "consent", Map.of()), "approve", Map.of());
        var connected = browser.press(again, "authorize", Map.of());
        assertThat(connected.html()).contains("WooCommerce is connected");
        awaitLive();
        TALK.post(store.resolve("/__office/plugin?installed=true"), Map.of(), "");
    }

    /// The store's notice is not signed: it counts because the key does not work any more.
    private void leftByTheStore() {
        String notice = "/v0/woocommerce/webhook/disconnect?store_url=" + store;
        assertThat(TALK.post(server.base().resolve(notice), Map.of(), "").status())
                .isEqualTo(200);
        assertThat(row().path("status").asString("")).isEqualTo("active");

        TALK.post(store.resolve("/__office/revoke"), Map.of(), "");
        TALK.post(server.base().resolve(notice), Map.of(), "");

        assertThat(row().path("status").asString("")).isEqualTo("disconnected");
    }

    private void noSecretIsInTheLog() throws IOException {
        assertThat(Files.readString(installation.serverLog())).doesNotContain("ck_", "cs_", "consumer_secret");
    }

    private static URI session(String platform) {
        return session(merchant, platform);
    }

    private static URI session(String whose, String platform) {
        var minted = partner.connectSession(
                whose, Map.of("redirect_uri", PARTNER + "", "platform", platform, "state", "s1"));
        assertThat(minted.status()).isEqualTo(200);
        return URI.create(minted.body().path("url").asString(""));
    }

    private static JsonNode row() {
        return partner.connection(merchant, "woocommerce");
    }

    private static void awaitLive() {
        await(LONGEST_SYNC, () -> state(merchant, "woocommerce").equals("live"));
    }

    private static String state(String whose, String platform) {
        return partner.connection(whose, platform).path("sync").path("state").asString("");
    }

    /// The first unit of the shop that has an address of its own, by the shop's own truth.
    private static List<String> aUnit(URI shop) {
        return TALK.get(shop.resolve("/__goods"), Map.of())
                .text()
                .lines()
                .map(line -> List.of(line.split("\t", -1)))
                .filter(columns -> columns.get(7).equals("in_stock"))
                .findFirst()
                .orElseThrow();
    }

    private static long price(String address) {
        var called = agent.call("lookup_catalog", Map.of("urls", List.of(address)));
        for (JsonNode product : called.answer().path("products").values()) {
            for (JsonNode variant : product.path("variants").values()) {
                for (JsonNode input : variant.path("inputs").values()) {
                    if (input.path("id").asString("").equals(address)) {
                        return variant.path("price").path("amount").asLong(-1);
                    }
                }
            }
        }
        return -1;
    }

    private static void await(Duration most, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - begun).as("waited too long").isLessThan(most.toNanos());
            try {
                Thread.sleep(100);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }
    }
}
