package dev.aisle.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.aisle.journeys.browser.Chromium;
import dev.aisle.journeys.browser.Tab;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// A merchant's way from the partner through the hosted page to the platform and back, in a real browser, for every
/// platform: the partner mints a session, the merchant agrees, the partner reads pending, active and live, an agent
/// finds the products, the feed has them, and ending the connection stops it. The ways are walked side by side, on
/// one
/// server, one street and one browser.
class BrowserJourneyTest {

    private static final Path HOME = Path.of(System.getProperty("aisle.home", ".."));
    private static final Duration LONGEST_SYNC = Duration.ofMinutes(3);
    private static final Duration LONGEST_WAY = Duration.ofMinutes(5);
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final String STATE = "a b&c=ü";

    @TempDir
    private static Path work;

    private static final Talk TALK = new Talk();
    private static final ExecutorService WALKERS = Executors.newVirtualThreadPerTaskExecutor();
    private static final Map<Way, Future<?>> WALKED = new TreeMap<>();

    private static Installation installation;
    private static Installation.OpenStreet street;
    private static Installation.RunningServer server;
    private static Chromium chromium;
    private static PartnerSite site;
    private static PartnerCaller partner;
    private static Screens screens;

    /// The ways that are walked; what a way brings in the next ones send out.
    enum Way {
        WOOCOMMERCE,
        SHOPIFY,
        PRODUCT_FEED_AND_DESTINATIONS,
        SCREENS_IN_ENGLISH,
        SCREENS_FROM_RIGHT_TO_LEFT;

        void walk() {
            switch (this) {
                case WOOCOMMERCE -> wooCommerce();
                case SHOPIFY -> shopify();
                case PRODUCT_FEED_AND_DESTINATIONS -> productFeed();
                case SCREENS_IN_ENGLISH -> screens.walk(Screens.Look.PLAIN);
                case SCREENS_FROM_RIGHT_TO_LEFT -> screens.walk(Screens.Look.ARABIC);
            }
        }
    }

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        if (!Boolean.getBoolean("aisle.full")) {
            System.out.println("BrowserJourneyTest skipped: it takes a minute and a half, and comes with --full");
        }
        assumeThat(Boolean.getBoolean("aisle.full")).as("--full").isTrue();
        Optional<Path> program = Chromium.find();
        if (program.isEmpty()) {
            System.out.println("BrowserJourneyTest skipped: no Chromium on the PATH (apt-get install chromium)");
        }
        assumeThat(program).as("a Chromium on the PATH").isPresent();
        assumeThat(Files.exists(HOME.resolve("server/target/aisle-server.jar"))
                        && Files.exists(HOME.resolve("devshops/target/aisle-devshops.jar")))
                .as("the built jars; mvn package makes them")
                .isTrue();
        installation = new Installation(HOME, work);
        site = new PartnerSite();
        Future<Chromium> starting = WALKERS.submit(() -> Chromium.start(program.get()));
        street = installation.openStreet("0");
        server = installation.startServer(
                0,
                work.resolve("data"),
                Map.of(
                        "AISLE_FETCH_ALLOW", street.hosts() + "," + site.authority(),
                        "AISLE_SHOPIFY_CLIENT_ID", "sample-street-app",
                        "AISLE_SHOPIFY_CLIENT_SECRET", "sample-street-secret",
                        "AISLE_LIVE_LOOKUP", "off",
                        "AISLE_RATE_ANONYMOUS", "100000",
                        "AISLE_RATE_PARTNER", "100000"));
        var first = WALKERS.submit(() -> partner("Fjord & Co"));
        var second = WALKERS.submit(() -> partner("Marigold"));
        try {
            partner = first.get().caller();
            chromium = starting.get();
            brand(first.get().id(), "#0b3d2e", Optional.empty());
            brand(second.get().id(), "#ffd54a", Optional.of(Screens.logo(work)));
            screens = new Screens(
                    chromium,
                    site,
                    new Screens.Visitor(partner, street.shop("lantern").getAuthority()),
                    new Screens.Visitor(
                            second.get().caller(), street.shop("mill").getAuthority()),
                    HOME.resolve("journeys/target/screens"));
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
        for (Way way : Way.values()) {
            WALKED.put(way, WALKERS.submit(way::walk));
        }
    }

    @AfterAll
    static void stop() {
        for (AutoCloseable opened : new AutoCloseable[] {WALKERS::shutdownNow, chromium, server, street, site}) {
            try {
                if (opened != null) {
                    opened.close();
                }
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void theWayIsWalkedToItsEnd(Way way) throws Exception {
        Optional.ofNullable(WALKED.get(way)).orElseThrow().get(LONGEST_WAY.toSeconds(), TimeUnit.SECONDS);
    }

    private record Partner(String id, PartnerCaller caller) {}

    private static Partner partner(String name) throws IOException, InterruptedException {
        var created = Talk.JSON.readTree(installation.command(
                "partner",
                "create",
                "--data",
                work.resolve("data").toString(),
                "--name",
                name,
                "--redirect-uri",
                site.at("/done").toString(),
                "--test",
                "--json"));
        return new Partner(
                created.path("partner_id").asString(""),
                new PartnerCaller(TALK, server.base(), created.path("key").asString("")));
    }

    private static void brand(String id, String color, Optional<Path> logo) throws IOException, InterruptedException {
        var words = new ArrayList<>(
                List.of("partner", "brand", id, "--data", work.resolve("data").toString(), "--color", color));
        logo.ifPresent(it -> words.addAll(List.of("--logo", it.toString())));
        installation.command(words.toArray(new String[0]));
    }

    private static void wooCommerce() {
        URI store = street.shop("kettle");
        String merchant = merchant(store.getAuthority(), "Kettle House");
        Tab tab = chromium.open(Tab.Size.PHONE);
        tab.withoutJavaScript();
        tab.open(session(merchant, "woocommerce"));
        assertThat(tab.text()).contains("Connect WooCommerce", "Fjord & Co", "Kettle House");
        assertThat(status(merchant, "woocommerce")).isEqualTo("not_connected");

        tab.press("Continue");
        assertThat(status(merchant, "woocommerce")).isEqualTo("pending");
        tab.press("Continue").press("Log In").press("Authorize");

        assertThat(tab.awaitText("WooCommerce is connected").address().toString())
                .endsWith("/done");
        backAtThePartner(tab.press("Back to Fjord & Co"), merchant, "woocommerce");
        sellsWhatTheStoreSays(store, merchant, "woocommerce");
    }

    private static void shopify() {
        URI store = street.shop("harbor");
        String merchant = merchant(store.getAuthority(), "Harbor & Pine");
        Tab tab = chromium.open(Tab.Size.DESKTOP);
        tab.open(session(merchant, null)).press("Shopify");
        assertThat(status(merchant, "shopify")).isEqualTo("pending");

        tab.press("Continue").press("Log in").press("Install");

        tab.awaitText("Shopify is connected");
        backAtThePartner(tab.press("Back to Fjord & Co"), merchant, "shopify");
        sellsWhatTheStoreSays(store, merchant, "shopify");
    }

    /// By the keyboard alone.
    private static void productFeed() {
        site.put("/products.tsv", ProductFile.of(site.authority(), 12));
        String merchant = merchant(site.authority(), "The Feedery");
        Tab tab = chromium.open(Tab.Size.DESKTOP);
        tab.open(session(merchant, "product_feed"));
        focus(tab, "Continue");
        tab.strikeAndGo("Enter");
        focus(tab, "url");
        tab.type(site.at("/products.tsv").toString());
        tab.strikeAndGo("Enter");
        tab.awaitText("What your columns mean").awaitText(ProductFile.title(0));
        focus(tab, "Connect");
        tab.strikeAndGo("Enter");
        tab.awaitText("Product feed is connected").awaitText("12 products");
        focus(tab, "Back to Fjord & Co");
        tab.strikeAndGo("Enter");
        backAtThePartner(tab, merchant, "product_feed");
        await("the products over MCP", () -> search(ProductFile.WORD).contains(ProductFile.title(3)));

        for (String destination : List.of("google", "microsoft", "openai")) {
            destination(merchant, destination);
        }

        end(merchant, "product_feed");
        await("the products gone", () -> !search(ProductFile.WORD).contains(ProductFile.title(3)));
    }

    private static void destination(String merchant, String destination) {
        Tab tab = chromium.open(Tab.Size.PHONE);
        tab.open(session(merchant, destination)).press("Continue");
        if (!destination.equals("openai")) {
            assertThat(status(merchant, destination)).isEqualTo("pending");
            tab.press("Begin");
            assertThat(status(merchant, destination)).isEqualTo("active");
        }
        await("a feed with the products for " + destination, () -> {
            String url =
                    partner.connection(merchant, destination).path("feed_url").asString("");
            return !url.isEmpty() && Feed.text(URI.create(url)).contains(ProductFile.title(3));
        });
        if (tab.text().contains("Look again")) {
            tab.press("Look again");
        }
        assertThat(tab.ask("document.getElementById('feed').value").asString(""))
                .isEqualTo(partner.connection(merchant, destination)
                        .path("feed_url")
                        .asString("-"));
        tab.press("I have added it");
        tab.press("Back to Fjord & Co");
        backAtThePartner(tab, merchant, destination);
        assertThat(state(merchant, destination)).isEqualTo("live");
        end(merchant, destination);
        assertThat(partner.connection(merchant, destination).path("feed_url").asString(""))
                .isEmpty();
    }

    /// The store's own word reaches agents and the feed while it is connected, and no longer once it is not.
    private static void sellsWhatTheStoreSays(URI store, String merchant, String platform) {
        await("live", () -> state(merchant, platform).equals("live"));
        List<String> unit = aUnit(store);
        String page = unit.get(3);
        await("the product over MCP", () -> price(page) > 0);
        price(store, unit.getFirst(), "7.77");
        await("the new price over MCP", () -> price(page) == 777);
        await("the feed with the new price", () -> {
            String url = partner.connection(merchant, "openai").path("feed_url").asString("");
            return !url.isEmpty() && Feed.text(URI.create(url)).contains("\"7.77 ");
        });

        end(merchant, platform);
        TALK.post(store.resolve("/__log"), Map.of(), "");
        price(store, unit.getFirst(), "6.66");
        sleep(QUIET);
        assertThat(TALK.get(store.resolve("/__log"), Map.of()).text())
                .as("what the store is still asked, beside what everybody may see")
                .doesNotContain("/wp-json/wc/v3/", "/admin/api/");
        assertThat(partner.connection(merchant, platform)
                        .path("sync")
                        .path("items_synced")
                        .asInt(-1))
                .isZero();
    }

    private static void end(String merchant, String platform) {
        Tab tab = chromium.open(Tab.Size.PHONE);
        tab.open(session(merchant, platform)).press("Continue").press("End the connection");
        tab.awaitText("The connection was ended").press("Back to Fjord & Co");
        assertThat(status(merchant, platform)).isEqualTo("disconnected");
        assertThat(tab.complaints()).isEmpty();
    }

    private static void backAtThePartner(Tab tab, String merchant, String platform) {
        tab.awaitText("Back at the partner");
        assertThat(tab.address().getPath()).isEqualTo("/done");
        assertThat(List.of(tab.address().getQuery().split("&(?!c)", -1)))
                .containsExactlyInAnyOrder(
                        "customer_id=" + merchant, "platform=" + platform, "status=success", "state=a+b&c=ü");
        assertThat(status(merchant, platform)).isEqualTo("active");
        assertThat(tab.complaints()).isEmpty();
    }

    private static void focus(Tab tab, String what) {
        for (int i = 0; i < 40; i++) {
            String at = tab.strike("Tab")
                    .ask("(e => (e.innerText || '').trim() || e.id)(document.activeElement)")
                    .asString("");
            if (at.equals(what)) {
                return;
            }
        }
        throw new AssertionError("the Tab key never comes to '" + what + "' on " + tab.address());
    }

    private static String merchant(String domain, String name) {
        return partner.createMerchant(domain, name).body().path("customer_id").asString("");
    }

    private static URI session(String merchant, @Nullable String platform) {
        var fields = new TreeMap<>(Map.of("redirect_uri", site.at("/done").toString(), "state", STATE));
        if (platform != null) {
            fields.put("platform", platform);
        }
        var minted = partner.connectSession(merchant, fields);
        assertThat(minted.status()).as(minted.text()).isEqualTo(200);
        return URI.create(minted.body().path("url").asString(""));
    }

    private static String status(String merchant, String platform) {
        return partner.connection(merchant, platform).path("status").asString("");
    }

    private static String state(String merchant, String platform) {
        return partner.connection(merchant, platform).path("sync").path("state").asString("");
    }

    private static void price(URI store, String sku, String amount) {
        assertThat(TALK.post(store.resolve("/__price?sku=" + sku + "&amount=" + amount), Map.of(), "")
                        .status())
                .isEqualTo(200);
    }

    /// The first unit of the shop that is in stock, by the shop's own truth.
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
        var called = new Agent(TALK, server.base()).call("lookup_catalog", Map.of("urls", List.of(address)));
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

    private static String search(String query) {
        return new Agent(TALK, server.base())
                .call("search_catalog", Map.of("query", query))
                .answer()
                .toString();
    }

    private static void await(String what, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - begun)
                    .as("waited too long for " + what)
                    .isLessThan(LONGEST_SYNC.toNanos());
            sleep(Duration.ofMillis(200));
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
