package dev.aisle.edge.buy;

import dev.aisle.catalog.buylink.BuyLink;
import dev.aisle.catalog.buylink.BuyLinks;
import dev.aisle.edge.wire.Buckets;
import dev.aisle.edge.wire.Surface;
import dev.aisle.market.affiliate.Commissions;
import dev.aisle.market.affiliate.Programme;
import dev.aisle.market.click.Click;
import dev.aisle.market.click.UserId;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.product.Offer;
import dev.aisle.market.product.Product;
import dev.aisle.market.product.ProductId;
import dev.aisle.market.vendor.VendorId;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Follows buy links to the store's page, as our own records name it, by way of its affiliate network where
/// there is a programme, and counts the click. Nothing in a link or a request says where it leads.
public final class BuyRedirect implements Surface {

    private static final Comparator<Offer> FEATURED_FIRST = Comparator.comparing(
                    (Offer offer) -> !offer.availability().canBeOrdered())
            .thenComparingLong(offer -> offer.price().amount())
            .thenComparing(Offer::id);

    private final BuyLinks links;
    private final Graph graph;
    private final Predicate<VendorId> vendors;
    private final Commissions commissions;
    private final Function<ServerRequest, Buckets.Taken> limits;
    private final Consumer<Click> clicks;
    private final Supplier<String> ids;
    private final InstantSource time;
    private final byte[] notFoundPage;

    /// What links lead to.
    ///
    /// @param offer a shown offer by its ULID, whatever product it belongs to by now
    /// @param product a product with offers, by any id it ever had
    /// @param known whether an id was ever a product's, whatever became of its offers
    public record Graph(
            Function<ListingId, Optional<Offer>> offer,
            Function<ProductId, Optional<Product>> product,
            Predicate<ProductId> known) {}

    /// @param vendors whether a vendor is one of ours
    /// @param limits counts a request
    /// @param ids makes a ULID for each click
    public BuyRedirect(
            BuyLinks links,
            Graph graph,
            Predicate<VendorId> vendors,
            Commissions commissions,
            Function<ServerRequest, Buckets.Taken> limits,
            Consumer<Click> clicks,
            Supplier<String> ids,
            InstantSource time) {
        this.links = links;
        this.graph = graph;
        this.vendors = vendors;
        this.commissions = commissions;
        this.limits = limits;
        this.clicks = clicks;
        this.ids = ids;
        this.time = time;
        this.notFoundPage = notFoundPage();
    }

    @Override
    public void mount(HttpRules rules) {
        String path = Optional.ofNullable(URI.create(links.base()).getPath()).orElse("");
        rules.route(
                method -> method.equals(Method.GET) || method.equals(Method.HEAD),
                PathMatchers.create(path + "/{link:[0-9A-Za-z]+-[0-9A-Za-z_-]+}"),
                (request, response) -> follow(request.path().pathParameters().get("link"), request, response));
        if (!path.isEmpty()) {
            rules.get(path + "/*", (request, response) -> notFound(response));
        }
    }

    private void follow(String name, ServerRequest request, ServerResponse response) {
        Buckets.Taken taken = limits.apply(request);
        taken.writeHeaders(response);
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        if (!taken.allowed()) {
            response.status(Status.TOO_MANY_REQUESTS_429).send("Too many requests. Try again in a moment.\n");
            return;
        }
        Optional<BuyLink> link = links.parse(name, request.query().first("o").asOptional());
        Optional<Offer> offer = link.flatMap(this::offer);
        if (link.isEmpty() || offer.isEmpty()) {
            notFound(response);
            return;
        }
        Visit visit = new Visit(request);
        Optional<Programme> programme = commissions.programme(
                offer.get().merchant().id(),
                visit.country().or(() -> offer.get().listing().audience().country()));
        String id = visit.counts() ? ids.get() : "";
        if (!id.isEmpty()) {
            Optional<UserId> user = request.query().first("u").asOptional().flatMap(UserId::parse);
            clicks.accept(new Click(
                    id,
                    time.instant(),
                    link.get().vendor(),
                    link.get().product(),
                    offer.get().merchant().id(),
                    offer.get().id(),
                    user,
                    programme.map(Programme::id),
                    visit.origin()));
        }
        URI page = page(offer.get());
        URI to = programme.map(it -> it.link().through(page, id)).orElse(page);
        response.status(Status.FOUND_302)
                .header(HeaderNames.LOCATION, to.toASCIIString())
                .header("Referrer-Policy", "no-referrer-when-downgrade")
                .header("X-Robots-Tag", "noindex, nofollow")
                .send();
    }

    /// The offer's page, or the front door of a store whose listing names a page that is not its own.
    private static URI page(Offer offer) {
        URI page = offer.listing().url();
        return offer.merchant().owns(page) ? page : offer.merchant().home();
    }

    /// Where a link leads. The offer's ULID decides; everything else in the link must exist, and the store be the
    /// offer's own.
    private Optional<Offer> offer(BuyLink link) {
        boolean vendorIsKnown = link.vendor().equals(VendorId.PUBLIC) || vendors.test(link.vendor());
        if (!vendorIsKnown) {
            return Optional.empty();
        }
        Optional<Offer> named = link.offer().isPresent()
                ? link.offer()
                        .flatMap(graph.offer())
                        .filter(offer -> graph.known().test(link.product()))
                : graph.product().apply(link.product()).flatMap(it -> featured(it, link));
        return named.filter(
                offer -> link.merchant().stream().allMatch(offer.merchant().id()::equals));
    }

    private static Optional<Offer> featured(Product product, BuyLink link) {
        return product.offers().stream()
                .filter(offer ->
                        link.merchant().stream().allMatch(offer.merchant().id()::equals))
                .min(FEATURED_FIRST);
    }

    private void notFound(ServerResponse response) {
        response.status(Status.NOT_FOUND_404)
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .send(notFoundPage);
    }

    private static byte[] notFoundPage() {
        try (InputStream found = BuyRedirect.class.getResourceAsStream("not-found.html")) {
            if (found == null) {
                throw new IllegalStateException("missing resource not-found.html");
            }
            return found.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
