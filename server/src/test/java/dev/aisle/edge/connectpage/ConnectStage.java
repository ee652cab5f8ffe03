package dev.aisle.edge.connectpage;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.base.http.FetchAllow;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.base.ids.SecretToken;
import dev.aisle.base.ids.Ulid;
import dev.aisle.base.jobs.Jobs;
import dev.aisle.edge.HttpEdge;
import dev.aisle.edge.wire.Arrivals;
import dev.aisle.market.listing.Listings;
import dev.aisle.market.merchant.Domain;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.merchant.Platform;
import dev.aisle.market.partner.Brandings;
import dev.aisle.market.partner.PartnerId;
import dev.aisle.market.partner.Partners;
import dev.aisle.market.taxonomy.Taxonomy;
import dev.aisle.partner.Connecting;
import dev.aisle.partner.SourceSync;
import dev.aisle.partner.connect.ConnectSessions;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;

/// The hosted page of one partner and one merchant, served from a database of its own at a time that tests move, and
/// browsers that visit it.
final class ConnectStage implements AutoCloseable {

    static final String BACK = "https://app.partner.example/done?org=7";
    static final String REGISTERED = "https://app.partner.example/done";
    private static final Pattern COOKIE = Pattern.compile("(aisle_connect=[^;]+);.*");

    final Partners partners;
    final Brandings brandings;
    final ConnectSessions sessions;
    final Connections connections;
    final PartnerId partner;
    final Merchant merchant;
    Instant now = Instant.parse("2026-11-21T12:00:00Z");

    final Arrivals arrivals = new Arrivals();
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final Database database;
    private final OutsideHttp outside;
    private final HttpEdge edge;

    /// @param folder for keys and feeds
    ConnectStage(Path folder) {
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
                arrivals,
                time);
        edge = HttpEdge.start("127.0.0.1", 0, () -> true, List.of(page));
        partner =
                partners.create("Brand <b>& Co</b>", List.of(REGISTERED), true).partner();
        merchant = merchants
                .findOrAdd(new Domain("shop.example", "https"), Optional.of("The Shop"))
                .merchant();
    }

    @Override
    public void close() {
        edge.close();
        outside.close();
        database.close();
        http.close();
    }

    /// A link that no session has.
    String unknown() {
        return "http://127.0.0.1:" + edge.port() + "/connect/" + "x".repeat(43);
    }

    String mint(Optional<Platform> platform) {
        return home(sessions.mint(partner, merchant.id(), BACK, platform, Optional.of("n-0S6 &")));
    }

    String home(ConnectSessions.Minted minted) {
        return "http://127.0.0.1:" + edge.port() + "/connect/" + minted.token();
    }

    static String token(String home) {
        return home.substring(home.lastIndexOf('/') + 1);
    }

    static String csrf(String html) {
        return Jsoup.parse(html).select("input[name=csrf]").attr("value");
    }

    static String csrfOf(String home) {
        return HexFormat.of().formatHex(SecretToken.hash("form of " + token(home)));
    }

    HttpResponse<String> post(String home, String path, String form, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(home + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        return send(request, headers);
    }

    HttpResponse<String> send(String method, String address, String... headers) {
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
    final class Browser {

        String cookie = "";

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
                            ? ConnectStage.this.post(home, path, fields)
                            : ConnectStage.this.post(home, path, fields, "Cookie", cookie));
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
