package dev.aisle.market.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.ChangeLog;
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
class SetAsideListingsTest {

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
    void whatCanNoLongerBeUsedLeavesTheGraphAndTheLogSaysSo() {
        ListingId lamp = put(SampleListing.at("Shop", "lamp").by(Platform.PRODUCT_FEED));
        ListingId desk = put(SampleListing.at("Shop", "desk").by(Platform.PRODUCT_FEED));
        ListingId other = put(SampleListing.at("Next", "lamp").by(Platform.PRODUCT_FEED));
        ChangeLog.Place before = listings.changes().end();

        listings.setAside(List.of(
                aside("Shop", "lamp", Platform.PRODUCT_FEED),
                aside("Shop", "never seen", Platform.PRODUCT_FEED),
                aside("Shop", "desk", Platform.SHOPIFY)));

        assertThat(state(lamp)).isEqualTo(ListingState.SET_ASIDE);
        assertThat(state(desk)).isEqualTo(ListingState.SET_ASIDE);
        assertThat(state(other)).isEqualTo(ListingState.LIVE);
        assertThat(listings.changes().readAfter(before, 10).ids())
                .containsExactlyInAnyOrder(lamp.value(), desk.value());
    }

    @Test
    void aLessTrustedSourceDoesNotSetAsideWhatAnotherSpeaksFor() {
        ListingId chair = put(SampleListing.at("Shop", "chair").by(Platform.SHOPIFY));
        ListingId stool = put(SampleListing.at("Shop", "stool").by(Platform.WEB_CRAWL));

        listings.setAside(
                List.of(aside("Shop", "chair", Platform.PRODUCT_FEED), aside("Shop", "stool", Platform.PRODUCT_FEED)));

        assertThat(state(chair)).isEqualTo(ListingState.LIVE);
        assertThat(state(stool)).isEqualTo(ListingState.SET_ASIDE);
    }

    @Test
    void ofAnItemThatTwoSourcesSetAsideAtOnceTheMoreTrustedCounts() {
        ListingId mug = put(SampleListing.at("Shop", "mug").by(Platform.PRODUCT_FEED));

        listings.setAside(
                List.of(aside("Shop", "mug", Platform.PRODUCT_FEED), aside("Shop", "mug", Platform.WEB_CRAWL)));

        assertThat(state(mug)).isEqualTo(ListingState.SET_ASIDE);
    }

    private ListingId put(SampleListing sample) {
        return listings.put(List.of(sample.listing())).getFirst();
    }

    private ListingState state(ListingId id) {
        return listings.latest(List.of(id)).getFirst().state();
    }

    private static SetAside aside(String merchant, String item, Platform platform) {
        return new SetAside(
                new MerchantId(merchant),
                item,
                "https://shop.example/" + item.replace(' ', '-'),
                platform,
                List.of("no price"),
                SampleListing.NOON);
    }
}
