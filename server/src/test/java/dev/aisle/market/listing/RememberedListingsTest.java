package dev.aisle.market.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RememberedListingsTest {

    private Database database;
    private Listings listings;

    @BeforeAll
    void open() {
        database = TestDatabase.fresh();
        listings = new Listings(database.db(), InstantSource.fixed(SampleListing.NOON));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void whatWasJustReadIsNotReadAgain() {
        ListingId lamp = put(SampleListing.at("Shop", "lamp"));

        StoredListing first = readByNumber(lamp);

        assertThat(listings.byIds(List.of(lamp))).singleElement().isSameAs(first);
    }

    @Test
    void whatChangedSinceIsReadAnewThoughTheClockStoodStill() {
        ListingId desk = put(SampleListing.at("Shop", "desk"));
        readByNumber(desk);

        put(SampleListing.at("Shop", "desk").availability(Availability.OUT_OF_STOCK));

        assertThat(listings.byIds(List.of(desk)))
                .singleElement()
                .satisfies(it -> assertThat(it.listing().availability()).isEqualTo(Availability.OUT_OF_STOCK));
    }

    @Test
    void twoChangesOfOneTransactionAreTwoVersions() {
        ListingId chair = database.db().inTransaction(() -> {
            ListingId id = put(SampleListing.at("Shop", "chair"));
            readByNumber(id);
            put(SampleListing.at("Shop", "chair").availability(Availability.OUT_OF_STOCK));
            return id;
        });

        assertThat(listings.byIds(List.of(chair)))
                .singleElement()
                .satisfies(it -> assertThat(it.listing().availability()).isEqualTo(Availability.OUT_OF_STOCK));
    }

    @Test
    void whatIsNoLongerSeenIsKnownToBeMissing() {
        ListingId sofa = put(SampleListing.at("Shop", "sofa"));
        readByNumber(sofa);

        listings.missingItems(
                new MerchantId("Shop"), Platform.WEB_CRAWL, List.of("sofa"), SampleListing.NOON.plusSeconds(60));

        assertThat(listings.byIds(List.of(sofa)))
                .singleElement()
                .satisfies(it -> assertThat(it.state()).isEqualTo(ListingState.MISSING));
    }

    @Test
    void theRememberedAndTheOthersComeTogether() {
        ListingId mug = put(SampleListing.at("Shop", "mug"));
        ListingId cup = put(SampleListing.at("Shop", "cup"));
        readByNumber(mug);

        assertThat(listings.byIds(List.of(mug, cup, new ListingId("01HZZZZZZZZZZZZZZZZZZZZZZZ"))))
                .extracting(StoredListing::id)
                .containsExactlyInAnyOrder(mug, cup);
    }

    private ListingId put(SampleListing sample) {
        return listings.put(List.of(sample.listing())).getFirst();
    }

    private StoredListing readByNumber(ListingId id) {
        long number = listings.latest(List.of(id)).getFirst().number();
        return listings.byNumbers(List.of(number)).getFirst();
    }
}
