package dev.aisle.edge.connectpage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.base.http.ImpatientHttp;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.base.ids.Ulid;
import dev.aisle.base.jobs.Jobs;
import dev.aisle.edge.HttpEdge;
import dev.aisle.edge.feeds.FeedDownloads;
import dev.aisle.edge.wire.Arrivals;
import dev.aisle.market.listing.Listings;
import dev.aisle.market.listing.SampleListing;
import dev.aisle.market.merchant.Domain;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.merchant.Platform;
import dev.aisle.market.partner.Brandings;
import dev.aisle.market.partner.PartnerId;
import dev.aisle.market.partner.Partners;
import dev.aisle.market.product.Products;
import dev.aisle.market.taxonomy.Taxonomy;
import dev.aisle.partner.Connecting;
import dev.aisle.partner.ConnectionStates;
import dev.aisle.partner.Simulator;
import dev.aisle.partner.SourceSync;
import dev.aisle.partner.connect.ConnectSessions;
import dev.aisle.partner.connection.Connection;
import dev.aisle.partner.connection.Connection.Status;
import dev.aisle.partner.connection.Connection.Sync.State;
import dev.aisle.partner.connection.Connections;
import dev.aisle.partner.credentials.Credentials;
import dev.aisle.partner.credentials.SealingKeys;
import dev.aisle.partner.destination.Destination;
import dev.aisle.partner.destination.google.GoogleFeed;
import dev.aisle.partner.destination.microsoft.MicrosoftFeed;
import dev.aisle.partner.destination.openai.OpenAiFeed;
import dev.aisle.partner.feed.FeedPublishing;
import dev.aisle.partner.feed.Feeds;
import dev.aisle.partner.push.PushRun;
import dev.aisle.partner.push.PushStage;
import dev.aisle.partner.rule.FeedRules;
import dev.aisle.partner.source.akeneo.AkeneoSource;
import dev.aisle.partner.source.file.FeedFileSource;
import dev.aisle.partner.source.file.FeedFolder;
import dev.aisle.partner.source.woocommerce.WooCommerceDoor;
import dev.aisle.partner.sync.Deliveries;
import dev.aisle.partner.sync.SourceItems;
import dev.aisle.partner.sync.Syncs;
import dev.aisle.supply.Intake;
import dev.aisle.supply.MatchingRun;
import dev.aisle.supply.crawl.Crawls;
import dev.aisle.supply.normalize.Normalizer;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The hosted page for destinations, from the first look to the end of the connection, with what the partner reads
/// meanwhile.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DestinationFlowTest {

    private static final String BACK = "https://app.partner.example/back";

    private final InstantSource time = () -> Instant.parse("2026-11-01T12:00:00Z");
    private Database database;
    private Simulator google;
    private Simulator microsoft;
    private OutsideHttp googleHttp;
    private OutsideHttp microsoftHttp;
    private ConnectSessions sessions;
    private ConnectionStates states;
    private Credentials credentials;
    private PartnerId partner;
    private Merchants merchants;
    private Listings listings;
    private MatchingRun matching;
    private Feeds feeds;
    private FeedPublishing publishing;
    private PushRun pushes;
    private HttpEdge edge;
    private Merchant merchant;
    private HttpClient browser;
    private int shops;

    @BeforeAll
    void serve(@TempDir Path folder) throws IOException {
        database = TestDatabase.fresh();
        google = Simulator.open(Platform.GOOGLE, 0, time);
        microsoft = Simulator.open(Platform.MICROSOFT, 0, time);
        googleHttp = ImpatientHttp.to(google.origin().getRawAuthority());
        microsoftHttp = ImpatientHttp.to(microsoft.origin().getRawAuthority());
        Ulid ids = new Ulid(time);
        Partners partners = new Partners(database.db(), time, ids);
        partner = partners.create("Partner", List.of(BACK), false).partner();
        merchants = new Merchants(database.db(), time);
        listings = new Listings(database.db(), time);
        matching = new MatchingRun(database.db(), listings, time);
        sessions = new ConnectSessions(database.db(), time, ids);
        Connections connections = new Connections(database.db(), time);
        credentials = new Credentials(database.db(), new SealingKeys(folder.resolve("keys")));
        SourceSync.Tables tables = new SourceSync.Tables(
                merchants,
                connections,
                credentials,
                new Syncs(database.db()),
                new SourceItems(database.db()),
                new Deliveries(database.db()));
        Jobs jobs = new Jobs(database.db());
        int port = freePort();
        String base = "http://127.0.0.1:" + port;
        feeds = new Feeds(database.db(), time, base, folder.resolve("feeds"));
        List<Destination> destinations = List.of(new OpenAiFeed(), new GoogleFeed(), new MicrosoftFeed());
        publishing = new FeedPublishing(
                database.db(),
                feeds,
                merchants,
                listings,
                new Products(database.db(), listings).changes(),
                Taxonomy.shipped(),
                destinations,
                new FeedRules(database.db(), time),
                time);
        pushes = PushStage.pushes(
                database.db(),
                tables,
                listings,
                List.of(
                        PushStage.outlet(Platform.GOOGLE, googleHttp, google.origin(), time),
                        PushStage.outlet(Platform.MICROSOFT, microsoftHttp, microsoft.origin(), time)),
                time);
        SourceSync sync = new SourceSync(
                database.db(),
                tables,
                Map.of(),
                new Intake(new Normalizer(Taxonomy.shipped()), listings),
                listings,
                jobs,
                ignored -> {},
                time);
        Connecting connecting = new Connecting(
                database.db(), sessions, jobs, tables, Map.of(), sync, feeds, pushes, hook -> base + hook, time);
        states = new ConnectionStates(
                connections,
                new Crawls(database.db(), time),
                listings,
                feeds,
                destinations,
                (merchant, source) -> Optional.empty(),
                time);
        FeedFolder uploads = new FeedFolder(folder.resolve("uploads"), time);
        edge = HttpEdge.start(
                "127.0.0.1",
                port,
                () -> true,
                List.of(
                        new ConnectPage(
                                new ConnectPage.Tables(sessions, partners, new Brandings(database.db()), merchants),
                                connecting,
                                states::list,
                                new ConnectPage.Doors(
                                        new WooCommerceDoor(googleHttp, time),
                                        new AkeneoSource(googleHttp, time),
                                        Optional.empty(),
                                        new ConnectPage.FeedDoor(
                                                new FeedFileSource(googleHttp, uploads, ignored -> 0, time),
                                                uploads,
                                                tables.syncs().badRows())),
                                new ConnectPage.Addresses(base, base, List.of()),
                                new Arrivals(),
                                time),
                        new FeedDownloads(base, feeds::file)));
    }

    private static int freePort() throws IOException {
        try (var socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    void stop() {
        edge.close();
        publishing.close();
        matching.close();
        googleHttp.close();
        microsoftHttp.close();
        google.close();
        microsoft.close();
        database.close();
    }

    @BeforeEach
    void openShop() {
        shops++;
        String domain = "shop" + shops + ".example";
        merchant = merchants
                .findOrAdd(new Domain(domain, "https"), Optional.of("Shop " + shops))
                .merchant();
        listings.put(List.of(SampleListing.at(merchant.id().value(), "lamp")
                .titled("Lamp of shop " + shops)
                .brand("Lux")
                .described("It shines.")
                .pictured("https://cdn.example/lamp.jpg")
                .seenAt(time.instant())
                .listing()));
        matching.drain();
        database.db()
                .execute(
                        "update listings set document = replace(document, ?, ?) where merchant_id = ?",
                        merchant.id().value() + ".example",
                        domain,
                        merchant.id().value());
        browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAI", "GOOGLE", "MICROSOFT"})
    void aFeedIsBegunShownConfirmedAndEnded(Platform platform) throws Exception {
        String home = start(platform);
        assertThat(row(platform).status()).isEqualTo(Status.PENDING);

        assertThat(post(home, platform, "way", "begin").body()).contains("Your file is being written");
        assertThat(row(platform).status()).isEqualTo(Status.ACTIVE);
        assertThat(row(platform).sync().state()).contains(State.PENDING);
        publishing.publishDue();
        String url = row(platform).feedUrl().orElseThrow();
        assertThat(row(platform).sync().state()).contains(State.ACTION_REQUIRED);
        assertThat(row(platform).sync().itemsSynced()).isEqualTo(1);
        assertThat(get(home + "/" + platform.slug()).body()).contains(url);
        assertThat(get(url).statusCode()).isEqualTo(200);

        assertThat(post(home, platform, "way", "confirm").headers().firstValue("Location"))
                .hasValueSatisfying(it -> assertThat(it).endsWith("/done"));
        assertThat(row(platform).sync().state()).contains(State.LIVE);
        assertThat(get(home + "/done").body()).contains("1 products are in the file");

        String again = start(platform);
        post(again, platform, "way", "end");

        assertThat(row(platform).status()).isEqualTo(Status.DISCONNECTED);
        assertThat(row(platform).feedUrl()).isEmpty();
        assertThat(get(url).statusCode()).isEqualTo(404);
        publishing.publishDue();
        assertThat(get(url).statusCode()).as("after the next writings").isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAI", "GOOGLE", "MICROSOFT"})
    void aFeedThatIsConnectedAgainHasTheSameAddress(Platform platform) throws Exception {
        post(start(platform), platform, "way", "begin");
        publishing.publishDue();
        String url = row(platform).feedUrl().orElseThrow();
        post(start(platform), platform, "way", "end");

        post(start(platform), platform, "way", "begin");
        publishing.publishDue();

        assertThat(row(platform).status()).isEqualTo(Status.ACTIVE);
        assertThat(row(platform).feedUrl()).contains(url);
        assertThat(get(url).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(names = {"GOOGLE", "MICROSOFT"})
    void withCredentialsItemsAreToldAndNoFileIsServed(Platform platform) throws Exception {
        post(start(platform), platform, "way", "begin");
        publishing.publishDue();
        String url = row(platform).feedUrl().orElseThrow();
        String home = start(platform);
        assertThat(Jsoup.parse(post(home, platform, "way", "enter").body()).select("input[type=password]"))
                .isNotEmpty();

        HttpResponse<String> entered = entered(home, platform, key(platform));

        assertThat(entered.headers().firstValue("Location"))
                .hasValueSatisfying(it -> assertThat(it).endsWith("/done"));
        assertThat(row(platform).status()).isEqualTo(Status.ACTIVE);
        assertThat(row(platform).feedUrl()).isEmpty();
        assertThat(get(url).statusCode()).isEqualTo(404);
        tell(platform);
        assertThat(row(platform).sync().state()).contains(State.LIVE);
        assertThat(row(platform).sync().itemsSynced()).isEqualTo(1);
        assertThat(simulator(platform).office("items")).contains("Lamp of shop " + shops + "\t");
        assertThat(get(home + "/done").body()).contains("1 products were sent");

        String manage = start(platform);
        assertThat(get(manage + "/" + platform.slug()).body()).contains("are sent to " + platform.displayName());
        post(manage, platform, "way", "end");

        assertThat(row(platform).status()).isEqualTo(Status.DISCONNECTED);
        tell(platform);
        assertThat(simulator(platform).office("items")).doesNotContain("Lamp of shop " + shops + "\t");
        assertThat(credentials.find(merchant.id(), platform)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"GOOGLE", "MICROSOFT"})
    void credentialsThatAreRefusedAreNeitherKeptNorShownAgain(Platform platform) throws Exception {
        String home = start(platform);
        Map<String, String> wrong = new java.util.TreeMap<>(key(platform));
        String secret = platform == Platform.GOOGLE ? "key_file" : "refresh_token";
        wrong.put(secret, "MARKED-" + wrong.get(secret));

        HttpResponse<String> refused = entered(home, platform, wrong);

        assertThat(refused.statusCode()).isEqualTo(200);
        assertThat(Jsoup.parse(refused.body()).select("[role=alert]")).isNotEmpty();
        assertThat(refused.body()).doesNotContain("MARKED");
        assertThat(credentials.find(merchant.id(), platform)).isEmpty();
        assertThat(row(platform).status()).isEqualTo(Status.PENDING);
    }

    private Simulator simulator(Platform platform) {
        return platform == Platform.GOOGLE ? google : microsoft;
    }

    private Map<String, String> key(Platform platform) {
        return Simulator.pairs(simulator(platform).office("key"));
    }

    private void tell(Platform platform) {
        pushes.tell(merchant.id().value() + "/" + platform.slug());
    }

    private Connection row(Platform platform) {
        return states.list(merchant.id()).stream()
                .filter(it -> it.platform() == platform)
                .findFirst()
                .orElseThrow();
    }

    /// A session of its own, begun; gives its address.
    private String start(Platform platform) throws Exception {
        ConnectSessions.Minted minted =
                sessions.mint(partner, merchant.id(), BACK, Optional.of(platform), Optional.empty());
        String home = "http://127.0.0.1:" + edge.port() + "/connect/" + minted.token();
        String csrf = csrf(get(home).body());
        HttpResponse<String> begun = send(home, Map.of("platform", platform.slug(), "csrf", csrf));
        assertThat(begun.headers().firstValue("Location"))
                .hasValueSatisfying(it -> assertThat(it).endsWith("/" + platform.slug()));
        return home;
    }

    private HttpResponse<String> entered(String home, Platform platform, Map<String, String> said) throws Exception {
        Map<String, String> form = new java.util.TreeMap<>(said);
        form.put("way", "push");
        form.put("csrf", csrf(get(home + "/" + platform.slug()).body()));
        return send(home + "/" + platform.slug(), form);
    }

    private HttpResponse<String> post(String home, Platform platform, String name, String value) throws Exception {
        String csrf = csrf(get(home + "/" + platform.slug()).body());
        return send(home + "/" + platform.slug(), Map.of(name, value, "csrf", csrf));
    }

    private static String csrf(String html) {
        return Jsoup.parse(html).select("input[name=csrf]").attr("value");
    }

    private HttpResponse<String> get(String address) throws Exception {
        return browser.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String address, Map<String, String> form) throws Exception {
        String fields = form.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return browser.send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(fields))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
