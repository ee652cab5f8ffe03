package dev.aisle;

import dev.aisle.base.db.Db;
import dev.aisle.base.ids.Ulid;
import dev.aisle.base.money.Rates;
import dev.aisle.catalog.Catalog;
import dev.aisle.catalog.answer.Detail;
import dev.aisle.catalog.answer.Lookup;
import dev.aisle.catalog.answer.Search;
import dev.aisle.catalog.answer.SearchAnswer;
import dev.aisle.catalog.buylink.BuyLinks;
import dev.aisle.catalog.index.IndexFollower;
import dev.aisle.catalog.index.ProductIndex;
import dev.aisle.catalog.index.lucene.LuceneIndex;
import dev.aisle.edge.buy.BuyRedirect;
import dev.aisle.edge.catalogapi.Answers;
import dev.aisle.edge.catalogapi.CatalogApi;
import dev.aisle.edge.catalogapi.CatalogCalls;
import dev.aisle.edge.catalogapi.Discovery;
import dev.aisle.edge.catalogapi.KnownMerchants;
import dev.aisle.edge.catalogapi.KnownWords;
import dev.aisle.edge.catalogapi.Tools;
import dev.aisle.edge.catalogapi.Vocabulary;
import dev.aisle.edge.catalogmcp.CatalogMcp;
import dev.aisle.edge.wire.AllowedHosts;
import dev.aisle.edge.wire.Callers;
import dev.aisle.edge.wire.Gate;
import dev.aisle.edge.wire.Proxies;
import dev.aisle.edge.wire.RateLimits;
import dev.aisle.edge.wire.Surface;
import dev.aisle.edge.wire.UcpRenderer;
import dev.aisle.market.click.ClickLog;
import dev.aisle.market.click.Clicks;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.product.Products;
import dev.aisle.market.vendor.Vendors;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The part of a server that agents see, from the index to the buy link; commands do without it.
final class CatalogSide implements AutoCloseable {

    private final ProductIndex index;
    private final IndexFollower follower;
    private final ClickLog clicks;
    private final List<Surface> surfaces;

    CatalogSide(Settings settings, Db db, InstantSource time, Ulid ulid, Merchants merchants, Products products) {
        Vendors vendors = new Vendors(db, time);
        this.index = LuceneIndex.open(settings.data().resolve("index"), slug -> List.of(slug));
        this.follower = new IndexFollower(index, products.changes(), products::byIds, new UcpRenderer());
        Rates rates = settings.ratesFile().map(Rates::read).orElseGet(Rates::shipped);
        Catalog catalog = new Catalog(index, rates, products::resolve);
        BuyLinks links = new BuyLinks(settings.buyBase());
        Tools tools = new Tools();
        CatalogCalls calls = new CatalogCalls(
                answers(catalog),
                new Vocabulary(
                        KnownWords.any(), new KnownMerchants(merchants, settings.fetchAllow()), KnownWords.any()),
                tools,
                links);
        Gate gate = new Gate(new AllowedHosts(hosts(settings)));
        Callers callers = new Callers(
                key -> vendors.find(key).map(Vendors.Caller::vendor), new Proxies(settings.trustedProxies()));
        RateLimits limits = new RateLimits(settings.rateAnonymous(), settings.rateToken(), time);
        this.clicks = new ClickLog(new Clicks(db)::add);
        BuyRedirect.Graph graph = new BuyRedirect.Graph(
                products::offer, id -> products.resolve(id).flatMap(products::find));
        this.surfaces = List.of(
                new CatalogMcp(gate, callers, limits, calls, tools, version()),
                new CatalogApi(gate, callers, limits, calls, tools),
                new Discovery(settings.ucpBase()),
                new BuyRedirect(links, graph, vendors::exists, clicks::add, ulid::next, time));
    }

    List<Surface> surfaces() {
        return surfaces;
    }

    /// Follows the product graph from now on.
    void start() {
        follower.start();
    }

    @Override
    public void close() {
        clicks.close();
        follower.close();
        index.close();
    }

    private static Answers answers(Catalog catalog) {
        return new Answers() {
            @Override
            public SearchAnswer search(Search search) {
                return catalog.search(search);
            }

            @Override
            public Lookup.Answer lookup(Lookup lookup) {
                return catalog.lookup(lookup);
            }

            @Override
            public Detail.Outcome detail(Detail detail) {
                return catalog.detail(detail);
            }
        };
    }

    /// The names this server is known by: those it was told, and those of its own public addresses.
    private static List<String> hosts(Settings settings) {
        List<String> hosts = new ArrayList<>(settings.allowedHosts());
        hosts.add(settings.publicUrl().getHost());
        settings.ucpUrl().map(URI::getHost).ifPresent(hosts::add);
        return hosts;
    }

    private static String version() {
        return Optional.ofNullable(CatalogSide.class.getPackage().getImplementationVersion())
                .orElse("0");
    }
}
