package dev.aisle.supply;

import static dev.aisle.market.listing.SampleListing.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.ChangeLog;
import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.listing.Listings;
import dev.aisle.market.listing.SampleListing;
import dev.aisle.market.product.Product;
import dev.aisle.market.product.ProductId;
import dev.aisle.market.product.Products;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MatchingRunTest {

    private Database database;
    private Listings listings;
    private Products products;
    private MatchingRun run;

    @BeforeEach
    void open() {
        database = TestDatabase.fresh();
        InstantSource time = InstantSource.fixed(NOON);
        for (String merchant : List.of("aaaa", "bbbb", "cccc")) {
            database.db()
                    .execute(
                            "insert into merchants (id, domain, scheme, created_at) values (?, ?, 'https', now())",
                            merchant,
                            merchant + ".example");
        }
        listings = new Listings(database.db(), time);
        products = new Products(database.db(), listings);
        run = new MatchingRun(database.db(), listings, time);
    }

    @AfterEach
    void close() {
        run.close();
        database.close();
    }

    @Test
    void listingsWithOneGtinBecomeOneProductWithTwoOffers() {
        List<ListingId> ids = put(
                SampleListing.at("aaaa", "one").titled("Lamp").gtin("04006381333931"),
                SampleListing.at("bbbb", "two").titled("A lamp for reading").gtin("04006381333931"),
                SampleListing.at("cccc", "three").titled("Chair"));

        run.drain();

        assertThat(productOf(ids.get(0)).offers()).hasSize(2);
        assertThat(productOf(ids.get(1))).isEqualTo(productOf(ids.get(0)));
        assertThat(productOf(ids.get(2)).offers()).hasSize(1);
        assertThat(products.counts()).isEqualTo(new Products.Counts(2, 3));
    }

    @Test
    void aNewPriceIsInTheLogOfProductsWithoutMatchingAgain() {
        ListingId id =
                put(SampleListing.at("aaaa", "one").titled("Lamp").price(1000)).getFirst();
        run.drain();
        ChangeLog.Place before =
                products.changes().readAfter(ChangeLog.Place.START, 100).next();

        put(SampleListing.at("aaaa", "one").titled("Lamp").price(900));
        run.drain();

        ProductId product = products.productOf(id).orElseThrow();
        assertThat(products.changes().readAfter(before, 100).ids()).containsExactly(product.value());
        assertThat(products.find(product)
                        .orElseThrow()
                        .offers()
                        .getFirst()
                        .price()
                        .amount())
                .isEqualTo(900);
        assertThat(products.pastPrices(id))
                .extracting(it -> it.price().amount())
                .containsExactly(1000L);
    }

    @Test
    void aListingThatKeepsItsPlaceBesideANewOneCanBeMatchedAgain() {
        put(SampleListing.at("aaaa", "one").titled("Lamp").gtin("4006381333931").price(1000));
        run.drain();

        put(
                SampleListing.at("aaaa", "one")
                        .titled("Lamp")
                        .gtin("4006381333931")
                        .price(900),
                SampleListing.at("aaaa", "two").titled("Kettle").price(2000));
        run.drain();
        List<ListingId> ids = put(SampleListing.at("aaaa", "one")
                .titled("Brass Lamp")
                .gtin("4006381333931")
                .price(900));
        run.drain();

        assertThat(productOf(ids.getFirst()).title()).isEqualTo("Brass Lamp");
    }

    private List<ListingId> put(SampleListing... said) {
        List<Listing> batch = Arrays.stream(said).map(SampleListing::listing).toList();
        return listings.put(batch);
    }

    private Product productOf(ListingId listing) {
        return products.find(products.productOf(listing).orElseThrow()).orElseThrow();
    }
}
