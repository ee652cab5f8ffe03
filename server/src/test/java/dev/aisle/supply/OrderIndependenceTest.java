package dev.aisle.supply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.Listings;
import dev.aisle.supply.matching.RandomListings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The same listings make the same products, in whatever order, batches and versions they came.
class OrderIndependenceTest {

    private static final int LISTINGS = 160;

    private static final int SEEDS = 6;
    private static final int ALL_SEEDS = 100;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Boolean.getBoolean("aisle.full") ? ALL_SEEDS : SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyOrderOfTheSameListingsGivesTheSameProducts(long seed) {
        List<Listing> last = new ArrayList<>();
        RandomListings random = new RandomListings(seed);
        for (int i = 0; i < LISTINGS; i++) {
            last.add(random.next(i));
        }

        Set<String> atOnce = partition(List.of(last), new Random(seed));
        Set<String> inPieces = partition(shuffledWithOldVersions(last, seed), new Random(seed + 100));
        Set<String> otherwise = partition(shuffledWithOldVersions(last, seed + 50), new Random(seed + 200));

        assertThat(atOnce).as("seed %d", seed).hasSizeBetween(5, LISTINGS - 20);
        assertThat(inPieces).as("seed %d", seed).isEqualTo(atOnce);
        assertThat(otherwise).as("seed %d", seed).isEqualTo(atOnce);
    }

    /// Batches of random sizes: first other words on some of the items, then the last words on all, some of
    /// them twice.
    private static List<List<Listing>> shuffledWithOldVersions(List<Listing> last, long seed) {
        Random random = new Random(seed);
        RandomListings older = new RandomListings(seed + 1_000);
        List<Listing> first = new ArrayList<>();
        for (int i = 0; i < LISTINGS; i += 1 + random.nextInt(4)) {
            first.add(older.next(i));
        }
        List<Listing> then = new ArrayList<>(last);
        Collections.shuffle(first, random);
        Collections.shuffle(then, random);
        List<List<Listing>> batches = new ArrayList<>(cut(first, random));
        batches.addAll(cut(then, random));
        batches.add(then.subList(0, LISTINGS / 4));
        return batches;
    }

    private static List<List<Listing>> cut(List<Listing> listings, Random random) {
        List<List<Listing>> pieces = new ArrayList<>();
        for (int from = 0; from < listings.size(); ) {
            int to = Math.min(listings.size(), from + 1 + random.nextInt(40));
            pieces.add(listings.subList(from, to));
            from = to;
        }
        return pieces;
    }

    /// Each product as the items in it.
    private static Set<String> partition(List<List<Listing>> batches, Random random) {
        try (Database database = TestDatabase.fresh()) {
            Listings listings = new Listings(database.db(), InstantSource.system());
            try (MatchingRun run = new MatchingRun(database.db(), listings, InstantSource.system())) {
                for (List<Listing> batch : batches) {
                    listings.put(batch);
                    if (random.nextInt(3) > 0) {
                        run.next();
                    }
                }
                run.drain();
            }
            return database.db().list("""
                            select string_agg(l.item, ' ' order by l.item) as items
                            from offers o join listings l on l.id = o.id where o.shown group by o.product_id
                            """, row -> row.text("items")).stream()
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
