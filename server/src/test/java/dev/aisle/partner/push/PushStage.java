package dev.aisle.partner.push;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.Db;
import dev.aisle.base.http.ImpatientHttp;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.base.jobs.Job;
import dev.aisle.base.jobs.Jobs;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.Listings;
import dev.aisle.market.listing.SampleListing;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.merchant.Platform;
import dev.aisle.market.product.MerchantOffers;
import dev.aisle.market.taxonomy.Taxonomy;
import dev.aisle.partner.Simulator;
import dev.aisle.partner.SourceSync;
import dev.aisle.partner.connection.Connection;
import dev.aisle.partner.connection.Connections;
import dev.aisle.partner.credentials.Credentials;
import dev.aisle.partner.credentials.SealingKeys;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.destination.google.GoogleFeed;
import dev.aisle.partner.destination.microsoft.MicrosoftFeed;
import dev.aisle.partner.feed.OfferItems;
import dev.aisle.partner.rule.FeedRules;
import dev.aisle.supply.MatchingRun;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A merchant whose items are told to a simulated outlet; the clock can be moved.
public final class PushStage implements AutoCloseable {

    final MerchantId merchant;
    final Platform platform;
    final Simulator simulator;
    final Listings listings;
    final MatchingRun matching;
    final Pushes pushes;
    final FeedRules rules;
    final Connections connections;
    final Credentials credentials;
    final Outlet outlet;
    private final Database database;
    private final Merchants merchants;
    private final OutsideHttp http;
    private Instant now;
    private PushRun run;

    PushStage(String merchant, Platform platform, Database database, Path folder) {
        this.merchant = new MerchantId(merchant);
        this.platform = platform;
        this.database = database;
        this.now = Instant.parse("2026-11-01T12:00:00Z");
        InstantSource time = this::now;
        this.simulator = Simulator.open(platform, 0, time);
        this.http = ImpatientHttp.to(simulator.origin().getRawAuthority());
        this.listings = new Listings(database.db(), time);
        this.matching = new MatchingRun(database.db(), listings, time);
        this.merchants = new Merchants(database.db(), time);
        this.connections = new Connections(database.db(), time);
        this.credentials = new Credentials(database.db(), new SealingKeys(folder.resolve("keys")));
        this.pushes = new Pushes(database.db(), new Jobs(database.db()), time);
        this.rules = new FeedRules(database.db(), time);
        this.outlet = outlet(platform, http, simulator.origin(), time);
        database.db()
                .execute(
                        "insert into merchants (id, domain, scheme, name, created_at) values (?, ?, 'https', ?, now())",
                        merchant,
                        merchant + ".example",
                        "Shop " + merchant);
        this.run = with(outlet);
    }

    /// The real one, told of a simulator.
    public static Outlet outlet(Platform platform, OutsideHttp http, URI origin, InstantSource time) {
        return platform == Platform.GOOGLE
                ? new GoogleOutlet(http, origin, origin.resolve("/token"), time)
                : new MicrosoftOutlet(http, origin.resolve("/shopping/v9.1/bmc"), origin.resolve("/token"), time);
    }

    /// For tests of those who begin and end pushes.
    public static PushRun pushes(
            Db db, SourceSync.Tables tables, Listings listings, List<Outlet> outlets, InstantSource time) {
        return new PushRun(
                db,
                new PushRun.Tables(
                        tables.merchants(),
                        tables.connections(),
                        tables.credentials(),
                        new Pushes(db, new Jobs(db), time)),
                new OfferItems(db, listings, Taxonomy.shipped(), new FeedRules(db, time), time),
                new MerchantOffers(db, listings),
                outlets,
                List.of(new GoogleFeed(), new MicrosoftFeed()),
                time);
    }

    /// A process that begins anew, with another outlet.
    PushRun with(Outlet other) {
        InstantSource time = this::now;
        run = new PushRun(
                database.db(),
                new PushRun.Tables(merchants, connections, credentials, pushes),
                new OfferItems(database.db(), listings, Taxonomy.shipped(), rules, time),
                new MerchantOffers(database.db(), listings),
                List.of(other),
                List.of(new GoogleFeed(), new MicrosoftFeed()),
                time);
        return run;
    }

    Secret secret() {
        Map<String, String> values = new HashMap<>();
        outlet.entries().forEach(it -> values.put(it.name(), it.fallback()));
        values.putAll(Simulator.pairs(simulator.office("key")));
        return new Secret(values);
    }

    Outlet.Tried tried(Secret secret) {
        return outlet.open(new Outlet.Account(merchant, secret, ignored -> {}));
    }

    /// As the hosted page does it.
    void connect() {
        Secret good = tried(secret()) instanceof Outlet.Tried.Open open ? open.secret() : secret();
        database.db().transact(() -> {
            run.open(merchant, platform, good);
            connections.begin(merchant, platform);
            connections.activate(merchant, platform);
        });
    }

    /// False where these credentials are of a place that must wait.
    boolean open(Secret good) {
        return database.db().inTransaction(() -> run.open(merchant, platform, good));
    }

    /// As the merchant does it.
    void disconnect() {
        database.db().transact(() -> {
            run.close(merchant, platform);
            connections.end(merchant, platform);
        });
    }

    Job.Next tell() {
        return run.tell(Pushes.key(merchant, platform));
    }

    /// Sells, and lets the push know of what the graph's log says.
    void sell(SampleListing... said) {
        List<Listing> batch =
                Stream.of(said).map(it -> it.seenAt(now).listing()).toList();
        listings.put(batch);
        changed();
    }

    void remove(String... items) {
        for (int time = 1; time <= 2; time++) {
            listings.missingItems(merchant, Platform.WEB_CRAWL, List.of(items), now.plusSeconds(time));
        }
        changed();
    }

    private void changed() {
        matching.drain();
        database.db()
                .transact(() -> run.changed(database.db()
                        .list(
                                "select distinct id from product_changes where xid = (select max(xid) from product_changes)",
                                row -> row.text("id"))));
    }

    SampleListing lamp(String item) {
        return SampleListing.at(merchant.value(), item)
                .titled("Lamp " + item)
                .brand("Lux")
                .described("It shines.")
                .pictured("https://cdn.example/picture.jpg");
    }

    SampleListing shoe(String item, String size) {
        return SampleListing.at(merchant.value(), item)
                .titled("Pace running shoe")
                .brand("Pace")
                .described("Light.")
                .group("pace")
                .option("Size", size)
                .pictured("https://cdn.example/shoe.jpg");
    }

    /// What the outlet holds: id, title, price, group.
    List<List<String>> held() {
        List<List<String>> held = new ArrayList<>();
        simulator
                .office("items")
                .lines()
                .filter(it -> !it.isBlank())
                .forEach(it -> held.add(List.of(it.split("\t", -1))));
        return held;
    }

    List<String> heldTitles() {
        return held().stream().map(it -> it.get(1)).toList();
    }

    Connection row() {
        return connections.list(merchant).stream()
                .filter(it -> it.platform() == platform)
                .findFirst()
                .orElseThrow();
    }

    void later(Duration by) {
        now = now.plus(by);
    }

    Instant now() {
        return now;
    }

    @Override
    public void close() {
        matching.close();
        http.close();
        simulator.close();
    }
}
