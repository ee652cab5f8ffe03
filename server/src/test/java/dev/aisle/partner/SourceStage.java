package dev.aisle.partner;

import dev.aisle.base.db.Database;
import dev.aisle.base.http.ImpatientHttp;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.base.jobs.Job;
import dev.aisle.base.jobs.Jobs;
import dev.aisle.market.listing.Listings;
import dev.aisle.market.listing.StoredListing;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.market.merchant.Domain;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.merchant.Platform;
import dev.aisle.market.taxonomy.Taxonomy;
import dev.aisle.partner.connection.Connection;
import dev.aisle.partner.connection.Connections;
import dev.aisle.partner.credentials.Credentials;
import dev.aisle.partner.credentials.SealingKeys;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.Source;
import dev.aisle.partner.source.akeneo.AkeneoMapping;
import dev.aisle.partner.source.akeneo.AkeneoSource;
import dev.aisle.partner.source.bigcommerce.BigCommerceSource;
import dev.aisle.partner.source.file.FeedFileSource;
import dev.aisle.partner.source.file.FeedFolder;
import dev.aisle.partner.source.magento.MagentoSource;
import dev.aisle.partner.source.shopify.ShopifyApp;
import dev.aisle.partner.source.shopify.ShopifySource;
import dev.aisle.partner.source.woocommerce.WooCommerceSource;
import dev.aisle.partner.sync.Deliveries;
import dev.aisle.partner.sync.SourceItems;
import dev.aisle.partner.sync.SyncState;
import dev.aisle.partner.sync.Syncs;
import dev.aisle.supply.Intake;
import dev.aisle.supply.normalize.Normalizer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A merchant with a simulated platform that is connected, its sync, and what came of it; our clock can be moved.
final class SourceStage implements AutoCloseable {

    static final int GOODS = 45;
    static final int PAGE = 20;
    static final String HOOK_SECRET = "abcDEF123";
    static final String APP_SECRET = "sample-street-secret";

    private static final AtomicInteger HOOKS = new AtomicInteger();
    private static final Normalizer NORMALIZER = new Normalizer(Taxonomy.shipped());

    final Platform platform;
    final Simulator simulator;
    final Merchant merchant;
    final Listings listings;
    final Syncs syncs;
    final SourceItems items;
    final Credentials credentials;
    final Source honest;
    private final String hook = "hook-" + HOOKS.incrementAndGet();
    private final Database database;
    private final OutsideHttp http;
    private final Connections connections;
    private final Deliveries deliveries;
    private final Merchants merchants;
    /// The guard that the play is to do without.
    Unguarded.Guard off = Unguarded.Guard.NONE;
    private Source source;
    private SourceSync sync;
    private Duration ahead = Duration.ZERO;

    SourceStage(Platform platform, Database database, Path folder) {
        this(platform, database, folder, GOODS);
    }

    SourceStage(Platform platform, Database database, Path folder, int goods) {
        this.platform = platform;
        this.database = database;
        this.simulator = Simulator.open(platform, goods, InstantSource.system());
        InstantSource time = this::now;
        String host = simulator.origin().getRawAuthority();
        this.http = ImpatientHttp.to(host);
        this.merchants = new Merchants(database.db(), time);
        Domain domain =
                Domain.parse(host, List.of(host)) instanceof Domain.Parsed.Good good ? good.domain() : failed(host);
        this.merchant = merchants.findOrAdd(domain, Optional.empty()).merchant();
        this.listings = new Listings(database.db(), time);
        this.syncs = new Syncs(database.db());
        this.items = new SourceItems(database.db());
        this.deliveries = new Deliveries(database.db());
        this.connections = new Connections(database.db(), time);
        this.credentials = new Credentials(database.db(), new SealingKeys(folder.resolve("keys")));
        this.honest = reader(folder, time);
        this.source = honest;
        this.sync = syncWith(honest);
        Secret secret = secret();
        credentials.put(merchant.id(), platform, secret);
        syncs.put(merchant.id(), platform, simulator.store().toString(), Optional.of("USD"), hook());
        connections.begin(merchant.id(), platform);
        connections.activate(merchant.id(), platform);
    }

    private static Domain failed(String host) {
        throw new IllegalStateException("no domain: " + host);
    }

    Instant now() {
        return InstantSource.system().instant().plus(ahead);
    }

    /// Our clock is that much ahead of the platform's.
    void ahead(Duration by) {
        ahead = by;
    }

    private Source reader(Path folder, InstantSource time) {
        return switch (platform) {
            case SHOPIFY ->
                new ShopifySource(new ShopifyApp("sample-street-app", APP_SECRET, http, time), http, time, PAGE);
            case WOOCOMMERCE -> new WooCommerceSource(http, time, PAGE);
            case MAGENTO -> new MagentoSource(http, time, PAGE);
            case AKENEO -> new AkeneoSource(http, time, PAGE);
            case BIGCOMMERCE -> new BigCommerceSource(http, time, PAGE);
            case PRODUCT_FEED ->
                new FeedFileSource(
                        http,
                        new FeedFolder(folder.resolve("feeds-in"), time),
                        merchant -> listings.counts(merchant, platform).shown(),
                        time);
            default -> throw new IllegalArgumentException("no source here for " + platform);
        };
    }

    private Secret secret() {
        String key = simulator.office("key");
        return switch (platform) {
            case SHOPIFY ->
                new Secret(Simulator.pairs(key))
                        .with("expires_at", now().plus(Duration.ofHours(1)).toString());
            case WOOCOMMERCE ->
                new Secret(Map.of(
                        "consumer_key", key.split(" ", -1)[0],
                        "consumer_secret", key.strip().split(" ", -1)[1],
                        "webhook_secret", HOOK_SECRET));
            case AKENEO -> akeneo(new Secret(Simulator.pairs(key)));
            case BIGCOMMERCE -> new Secret(Simulator.pairs(key)).with("webhook_secret", HOOK_SECRET);
            case PRODUCT_FEED ->
                new Secret(Simulator.pairs(key)).with("url", simulator.store().toString());
            default -> new Secret(Simulator.pairs(key));
        };
    }

    private Secret akeneo(Secret entered) {
        AkeneoSource pim = (AkeneoSource) honest;
        if (!(pim.learn(new Access(merchant, simulator.origin(), Optional.of("USD"), entered))
                instanceof AkeneoSource.Known.Good known)) {
            throw new IllegalStateException("the PIM lets nobody in");
        }
        return AkeneoMapping.guess(known.attributes())
                .into(known.secret())
                .with("map.link", simulator.origin() + "/p/{sku}")
                .with("channel", "ecommerce")
                .with("locale", "en_US")
                .with("webhook_secret", HOOK_SECRET);
    }

    private SourceSync syncWith(Source source) {
        return new SourceSync(
                database.db(),
                new SourceSync.Tables(merchants, connections, credentials, syncs, items, deliveries),
                Map.of(platform, source),
                new Intake(NORMALIZER, listings),
                listings,
                new Jobs(database.db()),
                (MerchantId ignored) -> {},
                pause -> true,
                this::now);
    }

    /// From now on another source is asked in its place, such as one with a guard switched off.
    void with(UnaryOperator<Source> change) {
        restart(change.apply(source));
    }

    /// The source that is asked now.
    Source source() {
        return source;
    }

    /// A process that begins anew.
    void restart(Source other) {
        source = other;
        sync = syncWith(other);
    }

    Job.Next run() {
        return sync.sync(SourceSync.key(merchant.id(), platform));
    }

    Job.Next hear() {
        return sync.hear(SourceSync.key(merchant.id(), platform));
    }

    boolean told(Source.Call call) {
        return sync.told(hook(), call);
    }

    private String hook() {
        return hook;
    }

    Access access() {
        Function<Secret, Access> with = secret -> new Access(merchant, simulator.store(), Optional.of("USD"), secret);
        return with.apply(credentials.find(merchant.id(), platform).orElseThrow());
    }

    SyncState state() {
        return syncs.find(merchant.id(), platform).orElseThrow();
    }

    Connection row() {
        return connections.list(merchant.id()).stream()
                .filter(it -> it.platform() == platform)
                .findFirst()
                .orElseThrow();
    }

    /// How many listings are shown now, and the price of each page's first.
    long shown() {
        return listings.counts(merchant.id(), platform).shown();
    }

    Map<String, Long> live() {
        Map<String, Long> prices = new HashMap<>();
        simulator
                .units()
                .forEach(unit -> at(unit).forEach(it ->
                        prices.put(it.shown().key().item(), it.shown().price().amount())));
        return prices;
    }

    List<StoredListing> at(Simulator.Unit unit) {
        return listings.byUrl(UrlKey.of(URI.create(address(unit)))).stream()
                .filter(it -> it.shown().key().merchant().equals(merchant.id()))
                .toList();
    }

    private String address(Simulator.Unit unit) {
        return platform == Platform.AKENEO ? simulator.origin() + "/p/" + unit.sku() : unit.address();
    }

    @Override
    public void close() {
        http.close();
        simulator.close();
    }
}
