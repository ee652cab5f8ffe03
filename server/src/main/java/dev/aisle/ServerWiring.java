package dev.aisle;

import dev.aisle.base.db.Signals;
import dev.aisle.base.http.FetchAllow;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.base.jobs.Job;
import dev.aisle.base.jobs.JobRunner;
import dev.aisle.base.money.Rates;
import dev.aisle.catalog.Catalog;
import dev.aisle.catalog.answer.ImageSearch;
import dev.aisle.catalog.buylink.BuyLinks;
import dev.aisle.catalog.index.IndexFollower;
import dev.aisle.catalog.index.lucene.LuceneIndex;
import dev.aisle.edge.agentprofile.AgentProfiles;
import dev.aisle.edge.buy.BuyRedirect;
import dev.aisle.edge.catalogapi.Answers;
import dev.aisle.edge.catalogapi.CatalogAnswers;
import dev.aisle.edge.catalogapi.CatalogApi;
import dev.aisle.edge.catalogapi.CatalogCalls;
import dev.aisle.edge.catalogapi.Discovery;
import dev.aisle.edge.catalogapi.KeptAnswers;
import dev.aisle.edge.catalogapi.KnownBrands;
import dev.aisle.edge.catalogapi.KnownCategories;
import dev.aisle.edge.catalogapi.KnownMerchants;
import dev.aisle.edge.catalogapi.LiveAnswers;
import dev.aisle.edge.catalogapi.Tools;
import dev.aisle.edge.catalogapi.Vocabulary;
import dev.aisle.edge.catalogmcp.CatalogTools;
import dev.aisle.edge.connectpage.ConnectPage;
import dev.aisle.edge.docs.ApiDocuments;
import dev.aisle.edge.docs.CrawlerPage;
import dev.aisle.edge.docs.DocsSite;
import dev.aisle.edge.docs.DocsTools;
import dev.aisle.edge.docs.Library;
import dev.aisle.edge.docs.OpenApi;
import dev.aisle.edge.feeds.FeedDownloads;
import dev.aisle.edge.hooks.MagentoCalls;
import dev.aisle.edge.hooks.PlatformHooks;
import dev.aisle.edge.hooks.WooCommerceCalls;
import dev.aisle.edge.mcp.McpEndpoint;
import dev.aisle.edge.partnerapi.PartnerApi;
import dev.aisle.edge.restv1.OfferEvents;
import dev.aisle.edge.restv1.RestV1;
import dev.aisle.edge.wire.AllowedHosts;
import dev.aisle.edge.wire.Arrivals;
import dev.aisle.edge.wire.Callers;
import dev.aisle.edge.wire.Gate;
import dev.aisle.edge.wire.Proxies;
import dev.aisle.edge.wire.RateLimits;
import dev.aisle.edge.wire.Surface;
import dev.aisle.edge.wire.UcpRenderer;
import dev.aisle.market.affiliate.Commissions;
import dev.aisle.market.click.ClickLog;
import dev.aisle.market.merchant.Platform;
import dev.aisle.market.product.MerchantOffers;
import dev.aisle.market.product.Product;
import dev.aisle.market.taxonomy.Brands;
import dev.aisle.market.taxonomy.Category;
import dev.aisle.market.taxonomy.Taxonomy;
import dev.aisle.market.vendor.VendorKeys;
import dev.aisle.partner.Connecting;
import dev.aisle.partner.ProductNews;
import dev.aisle.partner.SourceSync;
import dev.aisle.partner.feed.FeedPublishing;
import dev.aisle.partner.feed.OfferItems;
import dev.aisle.partner.push.GoogleOutlet;
import dev.aisle.partner.push.MicrosoftOutlet;
import dev.aisle.partner.push.PushRun;
import dev.aisle.partner.push.Pushes;
import dev.aisle.partner.source.Source;
import dev.aisle.partner.source.akeneo.AkeneoSource;
import dev.aisle.partner.source.bigcommerce.BigCommerceSource;
import dev.aisle.partner.source.file.FeedFileSource;
import dev.aisle.partner.source.file.FeedFolder;
import dev.aisle.partner.source.magento.MagentoSource;
import dev.aisle.partner.source.shopify.ShopifyApp;
import dev.aisle.partner.source.shopify.ShopifySource;
import dev.aisle.partner.source.woocommerce.WooCommerceDoor;
import dev.aisle.partner.source.woocommerce.WooCommerceSource;
import dev.aisle.partner.subscription.Subscriptions;
import dev.aisle.partner.webhook.Courier;
import dev.aisle.supply.KnownPages;
import dev.aisle.supply.LivePages;
import dev.aisle.supply.MatchingRun;
import dev.aisle.supply.crawl.Crawler;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What only a server has: the index with its follower, the crawler and the matching in the background, and the
/// surfaces that callers see. It goes with a [Wiring], and is closed before it.
public final class ServerWiring implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServerWiring.class);

    /// Of the memory for answers: what a search found takes less room than its answer, and lasts longer.
    private static final int SEARCHES_A_MEGABYTE = 256;

    private final LuceneIndex index;
    private final IndexFollower follower;
    private final MatchingRun matching;
    private final OutsideHttp outside;
    private final Crawler crawler;
    private final LivePages live;
    private final SourceSync sourceSync;
    private final PushRun pushes;
    private final Connecting connecting;
    private final OutsideHttp receivers;
    private final Courier courier;
    private final Subscriptions subscriptions;
    private final ProductNews productNews;
    private final JobRunner jobRunner;
    private final FeedPublishing feeds;
    private final ClickLog clicks;
    private final VendorKeys vendorKeys;
    private final Commissions commissions;
    private final Signals signals;
    private final KeptAnswers kept;
    private final List<Surface> surfaces;

    public ServerWiring(Wiring wiring) {
        Settings settings = wiring.settings();
        Taxonomy taxonomy = wiring.taxonomy();
        Brands brands = new Brands(wiring.db());
        this.index = LuceneIndex.open(
                settings.data().resolve("index"),
                slug -> line(taxonomy, slug),
                SEARCHES_A_MEGABYTE * settings.answerCacheMegabytes(),
                RateLimits::giveWay);
        this.follower = new IndexFollower(
                index,
                wiring.products().changes(),
                ids -> withKnownBrands(wiring.products().byIds(ids), brands),
                new UcpRenderer());
        this.matching = new MatchingRun(wiring.db(), wiring.listings(), wiring.time());
        matching.onChange(follower::wake);

        this.outside = new OutsideHttp(FetchAllow.of(settings.fetchAllow()), settings.crawlerAgent());
        Crawler.Manners manners = Crawler.Manners.of(settings.fetchPerSecond(), settings.crawlerAgent());
        this.crawler = new Crawler(
                wiring.db(), wiring.crawls(), wiring.merchants(), outside, wiring.pipeline(), wiring.time(), manners);

        this.live = new LivePages(
                crawler::visit,
                wiring.merchants(),
                wiring.listings(),
                settings.fetchAllow(),
                matching::signal,
                wiring.time());
        Optional<ShopifyApp> shopify = settings.shopifyClientId()
                .flatMap(id -> settings.shopifyClientSecret()
                        .map(secret -> new ShopifyApp(id, secret, outside, wiring.time())));
        FeedFolder feedFolder = new FeedFolder(settings.data().resolve("feeds-in"), wiring.time());
        FeedFileSource feedFiles = new FeedFileSource(
                outside,
                feedFolder,
                merchant -> wiring.listings()
                        .counts(merchant, Platform.PRODUCT_FEED)
                        .shown(),
                wiring.time());
        Map<Platform, Source> sources = sources(wiring, shopify, feedFiles);
        this.sourceSync = new SourceSync(
                wiring.db(),
                wiring.sourceTables(),
                sources,
                wiring.intake(),
                wiring.listings(),
                wiring.jobs(),
                wiring.crawls()::readAgain,
                wiring.time());
        this.pushes = new PushRun(
                wiring.db(),
                new PushRun.Tables(wiring.merchants(), wiring.connections(), wiring.credentials(), wiring.pushes()),
                new OfferItems(wiring.db(), wiring.listings(), taxonomy, wiring.feedRules(), wiring.time()),
                new MerchantOffers(wiring.db(), wiring.listings()),
                List.of(
                        new GoogleOutlet(outside, settings.googleApiUrl(), settings.googleTokenUrl(), wiring.time()),
                        new MicrosoftOutlet(
                                outside, settings.microsoftApiUrl(), settings.microsoftTokenUrl(), wiring.time())),
                wiring.destinations(),
                wiring.time());
        this.connecting = new Connecting(
                wiring.db(),
                wiring.connectSessions(),
                wiring.jobs(),
                wiring.sourceTables(),
                sources,
                sourceSync,
                wiring.feeds(),
                pushes,
                wiring::hookAddress,
                wiring.time());
        this.receivers = new OutsideHttp(
                FetchAllow.of(settings.fetchAllow()), "Aisle-Webhooks/" + Settings.version(), Courier.PATIENCE);
        this.courier = new Courier(wiring.db(), wiring.webhooks(), wiring.notices(), receivers::send, wiring.time());
        this.subscriptions = new Subscriptions(wiring.db(), wiring.time(), wiring.ulid());
        this.productNews = new ProductNews(
                wiring.db(),
                wiring.products(),
                subscriptions,
                wiring.notices(),
                wiring.jobs(),
                new OfferEvents(new BuyLinks(settings.buyBase()), wiring.time())::body,
                wiring.time());
        this.jobRunner = new JobRunner(wiring.database(), jobs(), wiring.time());
        this.feeds = new FeedPublishing(
                wiring.db(),
                wiring.feeds(),
                wiring.merchants(),
                wiring.listings(),
                wiring.products().changes(),
                taxonomy,
                wiring.destinations(),
                wiring.feedRules(),
                wiring.time());
        feeds.onChange(pushes::changed);

        this.vendorKeys = new VendorKeys(wiring.vendors(), wiring.time());
        vendorKeys.refresh();
        this.commissions = new Commissions(wiring.programmes()::all, wiring.time());
        commissions.refresh();
        this.signals = new Signals(
                wiring.database(), Map.of("vendor_keys", vendorKeys::refresh, "programmes", commissions::refresh));
        this.clicks = new ClickLog(wiring.clicks()::add);
        this.kept = new KeptAnswers((long) settings.answerCacheMegabytes() << 20, index::generation);
        this.surfaces = surfaces(
                wiring, settings, manners, shopify, new ConnectPage.FeedDoor(feedFiles, feedFolder, wiring.badRows()));
    }

    private Map<Platform, Source> sources(Wiring wiring, Optional<ShopifyApp> shopify, FeedFileSource feedFiles) {
        Map<Platform, Source> sources = new EnumMap<>(Platform.class);
        sources.put(Platform.WOOCOMMERCE, new WooCommerceSource(outside, wiring.time()));
        sources.put(Platform.MAGENTO, new MagentoSource(outside, wiring.time()));
        sources.put(Platform.AKENEO, new AkeneoSource(outside, wiring.time()));
        sources.put(Platform.BIGCOMMERCE, new BigCommerceSource(outside, wiring.time()));
        sources.put(Platform.PRODUCT_FEED, feedFiles);
        shopify.ifPresent(app -> sources.put(Platform.SHOPIFY, new ShopifySource(app, outside, wiring.time())));
        return sources;
    }

    private List<Surface> surfaces(
            Wiring wiring,
            Settings settings,
            Crawler.Manners manners,
            Optional<ShopifyApp> shopify,
            ConnectPage.FeedDoor feed) {
        Rates rates = settings.ratesFile().map(Rates::read).orElseGet(Rates::shipped);
        Catalog catalog = new Catalog(index, rates, wiring.products()::resolve);
        BuyLinks links = new BuyLinks(settings.buyBase());
        Tools tools = new Tools(settings.agentProfiles());
        Brands brands = new Brands(wiring.db());
        Answers answers = new CatalogAnswers(catalog);
        LiveAnswers liveAnswers = new LiveAnswers(
                answers,
                settings.liveLookup() ? urls -> RateLimits.outside(() -> live.read(urls)) : urls -> Map.of(),
                new KnownPages(wiring.merchants(), wiring.listings(), wiring.products(), settings.fetchAllow())::find);
        Vocabulary vocabulary = new Vocabulary(
                new KnownCategories(wiring.taxonomy()),
                new KnownMerchants(wiring.merchants(), settings.fetchAllow()),
                new KnownBrands(brands));
        FetchAllow allow = FetchAllow.of(settings.fetchAllow());
        AgentProfiles profiles = new AgentProfiles(settings.agentProfiles(), outside::send, allow::admits);
        CatalogCalls calls =
                new CatalogCalls(answers, liveAnswers, vocabulary, tools, links, commissions, profiles, kept);
        Arrivals arrivals = new Arrivals();
        Gate gate = new Gate(new AllowedHosts(settings.ownHosts()), arrivals);
        Callers callers = new Callers(vendorKeys, new Proxies(settings.trustedProxies()));
        RateLimits limits = new RateLimits(settings.rateAnonymous(), settings.rateToken(), wiring.time());
        OpenApi.Bases bases = new OpenApi.Bases(settings.partnersBase(), settings.apiBase(), settings.ucpBase());
        List<OpenApi> documents = OpenApi.all(bases, tools);
        Library library = new Library(documents);
        return List.of(
                new PartnerApi(
                        wiring.partners(),
                        wiring.merchants(),
                        wiring.onboarding(),
                        wiring.connectionStates()::list,
                        new PartnerApi.Connect(wiring.connectSessions(), settings.connectBase()),
                        settings.fetchAllow(),
                        settings.ratePartner(),
                        arrivals,
                        wiring.time()),
                new ConnectPage(
                        new ConnectPage.Tables(
                                wiring.connectSessions(), wiring.partners(), wiring.brandings(), wiring.merchants()),
                        connecting,
                        wiring.connectionStates()::list,
                        new ConnectPage.Doors(
                                new WooCommerceDoor(outside, wiring.time()),
                                new AkeneoSource(outside, wiring.time()),
                                shopify,
                                feed),
                        new ConnectPage.Addresses(settings.connectBase(), settings.hooksBase(), settings.fetchAllow()),
                        arrivals,
                        wiring.time()),
                new PlatformHooks(sourceSync, arrivals),
                new MagentoCalls(wiring.merchants(), connecting, settings.fetchAllow(), arrivals),
                new WooCommerceCalls(
                        new WooCommerceCalls.Tables(wiring.connectSessions(), wiring.merchants()),
                        connecting,
                        settings.fetchAllow(),
                        arrivals),
                new McpEndpoint("/mcp", gate, callers, limits, new CatalogTools(calls, tools), Settings.version()),
                new CatalogApi(gate, callers, limits, calls, tools),
                new Discovery(settings.ucpBase()),
                RestV1.of(
                        gate,
                        callers,
                        limits,
                        new RestV1.Plans(
                                vendorKeys::tierOf,
                                settings.metering() ? Optional.of(wiring.credits()) : Optional.empty()),
                        new RestV1.Questions(
                                answers,
                                liveAnswers,
                                vocabulary,
                                ImageSearch.NOT_CONFIGURED,
                                wiring.explainer()::explain,
                                catalog),
                        new RestV1.Market(wiring.products(), brands, wiring.taxonomy(), wiring.merchants()),
                        new RestV1.Wishes(productNews, subscriptions, settings.fetchAllow()),
                        new RestV1.Earnings(commissions, wiring.clicks(), wiring.transactions(), rates),
                        links,
                        wiring.time()),
                new CrawlerPage(manners.productToken(), settings.crawlerAgent(), settings.fetchPerSecond()),
                new FeedDownloads(settings.feedsBase(), wiring.feeds()::file),
                new BuyRedirect(
                        links,
                        new BuyRedirect.Graph(
                                wiring.products()::offer,
                                id -> wiring.products().resolve(id).flatMap(wiring.products()::find),
                                id -> wiring.products().resolve(id).isPresent()),
                        wiring.vendors()::exists,
                        commissions,
                        request -> limits.takeOther(callers.of(request)),
                        clicks::add,
                        wiring.ulid()::next,
                        wiring.time()),
                new ApiDocuments(documents, tools),
                new McpEndpoint(
                        "/docs/_mcp/server",
                        gate,
                        callers,
                        limits,
                        new DocsTools(library, settings.docsBase()),
                        Settings.version()),
                new DocsSite(library, settings.docsBase(), bases));
    }

    /// What is done of the due work in [dev.aisle.base.jobs.Jobs], by its kind.
    private Map<String, Job> jobs() {
        return Map.of(
                SourceSync.SYNC,
                sourceSync::sync,
                SourceSync.HEAR,
                sourceSync::hear,
                Connecting.GIVE_UP,
                connecting::giveUp,
                Pushes.TELL,
                pushes::tell,
                Courier.DELIVER,
                courier::deliver,
                ProductNews.FOLLOW,
                productNews::follow);
    }

    public List<Surface> surfaces() {
        return surfaces;
    }

    /// Brings the index up to the product graph as it is now.
    public void catchUp() {
        follower.catchUp();
    }

    /// Starts the work in the background.
    void startWork() {
        follower.start();
        matching.start();
        crawler.start();
        jobRunner.start();
        feeds.start();
    }

    /// From the source of the stream to its end, so that each worker still finds what it needs.
    @Override
    public void close() {
        LOG.info("kept answers {}", kept);
        jobRunner.close();
        live.close();
        crawler.close();
        outside.close();
        receivers.close();
        matching.close();
        feeds.close();
        follower.close();
        index.close();
        clicks.close();
        signals.close();
    }

    /// A category with all it lies in; one that the taxonomy does not know stands alone.
    private static List<String> line(Taxonomy taxonomy, String slug) {
        List<String> line = taxonomy.pathTo(slug).stream().map(Category::slug).toList();
        return line.isEmpty() ? List.of(slug) : line;
    }

    /// What can be found can be filtered by: a brand is known from the moment a product of it is indexed.
    private static List<Product> withKnownBrands(List<Product> products, Brands brands) {
        brands.idsOf(products.stream().flatMap(it -> it.brand().stream()).toList());
        return products;
    }
}
