package dev.aisle;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.Db;
import dev.aisle.base.ids.Ulid;
import dev.aisle.base.jobs.Jobs;
import dev.aisle.edge.partnerapi.PartnerEvents;
import dev.aisle.market.affiliate.Programmes;
import dev.aisle.market.click.Clicks;
import dev.aisle.market.earning.TransactionImport;
import dev.aisle.market.earning.Transactions;
import dev.aisle.market.ledger.Ledger;
import dev.aisle.market.listing.Listings;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.merchant.Platform;
import dev.aisle.market.partner.Brandings;
import dev.aisle.market.partner.Partners;
import dev.aisle.market.product.Products;
import dev.aisle.market.taxonomy.Taxonomy;
import dev.aisle.market.vendor.Credits;
import dev.aisle.market.vendor.Vendors;
import dev.aisle.partner.ConnectionStates;
import dev.aisle.partner.FeedImport;
import dev.aisle.partner.Onboarding;
import dev.aisle.partner.PartnerNews;
import dev.aisle.partner.SourceSync;
import dev.aisle.partner.SubscriptionSteps;
import dev.aisle.partner.connect.ConnectSessions;
import dev.aisle.partner.connection.Connections;
import dev.aisle.partner.credentials.Credentials;
import dev.aisle.partner.credentials.KeptSecrets;
import dev.aisle.partner.credentials.SealingKeys;
import dev.aisle.partner.destination.Destination;
import dev.aisle.partner.destination.google.GoogleFeed;
import dev.aisle.partner.destination.microsoft.MicrosoftFeed;
import dev.aisle.partner.destination.openai.OpenAiFeed;
import dev.aisle.partner.feed.FeedPreview;
import dev.aisle.partner.feed.Feeds;
import dev.aisle.partner.push.Pushes;
import dev.aisle.partner.rule.FeedRules;
import dev.aisle.partner.source.akeneo.AkeneoSource;
import dev.aisle.partner.sync.BadRows;
import dev.aisle.partner.sync.Deliveries;
import dev.aisle.partner.sync.SourceItems;
import dev.aisle.partner.sync.Syncs;
import dev.aisle.partner.webhook.Notices;
import dev.aisle.partner.webhook.Webhooks;
import dev.aisle.supply.Explainer;
import dev.aisle.supply.Intake;
import dev.aisle.supply.ListingPipeline;
import dev.aisle.supply.MatchingRun;
import dev.aisle.supply.crawl.Crawls;
import dev.aisle.supply.extract.Extractor;
import dev.aisle.supply.matching.MatchEvidence;
import dev.aisle.supply.matching.Rulings;
import dev.aisle.supply.normalize.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/// Every object, built once, in order: the second file to read. What stands here is cheap and every command may use
/// it; what only a server has (the index, the workers, the surfaces) is in [ServerWiring].
public final class Wiring implements AutoCloseable {

    private final Settings settings;
    private final InstantSource time;
    private final Database database;
    private final Jobs jobs;
    private final Ulid ulid;
    private final Taxonomy taxonomy;
    private final Partners partners;
    private final Brandings brandings;
    private final Vendors vendors;
    private final Credits credits;
    private final Merchants merchants;
    private final Listings listings;
    private final Products products;
    private final MatchEvidence matchEvidence;
    private final Programmes programmes;
    private final Clicks clicks;
    private final Transactions transactions;
    private final Ledger ledger;
    private final Intake intake;
    private final ListingPipeline pipeline;
    private final Crawls crawls;
    private final Connections connections;
    private final List<Destination> destinations;
    private final FeedRules feedRules;
    private final Feeds feeds;
    private final Pushes pushes;
    private final ConnectSessions connectSessions;
    private final Credentials credentials;
    private final Webhooks webhooks;
    private final Notices notices;
    private final SourceSync.Tables sourceTables;
    private final ConnectionStates connectionStates;
    private final Onboarding onboarding;
    private final FeedImport feedImport;

    /// The system's, no finer than the database keeps it: what is told of a moment is what is read back of it.
    public static InstantSource clock() {
        return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
    }

    public Wiring(Settings settings, InstantSource time) {
        this.settings = settings;
        this.time = time;
        this.database =
                settings.databaseUrl().map(Database::external).orElseGet(() -> Database.embedded(settings.data()));
        Db db = database.db();
        this.jobs = new Jobs(db);
        this.ulid = new Ulid(time);
        this.taxonomy = settings.taxonomyFile().map(Taxonomy::of).orElseGet(Taxonomy::shipped);

        this.partners = new Partners(db, time, ulid);
        this.brandings = new Brandings(db);
        this.vendors = new Vendors(db, time);
        this.credits = new Credits(db, time);
        this.merchants = new Merchants(db, time);
        this.listings = new Listings(db, time);
        this.products = new Products(db, listings);
        this.matchEvidence = new MatchEvidence(db);
        this.programmes = new Programmes(db);
        this.clicks = new Clicks(db);
        this.transactions = new Transactions(db);
        this.ledger = new Ledger(db);

        this.intake = new Intake(new Normalizer(taxonomy), listings);
        this.pipeline = new ListingPipeline(new Extractor(), intake, listings);
        this.crawls = new Crawls(db, time);

        this.connections = new Connections(db, time);
        this.destinations = List.of(new OpenAiFeed(), new GoogleFeed(), new MicrosoftFeed());
        this.feedRules = new FeedRules(db, time);
        this.feeds = new Feeds(db, time, settings.feedsBase(), settings.data().resolve("feeds"));
        this.pushes = new Pushes(db, jobs, time);
        this.connectSessions = new ConnectSessions(db, time, ulid);
        SealingKeys sealing = new SealingKeys(settings.sealingKeys());
        this.credentials = new Credentials(db, sealing);
        this.webhooks = new Webhooks(db, time, ulid, new KeptSecrets(db, sealing));
        this.notices = new Notices(db, jobs, time, ulid);
        this.sourceTables = new SourceSync.Tables(
                merchants, connections, credentials, new Syncs(db), new SourceItems(db), new Deliveries(db));
        this.connectionStates = new ConnectionStates(
                connections,
                crawls,
                listings,
                feeds,
                destinations,
                new SubscriptionSteps(
                        sourceTables.syncs(),
                        Map.of(Platform.AKENEO, AkeneoSource::subscriptionStep),
                        this::hookAddress),
                time);
        this.onboarding = new Onboarding(db, merchants, connections, crawls::start, feeds::open);
        this.feedImport = new FeedImport(intake, time);
        new PartnerNews(merchants, listings, notices, new PartnerEvents(time)::body)
                .follow(onboarding, connections, crawls, feeds);
    }

    /// The public address of a hook, `platform/secret`.
    String hookAddress(String hook) {
        return settings.hooksBase() + "/v0/hooks/" + hook;
    }

    public Settings settings() {
        return settings;
    }

    public Partners partners() {
        return partners;
    }

    public Brandings brandings() {
        return brandings;
    }

    public Credentials credentials() {
        return credentials;
    }

    public Webhooks webhooks() {
        return webhooks;
    }

    public Notices notices() {
        return notices;
    }

    public Vendors vendors() {
        return vendors;
    }

    public Credits credits() {
        return credits;
    }

    public Merchants merchants() {
        return merchants;
    }

    public Products products() {
        return products;
    }

    public Programmes programmes() {
        return programmes;
    }

    Clicks clicks() {
        return clicks;
    }

    Transactions transactions() {
        return transactions;
    }

    public Ledger ledger() {
        return ledger;
    }

    /// For reports of networks.
    public TransactionImport transactionImport() {
        return new TransactionImport(database.db(), clicks, programmes, transactions, ledger, ulid, time);
    }

    public Explainer explainer() {
        return new Explainer(merchants, crawls, listings, products, matchEvidence);
    }

    public MatchEvidence matchEvidence() {
        return matchEvidence;
    }

    /// What operators say of pairs of listings.
    public Rulings rulings() {
        return new Rulings(database.db(), time);
    }

    /// A run of its own, not started; a server's runs in the background.
    public MatchingRun matchingRun() {
        return new MatchingRun(database.db(), listings, time);
    }

    public FeedImport feedImport() {
        return feedImport;
    }

    public Instant now() {
        return time.instant();
    }

    InstantSource time() {
        return time;
    }

    Database database() {
        return database;
    }

    Db db() {
        return database.db();
    }

    public Jobs jobs() {
        return jobs;
    }

    public Ulid ulid() {
        return ulid;
    }

    Taxonomy taxonomy() {
        return taxonomy;
    }

    public Listings listings() {
        return listings;
    }

    ListingPipeline pipeline() {
        return pipeline;
    }

    public Crawls crawls() {
        return crawls;
    }

    Intake intake() {
        return intake;
    }

    ConnectSessions connectSessions() {
        return connectSessions;
    }

    /// What could not be read of merchants' files.
    public BadRows badRows() {
        return sourceTables.syncs().badRows();
    }

    public SourceSync.Tables sourceTables() {
        return sourceTables;
    }

    public ConnectionStates connectionStates() {
        return connectionStates;
    }

    public List<Destination> destinations() {
        return destinations;
    }

    public Connections connections() {
        return connections;
    }

    public FeedRules feedRules() {
        return feedRules;
    }

    /// A merchant's feed as it would be written now.
    public FeedPreview feedPreview() {
        return new FeedPreview(db(), listings, taxonomy, feedRules, time);
    }

    public Feeds feeds() {
        return feeds;
    }

    public Pushes pushes() {
        return pushes;
    }

    /// What a destination is sent, by file or by calls, is made anew, such as after its feed rules changed.
    public void sendAgain(MerchantId merchant, Platform destination) {
        feeds.rewrite(merchant, destination);
        pushes.again(merchant, destination);
    }

    Onboarding onboarding() {
        return onboarding;
    }

    @Override
    public void close() {
        database.close();
    }
}
