package dev.aisle.edge.buy;

import dev.aisle.catalog.buylink.BuyLink;
import dev.aisle.catalog.buylink.BuyLinks;
import dev.aisle.edge.wire.Surface;
import dev.aisle.market.click.Click;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.product.Offer;
import dev.aisle.market.product.Product;
import dev.aisle.market.product.ProductId;
import dev.aisle.market.vendor.VendorId;
import io.helidon.http.HeaderName;
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

/// Follows buy links to the store's page, as our own records name it, and counts the click.
public final class BuyRedirect implements Surface {

    private static final HeaderName PURPOSE = HeaderNames.create("Sec-Purpose");
    private static final int LONGEST_TEXT = 500;
    private static final Comparator<Offer> FEATURED_FIRST = Comparator.comparing(
                    (Offer offer) -> !offer.availability().canBeOrdered())
            .thenComparingLong(offer -> offer.price().amount())
            .thenComparing(Offer::id);

    private final BuyLinks links;
    private final Graph graph;
    private final Predicate<VendorId> vendors;
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
    /// @param ids makes a ULID for each click
    public BuyRedirect(
            BuyLinks links,
            Graph graph,
            Predicate<VendorId> vendors,
            Consumer<Click> clicks,
            Supplier<String> ids,
            InstantSource time) {
        this.links = links;
        this.graph = graph;
        this.vendors = vendors;
        this.clicks = clicks;
        this.ids = ids;
        this.time = time;
        this.notFoundPage = page();
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
        Optional<BuyLink> link = links.parse(name, request.query().first("o").asOptional());
        Optional<Offer> offer = link.flatMap(this::offer);
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        if (link.isEmpty() || offer.isEmpty()) {
            notFound(response);
            return;
        }
        if (counts(request)) {
            clicks.accept(click(link.get(), offer.get(), request));
        }
        response.status(Status.FOUND_302)
                .header(HeaderNames.LOCATION, offer.get().listing().url().toASCIIString())
                .header("Referrer-Policy", "no-referrer-when-downgrade")
                .header("X-Robots-Tag", "noindex, nofollow")
                .send();
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

    /// A person's click, as far as a request can show it.
    private static boolean counts(ServerRequest request) {
        boolean prefetched = request.headers().first(PURPOSE).isPresent()
                || request.headers().first(HeaderNames.create("Purpose")).isPresent()
                || request.headers().first(HeaderNames.create("X-Moz")).isPresent();
        return request.prologue().method().equals(Method.GET)
                && !prefetched
                && !Bots.isBot(request.headers().first(HeaderNames.USER_AGENT).orElse(""));
    }

    private Click click(BuyLink link, Offer offer, ServerRequest request) {
        return new Click(
                ids.get(),
                time.instant(),
                link.vendor(),
                link.product(),
                offer.merchant().id(),
                offer.id(),
                text(request, HeaderNames.USER_AGENT),
                text(request, HeaderNames.REFERER));
    }

    private static Optional<String> text(ServerRequest request, HeaderName header) {
        return request.headers()
                .first(header)
                .map(value -> value.replace('\u0000', ' ').strip())
                .map(value -> value.substring(0, Math.min(LONGEST_TEXT, value.length())));
    }

    private void notFound(ServerResponse response) {
        response.status(Status.NOT_FOUND_404)
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .send(notFoundPage);
    }

    private static byte[] page() {
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
