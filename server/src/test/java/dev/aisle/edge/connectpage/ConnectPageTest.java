package dev.aisle.edge.connectpage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.base.http.FetchAllow;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.base.ids.Ulid;
import dev.aisle.base.jobs.Jobs;
import dev.aisle.edge.HttpEdge;
import dev.aisle.market.listing.Listings;
import dev.aisle.market.merchant.Domain;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.merchant.Platform;
import dev.aisle.market.partner.Branding;
import dev.aisle.market.partner.Brandings;
import dev.aisle.market.partner.Color;
import dev.aisle.market.partner.PartnerId;
import dev.aisle.market.partner.Partners;
import dev.aisle.market.taxonomy.Taxonomy;
import dev.aisle.partner.Connecting;
import dev.aisle.partner.SourceSync;
import dev.aisle.partner.connect.ConnectSessions;
import dev.aisle.partner.connection.Connection;
import dev.aisle.partner.connection.Connections;
import dev.aisle.partner.credentials.Credentials;
import dev.aisle.partner.credentials.SealingKeys;
import dev.aisle.partner.feed.Feeds;
import dev.aisle.partner.push.PushStage;
import dev.aisle.partner.source.Source;
import dev.aisle.partner.source.akeneo.AkeneoSource;
import dev.aisle.partner.source.file.FeedFileSource;
import dev.aisle.partner.source.file.FeedFolder;
import dev.aisle.partner.source.woocommerce.WooCommerceDoor;
import dev.aisle.partner.source.woocommerce.WooCommerceSource;
import dev.aisle.partner.sync.Deliveries;
import dev.aisle.partner.sync.SourceItems;
import dev.aisle.partner.sync.Syncs;
import dev.aisle.supply.Intake;
import dev.aisle.supply.normalize.Normalizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectPageTest {

    private static final String BACK = "https://app.partner.example/done?org=7";
    private static final String REGISTERED = "https://app.partner.example/done";
    private static final Pattern COOKIE = Pattern.compile("(aisle_connect=[^;]+);.*");
    private static final int LARGEST_PAGE = 60_000;

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private Database database;
    private Partners partners;
    private Brandings brandings;
    private ConnectSessions sessions;
    private Connections connections;
    private OutsideHttp outside;
    private HttpEdge edge;
    private PartnerId partner;
    private Merchant merchant;

    @BeforeAll
    void serve(@TempDir Path folder) {
        InstantSource time = () -> now;
        database = TestDatabase.fresh();
        Ulid ids = new Ulid(time);
        partners = new Partners(database.db(), time, ids);
        brandings = new Brandings(database.db());
        sessions = new ConnectSessions(database.db(), time, ids);
        connections = new Connections(database.db(), time);
        Merchants merchants = new Merchants(database.db(), time);
        Listings listings = new Listings(database.db(), time);
        FeedFolder feedFolder = new FeedFolder(folder.resolve("feeds-in"), time);
        outside = new OutsideHttp(FetchAllow.NOTHING, "Test/1");
        SourceSync.Tables tables = new SourceSync.Tables(
                merchants,
                connections,
                new Credentials(database.db(), new SealingKeys(folder.resolve("keys"))),
                new Syncs(database.db()),
                new SourceItems(database.db()),
                new Deliveries(database.db()));
        Map<Platform, Source> sources = Map.of(Platform.WOOCOMMERCE, new WooCommerceSource(outside, time));
        SourceSync sync = new SourceSync(
                database.db(),
                tables,
                sources,
                new Intake(new Normalizer(Taxonomy.shipped()), listings),
                listings,
                new Jobs(database.db()),
                ignored -> {},
                time);
        Connecting connecting = new Connecting(
                database.db(),
                sessions,
                new Jobs(database.db()),
                tables,
                sources,
                sync,
                new Feeds(database.db(), time, "http://127.0.0.1:8080", folder.resolve("feeds")),
                PushStage.pushes(database.db(), tables, listings, List.of(), time),
                hook -> "https://h.example/" + hook,
                time);
        ConnectPage page = new ConnectPage(
                new ConnectPage.Tables(sessions, partners, brandings, merchants),
                connecting,
                connections::list,
                new ConnectPage.Doors(
                        new WooCommerceDoor(outside, time),
                        new AkeneoSource(outside, time),
                        Optional.empty(),
                        new ConnectPage.FeedDoor(
                                new FeedFileSource(outside, feedFolder, ignored -> 0, time),
                                feedFolder,
                                tables.syncs().badRows())),
                new ConnectPage.Addresses("http://127.0.0.1:8080", "http://127.0.0.1:8080", List.of()),
                time);
        edge = HttpEdge.start("127.0.0.1", 0, () -> true, List.of(page));
        partner =
                partners.create("Brand <b>& Co</b>", List.of(REGISTERED), true).partner();
        merchant = merchants
                .findOrAdd(new Domain("shop.example", "https"), Optional.of("The Shop"))
                .merchant();
    }

    @AfterAll
    void stop() {
        edge.close();
        outside.close();
        database.close();
        http.close();
    }

    /// Link previews, mail scanners, prefetching browsers and impatient people: after each of them the merchant gets
    /// in.
    @TestFactory
    Stream<DynamicTest> lookingNeverUsesASessionUp() {
        Map<String, Looking> ways = new LinkedHashMap<>();
        ways.put("a GET", home -> send("GET", home));
        ways.put("a HEAD", home -> send("HEAD", home));
        ways.put("a hundred GETs", home -> {
            for (int i = 0; i < 100; i++) {
                send("GET", home);
            }
        });
        ways.put("many GETs at once", this::lookAtOnce);
        ways.put("a link preview", home -> send("GET", home, "User-Agent", "Slackbot-LinkExpanding 1.0"));
        ways.put("another link preview", home -> send("GET", home, "User-Agent", "facebookexternalhit/1.1"));
        ways.put("a mail scanner", home -> send("GET", home, "User-Agent", "Mozilla/5.0 SafeLinks"));
        ways.put("a prefetch", home -> send("GET", home, "Sec-Purpose", "prefetch"));
        ways.put("a prerender", home -> send("GET", home, "Sec-Purpose", "prefetch;prerender"));
        ways.put("an old prefetch", home -> send("GET", home, "Purpose", "prefetch", "X-Moz", "prefetch"));
        ways.put("a part of the page", home -> send("GET", home, "Range", "bytes=0-99"));
        ways.put("a condition", home -> send("GET", home, "If-None-Match", "\"x\""));
        ways.put(
                "a browser with a cookie of its own",
                home -> send("GET", home, "Cookie", "aisle_connect=" + "x".repeat(43)));
        ways.put("a tracking parameter", home -> send("GET", home + "?utm_source=mail&fbclid=1"));
        ways.put("another language", home -> send("GET", home + "?lang=ar"));
        ways.put("a search", home -> send("GET", home + "?q=shop"));
        ways.put("a slash at the end", home -> send("GET", home + "/"));
        ways.put("OPTIONS", home -> send("OPTIONS", home));
        ways.put("PUT and DELETE", home -> {
            send("PUT", home);
            send("DELETE", home);
        });
        ways.put("a step that is not due", home -> send("GET", home + "/woocommerce"));
        ways.put("a return that is not due", home -> send("GET", home + "/return?success=1&consumer_key=ck_x"));
        ways.put("cancel, finish and done by GET", home -> {
            send("GET", home + "/cancel");
            send("GET", home + "/finish");
            send("GET", home + "/done");
        });
        ways.put("an empty POST", home -> send("POST", home));
        ways.put("a POST without the page's own field", home -> post(home, "", "platform=woocommerce"));
        ways.put("a POST from another site", home -> {
            String csrf = csrf(send("GET", home).body());
            post(home, "", "platform=woocommerce&csrf=" + csrf, "Sec-Fetch-Site", "cross-site");
        });
        return ways.entrySet().stream()
                .map(way -> DynamicTest.dynamicTest(way.getKey(), () -> {
                    String home = mint(Optional.of(Platform.WOOCOMMERCE));

                    way.getValue().at(home);

                    assertThat(sessions.find(token(home)).orElseThrow().isStarted())
                            .isFalse();
                    assertThat(new Browser().start(home).statusCode()).isEqualTo(303);
                }));
    }

    private interface Looking {
        void at(String home);
    }

    @Test
    void theFirstStepBindsTheSessionToItsBrowser() {
        String home = mint(Optional.of(Platform.WOOCOMMERCE));
        Browser first = new Browser();

        HttpResponse<String> begun = first.start(home);

        assertThat(begun.headers().firstValue("Location").orElse("")).endsWith("/woocommerce");
        assertThat(first.get(home + "/woocommerce").body()).contains("Connect your WooCommerce store", "shop.example");
        assertThat(connections.status(merchant.id(), Platform.WOOCOMMERCE)).isEqualTo(Connection.Status.PENDING);
        Browser second = new Browser();
        assertThat(second.get(home).statusCode()).isEqualTo(409);
        assertThat(second.get(home + "/woocommerce").statusCode()).isEqualTo(409);
        assertThat(second.start(home).statusCode()).isEqualTo(409);
        assertThat(first.start(home).statusCode()).isEqualTo(303);
    }

    @Test
    void aDoubleClickIsOneStart() throws Exception {
        String home = mint(Optional.of(Platform.WOOCOMMERCE));
        Browser browser = new Browser();
        String csrf = csrf(browser.get(home).body());
        List<Future<Integer>> clicks = new ArrayList<>();
        try (ExecutorService fingers = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                clicks.add(fingers.submit(
                        () -> post(home, "", "platform=woocommerce&csrf=" + csrf, "Cookie", browser.cookie)
                                .statusCode()));
            }
        }

        for (Future<Integer> click : clicks) {
            assertThat(click.get()).isEqualTo(303);
        }
    }

    @Test
    void cancelLeadsBackWithTheContractsParameters() {
        String home = mint(Optional.of(Platform.WOOCOMMERCE));
        Browser browser = new Browser();
        browser.start(home);

        HttpResponse<String> left = browser.post(home, "/cancel", "");

        assertThat(left.statusCode()).isEqualTo(303);
        assertThat(left.headers().firstValue("Location"))
                .contains(BACK + "&customer_id=" + merchant.id()
                        + "&platform=woocommerce&status=cancelled&state=n-0S6+%26");
        assertThat(connections.status(merchant.id(), Platform.WOOCOMMERCE)).isEqualTo(Connection.Status.NOT_CONNECTED);
        HttpResponse<String> again = browser.get(home);
        assertThat(again.statusCode()).isEqualTo(410);
        assertThat(again.body()).contains("This link was already used", "status=cancelled");
    }

    @Test
    void anExpiredLinkSaysSoAndLeadsBack() {
        String home = mint(Optional.of(Platform.WOOCOMMERCE));
        Instant begun = now;
        try {
            now = begun.plus(Duration.ofMinutes(30));
            HttpResponse<String> late = new Browser().get(home);

            assertThat(late.statusCode()).isEqualTo(410);
            assertThat(Jsoup.parse(late.body()).select("a.main").attr("href"))
                    .isEqualTo(BACK + "&customer_id=" + merchant.id()
                            + "&platform=woocommerce&status=error&error=session_expired&state=n-0S6+%26");
            assertThat(post(home, "", "platform=woocommerce&csrf=" + csrfOf(home))
                            .statusCode())
                    .isEqualTo(410);
        } finally {
            now = begun;
        }
    }

    @Test
    void anUnknownLinkNamesNobody() {
        HttpResponse<String> unknown =
                new Browser().get("http://127.0.0.1:" + edge.port() + "/connect/" + "x".repeat(43));

        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("This link is not known").doesNotContain("Brand", "app.partner");
    }

    @Test
    void aWayBackThatWasRemovedEndsOnAPlainPage() {
        PartnerId other = partners.create("Other", List.of(REGISTERED), true).partner();
        String home = home(sessions.mint(other, merchant.id(), BACK, Optional.empty(), Optional.empty()));
        Browser browser = new Browser();
        browser.get(home);
        partners.removeRedirectUri(other, REGISTERED);

        HttpResponse<String> left = browser.post(home, "/cancel", "");

        assertThat(left.statusCode()).isEqualTo(200);
        assertThat(left.body()).contains("You can close this page").doesNotContain("app.partner.example/done?");
    }

    @Test
    void theStoreMustBeTheMerchantsOwn() {
        String home = mint(Optional.of(Platform.WOOCOMMERCE));
        Browser browser = new Browser();
        browser.start(home);

        assertThat(browser.post(home, "/woocommerce", "store=other.example&way=consent")
                        .body())
                .contains("This link is for shop.example");
        assertThat(browser.post(home, "/woocommerce", "store=%3Cscript%3E&way=consent")
                        .body())
                .contains("This is not a web address")
                .doesNotContain("<script>");
    }

    @Test
    void withoutAPlatformThereIsAPickerWithSearch() {
        String home = mint(Optional.empty());
        Document all = Jsoup.parse(new Browser().get(home).body());
        Document some = Jsoup.parse(new Browser().get(home + "?q=wordpress").body());
        Document none = Jsoup.parse(new Browser().get(home + "?q=zzz").body());

        assertThat(all.select(".choice .what").eachText())
                .containsExactly(
                        "Shopify",
                        "WooCommerce",
                        "Adobe Commerce (Magento)",
                        "Akeneo",
                        "Product feed",
                        "BigCommerce",
                        "OpenAI",
                        "Google Merchant Center",
                        "Microsoft Merchant Center");
        assertThat(some.select(".choice .what").eachText()).containsExactly("WooCommerce");
        assertThat(none.text()).contains("No platform matches");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "es", "fr", "ar"})
    void everyLanguageIsWholeSmallAndSound(String language) {
        brandings.put(partner, Optional.empty(), Color.parse("#ffd400"), Optional.empty());
        String home = mint(Optional.empty());

        HttpResponse<String> answer = send("GET", home, "Accept-Language", language + ";q=0.9, xx");
        Document page = Jsoup.parse(answer.body());

        assertThat(page.select("html").attr("lang")).isEqualTo(language);
        assertThat(page.select("html").attr("dir")).isEqualTo(language.equals("ar") ? "rtl" : "ltr");
        assertThat(answer.body()).doesNotContain("{0}", "<b>").contains("Brand &lt;b&gt;");
        assertThat(page.select("script, [style], [onclick]")).isEmpty();
        assertSound(page);
        int styles = page.select("link[rel=stylesheet]").stream()
                .map(link ->
                        send("GET", URI.create(home).resolve(link.attr("href")).toString()))
                .mapToInt(sheet -> {
                    assertThat(sheet.statusCode()).isEqualTo(200);
                    return sheet.body().length();
                })
                .sum();
        assertThat(answer.body().length() + styles).isLessThan(LARGEST_PAGE);
    }

    /// What axe would say of structure: one h1, a name for every control, landmarks, a language, no doubled id.
    private static void assertSound(Document page) {
        assertThat(page.title()).isNotBlank();
        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.text()).doesNotContain("{0}", "{1}", "{2}");
        assertThat(page.select("main, header, footer")).hasSize(3);
        for (Element input : page.select("input:not([type=hidden])")) {
            assertThat(page.select("label[for=" + input.id() + "]").text()).isNotBlank();
        }
        assertThat(page.select("button, a").eachText())
                .allSatisfy(text -> assertThat(text).isNotBlank());
        assertThat(page.select("img:not([alt])")).isEmpty();
        List<String> ids = page.select("[id]").eachAttr("id");
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(page.select("meta[name=viewport]").attr("content")).doesNotContain("user-scalable");
    }

    @Test
    void everyPageCarriesTheGuards() {
        HttpResponse<String> answer = send("GET", mint(Optional.empty()));

        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.headers().firstValue("X-Robots-Tag").orElse("")).contains("noindex");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains(
                        "default-src 'none'",
                        "frame-ancestors 'none'",
                        "form-action 'self' https://app.partner.example")
                .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
                .contains("HttpOnly", "SameSite=Lax", "Path=/connect/");
    }

    @Test
    void aLogoIsShownFromThePageItself() {
        PartnerId branded = partners.create("Logo", List.of(REGISTERED), true).partner();
        brandings.put(
                branded,
                Optional.of("Shown Name"),
                Color.parse("#000080"),
                Optional.of(new Branding.Logo("image/png", new byte[] {1, 2, 3})));
        String home = home(sessions.mint(branded, merchant.id(), BACK, Optional.empty(), Optional.empty()));

        Document page = Jsoup.parse(send("GET", home).body());

        assertThat(page.select("header img").attr("src")).isEqualTo("data:image/png;base64,AQID");
        assertThat(page.select("header img").attr("alt")).isEqualTo("Shown Name");
    }

    private String mint(Optional<Platform> platform) {
        return home(sessions.mint(partner, merchant.id(), BACK, platform, Optional.of("n-0S6 &")));
    }

    private String home(ConnectSessions.Minted minted) {
        return "http://127.0.0.1:" + edge.port() + "/connect/" + minted.token();
    }

    private static String token(String home) {
        return home.substring(home.lastIndexOf('/') + 1);
    }

    private void lookAtOnce(String home) {
        try (ExecutorService many = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 40; i++) {
                many.execute(() -> send("GET", home));
            }
        }
    }

    private static String csrf(String html) {
        return Jsoup.parse(html).select("input[name=csrf]").attr("value");
    }

    private static String csrfOf(String home) {
        return java.util.HexFormat.of().formatHex(dev.aisle.base.ids.SecretToken.hash("form of " + token(home)));
    }

    private HttpResponse<String> post(String home, String path, String form, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(home + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        return send(request, headers);
    }

    private HttpResponse<String> send(String method, String address, String... headers) {
        return send(
                HttpRequest.newBuilder(URI.create(address)).method(method, HttpRequest.BodyPublishers.noBody()),
                headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /// Keeps its cookie, as a browser does.
    private final class Browser {

        private String cookie = "";

        HttpResponse<String> get(String address) {
            return kept(cookie.isEmpty() ? send("GET", address) : send("GET", address, "Cookie", cookie));
        }

        HttpResponse<String> start(String home) {
            get(home);
            return post(home, "", "platform=woocommerce");
        }

        HttpResponse<String> post(String home, String path, String form) {
            String fields = form + "&csrf=" + csrfOf(home);
            return kept(
                    cookie.isEmpty()
                            ? ConnectPageTest.this.post(home, path, fields)
                            : ConnectPageTest.this.post(home, path, fields, "Cookie", cookie));
        }

        private HttpResponse<String> kept(HttpResponse<String> answer) {
            answer.headers().firstValue("Set-Cookie").ifPresent(line -> {
                Matcher parts = COOKIE.matcher(line);
                cookie = parts.matches() ? parts.group(1) : cookie;
            });
            return answer;
        }
    }
}
