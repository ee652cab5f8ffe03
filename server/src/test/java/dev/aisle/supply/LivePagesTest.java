package dev.aisle.supply;

import static dev.aisle.market.listing.SampleListing.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.listing.Listings;
import dev.aisle.market.listing.SampleListing;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.market.merchant.Domain;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.supply.crawl.Visit;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Which pages are asked for on a caller's word; what a page shows is judged by [dev.aisle.supply.crawl.Crawler].
class LivePagesTest {

    private static final URI LAMP = URI.create("https://lamps.example/p/1");

    private final List<URI> visited = new CopyOnWriteArrayList<>();
    private final AtomicInteger kept = new AtomicInteger();
    private Database database;
    private Merchants merchants;
    private Listings listings;
    private LivePages pages;

    @BeforeEach
    void open() {
        database = TestDatabase.fresh();
        InstantSource time = InstantSource.fixed(NOON);
        merchants = new Merchants(database.db(), time);
        listings = new Listings(database.db(), time);
        pages = new LivePages(this::visit, merchants, listings, List.of(), kept::incrementAndGet, time);
    }

    @AfterEach
    void close() {
        pages.close();
        database.close();
    }

    @Test
    void aPageThatShowsAProductIsKeptForTheMerchantAtItsDomain() {
        Map<URI, LivePages.Read> read = pages.read(List.of(LAMP));

        assertThat(read.get(LAMP)).isInstanceOf(LivePages.Read.Kept.class);
        assertThat(merchants.findByDomain("lamps.example")).isPresent();
        assertThat(kept).hasValue(1);
    }

    @Test
    void aPageWithoutAProductLeavesNoMerchantBehind() {
        URI about = URI.create("https://lamps.example/about");

        Map<URI, LivePages.Read> read = pages.read(List.of(about));

        assertThat(read.get(about)).isInstanceOf(LivePages.Read.NoProduct.class);
        assertThat(merchants.findByDomain("lamps.example")).isEmpty();
        assertThat(kept).hasValue(0);
    }

    @Test
    void whatTheCrawlKnowsInOtherPartsDoesNotComeInTwice() {
        Domain domain = ((Domain.Parsed.Good) Domain.parse("lamps.example", List.of())).domain();
        Merchant shop = merchants.findOrAdd(domain, Optional.empty()).merchant();
        listings.put(List.of(SampleListing.at(shop.id().value(), UrlKey.of(LAMP).value() + "#17")
                .titled("Lamp")
                .listing()));

        List<ListingId> ids = listings.idsOf(shop.id(), List.of(UrlKey.of(LAMP).value() + "#17"));
        assertThat(ids).hasSize(1);
        assertThat(pages.read(List.of(LAMP))).containsEntry(LAMP, new LivePages.Read.Known(ids));
    }

    @Test
    void aPageIsNotAskedForAgainOnTheNextCallersWord() {
        pages.read(List.of(LAMP));
        pages.read(List.of(URI.create("http://www.lamps.example/p/1?utm_source=x")));

        assertThat(visited).containsExactly(LAMP);
    }

    @Test
    void ofManyPagesAFewAreAskedForAndTheOthersMustWait() {
        List<URI> many = IntStream.range(0, 20)
                .mapToObj(it -> URI.create("https://lamps.example/p/" + it))
                .toList();

        Map<URI, LivePages.Read> read = pages.read(many);

        assertThat(visited).hasSize(5);
        assertThat(read.values().stream().filter(LivePages.Read.Late.class::isInstance))
                .hasSize(15);
    }

    @Test
    void aMinuteHasItsLimit() {
        for (int i = 0; i < 200; i++) {
            pages.read(List.of(URI.create("https://lamps.example/p/" + i)));
        }

        assertThat(visited).hasSize(120);
    }

    @Test
    void whatIsNoPublicStoreIsNotAskedFor() {
        List<URI> inside = List.of(
                URI.create("http://127.0.0.1:5432/"),
                URI.create("http://169.254.169.254/latest"),
                URI.create("http://localhost/p"));

        assertThat(pages.read(inside).values()).allMatch(LivePages.Read.NoProduct.class::isInstance);
        assertThat(visited).isEmpty();
    }

    @Test
    void aShopThatIsBusyMayBeAskedLater() {
        URI busy = URI.create("https://lamps.example/busy");

        assertThat(pages.read(List.of(busy))).containsEntry(busy, new LivePages.Read.Failed("It answered 503."));
    }

    private Visit visit(Merchant site, URI url, Function<List<String>, Optional<Merchant>> keeper) {
        visited.add(url);
        return switch (url.getPath()) {
            case "/about" -> new Visit.NoProduct();
            case "/busy" -> new Visit.NotHad("It answered 503.", true);
            default -> {
                Optional<Merchant> merchant =
                        keeper.apply(List.of(UrlKey.of(url).value() + "#blue"));
                yield merchant.filter(it -> it.domain().equals(site.domain())).isPresent()
                        ? new Visit.Kept()
                        : new Visit.NotHad("known", false);
            }
        };
    }
}
