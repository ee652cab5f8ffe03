package dev.aisle.partner.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.base.ids.Ulid;
import dev.aisle.market.listing.Availability;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.listing.SampleListing;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.product.Offer;
import dev.aisle.market.product.Product;
import dev.aisle.market.product.ProductId;
import dev.aisle.market.vendor.VendorId;
import dev.aisle.market.vendor.Vendors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubscriptionsTest {

    private static final Instant NOON = SampleListing.NOON;
    private static final ProductId LAMP = new ProductId("Lamp001");
    private static final Set<OfferEvent> ALL = EnumSet.allOf(OfferEvent.class);

    private Database database;
    private Subscriptions subscriptions;
    private Vendors vendors;
    private VendorId vendor;

    @BeforeAll
    void open() {
        database = TestDatabase.fresh();
        subscriptions = new Subscriptions(database.db(), () -> NOON, new Ulid(() -> NOON));
        vendors = new Vendors(database.db(), () -> NOON);
    }

    @BeforeEach
    void join() {
        vendor = vendors.create("V", true).vendor();
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aPriceAStockANewAndAGoneOfferAreToldOnceEach() {
        Offer cheap = offer("aaaa", "1", SampleListing.at("aaaa", "1").price(1_000));
        Offer dear = offer("bbbb", "2", SampleListing.at("bbbb", "2").price(2_000));
        Subscription subscription = subscribe(ALL, List.of(), List.of(), cheap, dear);

        Offer cheaper = offer("aaaa", "1", SampleListing.at("aaaa", "1").price(900));
        Offer gone =
                offer("bbbb", "2", SampleListing.at("bbbb", "2").price(2_000).availability(Availability.OUT_OF_STOCK));
        Offer fresh = offer("cccc", "3", SampleListing.at("cccc", "3"));

        assertThat(events(subscription, cheap, dear)).isEmpty();
        assertThat(events(subscription, cheaper, gone))
                .containsExactly("offer.price.changed 1", "offer.availability.changed 2");
        assertThat(events(subscription, cheaper, gone)).isEmpty();
        assertThat(events(subscription, cheaper, gone, fresh)).containsExactly("offer.created 3");
        assertThat(events(subscription, fresh)).containsExactlyInAnyOrder("offer.deleted 1", "offer.deleted 2");
        assertThat(events(subscription)).containsExactly("offer.deleted 3");
    }

    @Test
    void whatItWasBeforeIsToldToo() {
        Subscription subscription = subscribe(
                ALL,
                List.of(),
                List.of(),
                offer("aaaa", "1", SampleListing.at("aaaa", "1").price(1_000)));

        OfferChange change = subscriptions
                .changes(
                        subscription,
                        LAMP,
                        List.of(offer("aaaa", "1", SampleListing.at("aaaa", "1").price(900))))
                .getFirst();

        assertThat(change.before().orElseThrow().price().amount()).isEqualTo(1_000);
        assertThat(change.now().orElseThrow().price().amount()).isEqualTo(900);
    }

    @Test
    void onlyEventsThatWereAskedForAreToldAndTheOthersAreSeen() {
        Subscription subscription = subscribe(
                Set.of(OfferEvent.AVAILABILITY_CHANGED),
                List.of(),
                List.of(),
                offer("aaaa", "1", SampleListing.at("aaaa", "1").price(1_000)));

        assertThat(events(
                        subscription,
                        offer("aaaa", "1", SampleListing.at("aaaa", "1").price(900))))
                .isEmpty();
        assertThat(events(
                        subscription,
                        offer(
                                "aaaa",
                                "1",
                                SampleListing.at("aaaa", "1").price(900).availability(Availability.OUT_OF_STOCK))))
                .containsExactly("offer.availability.changed 1");
    }

    @Test
    void otherMerchantsChoicesAndCurrenciesAreLeftOut() {
        Offer small = offer("aaaa", "1", SampleListing.at("aaaa", "1").option("Size", "S"));
        Subscription subscription =
                subscribe(ALL, List.of("aaaa.example"), List.of(new Listing.Named("size", "s")), small);

        Offer large = offer("aaaa", "2", SampleListing.at("aaaa", "2").option("Size", "L"));
        Offer elsewhere = offer("bbbb", "3", SampleListing.at("bbbb", "3").option("Size", "S"));

        assertThat(events(subscription, small, large, elsewhere)).isEmpty();
        assertThat(events(
                        subscription,
                        offer(
                                "aaaa",
                                "1",
                                SampleListing.at("aaaa", "1")
                                        .option("Size", "S")
                                        .price(1)),
                        large))
                .containsExactly("offer.price.changed 1");
    }

    @Test
    void aMergedProductIsFollowedUnderItsNewId() {
        Offer offer = offer("aaaa", "1", SampleListing.at("aaaa", "1"));
        Subscription subscription = subscribe(ALL, List.of(), List.of(), offer);
        ProductId merged = new ProductId("Lamp002");

        assertThat(subscriptions.to(List.of(LAMP))).containsEntry(subscription, LAMP);
        assertThat(subscriptions.changes(subscription, merged, List.of(offer))).isEmpty();

        assertThat(subscriptions.to(List.of(LAMP))).doesNotContainKey(subscription);
        assertThat(subscriptions.to(List.of(merged))).containsEntry(subscription, merged);
        assertThat(subscription.product()).isEqualTo(LAMP);
    }

    @Test
    void oneThatIsAlikeIsGivenAgainUntilItIsCancelled() {
        Offer offer = offer("aaaa", "1", SampleListing.at("aaaa", "1"));
        Subscription first = subscribe(ALL, List.of("b.example", "a.example"), List.of(), offer);
        Subscription again = subscribe(ALL, List.of("a.example", "b.example"), List.of(), offer);
        Subscription other = subscribe(Set.of(OfferEvent.CREATED), List.of(), List.of(), offer);
        subscriptions.cancel(first);
        Subscription later = subscribe(ALL, List.of("a.example", "b.example"), List.of(), offer);

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(other.id()).isNotEqualTo(first.id());
        assertThat(later.id()).isNotEqualTo(first.id());
        assertThat(subscriptions.find(vendor, first.id()).orElseThrow().isActive())
                .isFalse();
        assertThat(subscriptions.to(List.of(LAMP)).keySet())
                .contains(later)
                .noneMatch(it -> it.id().equals(first.id()));
    }

    @Test
    void ofManyAtOnceThatAreAlikeThereIsOne() throws Exception {
        Offer offer = offer("aaaa", "1", SampleListing.at("aaaa", "1"));
        List<Future<String>> all = new ArrayList<>();
        try (ExecutorService many = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 40; i++) {
                all.add(many.submit(
                        () -> subscribe(ALL, List.of(), List.of(), offer).id()));
            }
        }
        Set<String> ids = new HashSet<>();
        for (Future<String> each : all) {
            ids.add(each.get());
        }

        assertThat(ids).hasSize(1);
    }

    @Test
    void anotherVendorsIsUnknown() {
        Subscription mine = subscribe(ALL, List.of(), List.of(), offer("aaaa", "1", SampleListing.at("aaaa", "1")));
        VendorId another = vendors.create("Another", true).vendor();

        assertThat(subscriptions.find(another, mine.id())).isEmpty();
        assertThat(subscriptions.list(another, Subscription.Kind.PRODUCT, Optional.empty(), 10))
                .isEmpty();
        assertThat(subscriptions.list(vendor, Subscription.Kind.PRODUCT, Optional.empty(), 10))
                .containsExactly(mine);
        assertThat(subscriptions.list(vendor, Subscription.Kind.PRODUCT, Optional.of(mine.id()), 10))
                .isEmpty();
    }

    private Subscription subscribe(
            Set<OfferEvent> events, List<String> domains, List<Listing.Named> selection, Offer... offers) {
        return subscriptions
                .add(
                        vendor,
                        Subscription.Kind.PRODUCT,
                        LAMP,
                        product(offers),
                        new Subscription.Wish(events, domains, selection, Optional.empty(), Optional.of("DE"), "EUR"))
                .orElseThrow();
    }

    private List<String> events(Subscription subscription, Offer... now) {
        return subscriptions.changes(subscription, LAMP, List.of(now)).stream()
                .map(it -> it.event().word() + " " + it.offer().value().charAt(0))
                .toList();
    }

    private static Product product(Offer... offers) {
        return new Product(
                LAMP,
                "family",
                "Lamp",
                "",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(offers));
    }

    private static Offer offer(String merchant, String number, SampleListing listing) {
        return new Offer(
                new ListingId(number + "0".repeat(25)),
                new Merchant(new MerchantId(merchant), merchant + ".example", "https", Optional.empty()),
                listing.listing(),
                NOON);
    }
}
