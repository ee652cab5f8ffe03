package dev.aisle.supply;

import static dev.aisle.market.listing.SampleListing.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.listing.Listings;
import dev.aisle.market.listing.SampleListing;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import dev.aisle.market.product.Offer;
import dev.aisle.market.product.ProductId;
import dev.aisle.market.product.Products;
import dev.aisle.supply.matching.MatchEvidence;
import dev.aisle.supply.matching.Rulings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What was merged can be parted again, and nothing that was ever handed out (a product's id, an offer's
/// ULID, a buy link) leads nowhere while the offer stands.
class ReversibleMergesTest {

    private static final String GTIN = "04006381333931";

    private Database database;
    private Listings listings;
    private Products products;
    private Rulings rulings;
    private MatchEvidence evidence;
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
        rulings = new Rulings(database.db(), time);
        evidence = new MatchEvidence(database.db());
        run = new MatchingRun(database.db(), listings, time);
    }

    @AfterEach
    void close() {
        run.close();
        database.close();
    }

    @Test
    void aMergedProductRedirectsAndComesBackWhenTheRulingIsTakenBack() {
        List<ListingId> ids = put(lamp("aaaa"), chair("bbbb"));
        ProductId lamp = productOf(ids.get(0));
        ProductId chair = productOf(ids.get(1));

        rulings.rule(ids.get(0), ids.get(1), true, "sold as one set");
        run.drain();

        assertThat(productOf(ids.get(1))).isEqualTo(productOf(ids.get(0)));
        assertThat(products.resolve(chair)).isEqualTo(products.resolve(lamp));
        assertThat(products.byIds(List.of(lamp, chair))).hasSize(1);

        rulings.withdraw(ids.get(0), ids.get(1));
        run.drain();

        assertThat(productOf(ids.get(0))).isEqualTo(lamp);
        assertThat(productOf(ids.get(1))).isEqualTo(chair);
        assertThat(products.resolve(chair)).contains(chair);
    }

    @Test
    void aRulingPartsWhatAnEqualNumberJoined() {
        List<ListingId> ids = put(lamp("aaaa").gtin(GTIN), chair("bbbb").gtin(GTIN));
        ProductId joined = productOf(ids.get(0));
        assertThat(productOf(ids.get(1))).isEqualTo(joined);

        rulings.rule(ids.get(0), ids.get(1), false, "the shop reuses a number");
        run.drain();

        assertThat(productOf(ids.get(0))).isNotEqualTo(productOf(ids.get(1)));
        assertThat(List.of(productOf(ids.get(0)), productOf(ids.get(1)))).contains(joined);
    }

    @Test
    void aMergeOfAMergeLeadsToTheLastOne() {
        List<ListingId> ids = put(lamp("aaaa"), chair("bbbb"), table("cccc"));
        List<ProductId> first = ids.stream().map(this::productOf).toList();

        rulings.rule(ids.get(1), ids.get(2), true, "the same");
        run.drain();
        rulings.rule(ids.get(0), ids.get(1), true, "the same");
        run.drain();

        ProductId last = productOf(ids.get(0));
        assertThat(first).allSatisfy(id -> assertThat(products.resolve(id)).contains(last));
        assertThat(products.find(last).orElseThrow().offers()).hasSize(3);
    }

    @Test
    void anOffersIdStaysWhileItsProductChanges() {
        List<ListingId> ids = put(chair("aaaa"), lamp("bbbb"));
        String before = variantId(ids.get(1));

        rulings.rule(ids.get(0), ids.get(1), true, "the same");
        run.drain();
        String merged = variantId(ids.get(1));
        put(lamp("bbbb").price(4_900));
        String repriced = variantId(ids.get(1));

        assertThat(merged).isEqualTo(repriced);
        assertThat(List.of(before, merged, repriced))
                .allSatisfy(id -> assertThat(id).endsWith(":bbbb:" + ids.get(1).value()));
        assertThat(List.of(before, merged, repriced)).allSatisfy(this::resolvesByItsUlid);
    }

    /// The product that an old link names may have lost all its offers since; the link's ULID decides.
    @Test
    void aLinkOutlivesTheProductItNames() {
        List<ListingId> ids = put(lamp("aaaa").gtin(GTIN), chair("bbbb").gtin(GTIN));
        String linked = variantId(ids.get(0));
        ProductId named = productOf(ids.get(0));

        rulings.rule(ids.get(0), ids.get(1), false, "two things");
        run.drain();
        remove("bbbb");

        assertThat(productOf(ids.get(0))).isNotEqualTo(named);
        assertThat(products.find(named)).isEmpty();
        assertThat(products.resolve(named)).contains(named);
        resolvesByItsUlid(linked);
    }

    @Test
    void whatIsGoneStillLeadsToTheProductItBelongedTo() {
        List<ListingId> ids = put(lamp("aaaa").gtin(GTIN), chair("bbbb").gtin(GTIN));
        ProductId product = productOf(ids.get(1));

        remove("bbbb");

        assertThat(products.offer(ids.get(1))).isEmpty();
        assertThat(products.productOf(ids.get(1))).contains(product);
        assertThat(products.find(product).orElseThrow().offers())
                .extracting(Offer::id)
                .containsExactly(ids.get(0));
    }

    @Test
    void theEvidenceOfAMergeCanBeReadInWords() {
        List<ListingId> ids = put(
                lamp("aaaa").gtin(GTIN),
                chair("bbbb").gtin(GTIN),
                SampleListing.at("aaaa", "monitor").titled("Halden Ridge Monitor QHD Nova"),
                SampleListing.at("bbbb", "monitor").titled("Halden Ridge Monitor QHD Nova 27 inch"));

        assertThat(evidence.on(List.of(ids.get(0))))
                .singleElement()
                .satisfies(it -> assertThat(it.same()).isTrue())
                .satisfies(it -> assertThat(it.reasons().getFirst()).contains("GTIN " + GTIN));
        assertThat(evidence.on(List.of(ids.get(3))))
                .singleElement()
                .satisfies(it -> assertThat(it.same()).isFalse())
                .satisfies(it -> assertThat(it.reasons().getFirst()).contains("685.8 mm"));
        assertThat(evidence.closeCalls()).containsExactly(pair(ids.get(2), ids.get(3)));
    }

    @Test
    void neighboursThatContradictEachOtherAreRememberedByNobodyAndCanBeAskedFor() {
        List<ListingId> ids = put(
                SampleListing.at("aaaa", "1").titled("Kestrel Ridge Nova Jacket Navy"),
                SampleListing.at("bbbb", "2").titled("Kestrel Ridge Nova Jacket Black"));

        assertThat(evidence.on(ids)).isEmpty();
        assertThat(evidence.silentNeighbours(100)).containsExactly(pair(ids.get(0), ids.get(1)));
    }

    /// Random merges and partings, one after the other: every id ever handed out leads to where its listing is now.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyIdEverHandedOutLeadsToItsOffer(long seed) {
        Random random = new Random(seed);
        List<SampleListing> said = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            said.add(SampleListing.at(List.of("aaaa", "bbbb", "cccc").get(i % 3), "item-" + i)
                    .titled("Thing number " + "abcdefghijkl".charAt(i)));
        }
        List<ListingId> ids = put(said.toArray(SampleListing[]::new));
        Set<String> handedOut = new LinkedHashSet<>();
        Set<ProductId> minted = new LinkedHashSet<>();
        for (int step = 0; step < 12; step++) {
            ListingId one = ids.get(random.nextInt(ids.size()));
            ListingId other = ids.get(random.nextInt(ids.size()));
            if (!one.equals(other)) {
                if (random.nextInt(3) == 0) {
                    rulings.withdraw(one, other);
                } else {
                    rulings.rule(one, other, random.nextInt(4) > 0, "seed " + seed);
                }
                run.drain();
            }
            ids.forEach(id -> {
                handedOut.add(variantId(id));
                minted.add(productOf(id));
            });
        }

        assertThat(handedOut).as("seed %d", seed).allSatisfy(this::resolvesByItsUlid);
        assertThat(minted).as("seed %d", seed).allSatisfy(id -> {
            ProductId now = products.resolve(id).orElseThrow();
            assertThat(products.resolve(now)).contains(now);
        });
    }

    private static MatchEvidence.Apart pair(ListingId one, ListingId other) {
        return one.compareTo(other) < 0 ? new MatchEvidence.Apart(one, other) : new MatchEvidence.Apart(other, one);
    }

    private void resolvesByItsUlid(String variantId) {
        ListingId offer = new ListingId(variantId.substring(variantId.lastIndexOf(':') + 1));
        assertThat(products.offer(offer))
                .hasValueSatisfying(it -> assertThat(it.id()).isEqualTo(offer));
        assertThat(products.resolve(new ProductId(variantId.substring(0, variantId.indexOf(':')))))
                .isPresent();
    }

    private String variantId(ListingId offer) {
        return products.offer(offer).orElseThrow().variantId(productOf(offer));
    }

    private ProductId productOf(ListingId offer) {
        return products.productOf(offer).orElseThrow();
    }

    private List<ListingId> put(SampleListing... said) {
        List<Listing> batch = Arrays.stream(said).map(SampleListing::listing).toList();
        List<ListingId> ids = listings.put(batch);
        run.drain();
        return ids;
    }

    /// Not seen by enough later runs that its offers are no longer shown.
    private void remove(String merchant) {
        for (int again = 1; again <= 10; again++) {
            listings.missingSince(new MerchantId(merchant), Platform.WEB_CRAWL, NOON.plus(Duration.ofDays(again)));
        }
        run.drain();
    }

    private static SampleListing lamp(String merchant) {
        return SampleListing.at(merchant, "lamp").titled("Reading lamp Kestrel Ridge");
    }

    private static SampleListing chair(String merchant) {
        return SampleListing.at(merchant, "chair").titled("Halden folding chair");
    }

    private static SampleListing table(String merchant) {
        return SampleListing.at(merchant, "table").titled("Corvid oval table");
    }
}
