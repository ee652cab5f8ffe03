package dev.aisle.bench;

import dev.aisle.Settings;
import dev.aisle.Wiring;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.listing.Listings;
import dev.aisle.market.product.ProductId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Whole records of a set, stored and matched by the real path on a database of their own, held against the
/// things they are said to be.
final class ClusterFigures {

    /// @param things how many different things the records are said to be
    /// @param products how many products became of them
    /// @param precision of the pairs of records in one product, those of one thing
    /// @param recall of the pairs of records of one thing, those in one product
    record Score(
            String set,
            int records,
            int things,
            int products,
            double precision,
            double recall,
            double f1,
            int listingsASecond) {}

    private ClusterFigures() {}

    static Score score(MatchPairs set) throws IOException {
        Path data = Files.createTempDirectory("aisle-clusters");
        Settings settings = Settings.read(Optional.empty(), Map.of("AISLE_DATA", data.toString()));
        try (Wiring wiring = new Wiring(settings, InstantSource.system())) {
            return score(set, wiring);
        } finally {
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static Score score(MatchPairs set, Wiring wiring) {
        List<Listing> records = new ArrayList<>();
        List<String> things = new ArrayList<>();
        set.clusters()
                .forEach((thing, ofIt) -> ofIt.forEach(record -> {
                    records.add(record);
                    things.add(thing);
                }));
        List<ListingId> ids = new ArrayList<>();
        for (int from = 0; from < records.size(); from += Listings.LARGEST_BATCH) {
            ids.addAll(wiring.listings()
                    .put(records.subList(from, Math.min(records.size(), from + Listings.LARGEST_BATCH))));
        }
        long started = System.nanoTime();
        wiring.matchingRun().drain();
        double seconds = (System.nanoTime() - started) / 1e9;
        Map<ListingId, ProductId> products = wiring.products().productsOf(ids);
        Map<String, Integer> ofThing = new HashMap<>();
        Map<ProductId, Integer> ofProduct = new HashMap<>();
        Map<String, Integer> ofBoth = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            ProductId product = products.get(ids.get(i));
            if (product == null) {
                throw new IllegalStateException("not matched: " + records.get(i).title());
            }
            ofThing.merge(things.get(i), 1, Integer::sum);
            ofProduct.merge(product, 1, Integer::sum);
            ofBoth.merge(things.get(i) + ' ' + product, 1, Integer::sum);
        }
        double precision = MatchingFigures.ratio(pairs(ofBoth), pairs(ofProduct));
        double recall = MatchingFigures.ratio(pairs(ofBoth), pairs(ofThing));
        return new Score(
                set.name(),
                records.size(),
                ofThing.size(),
                ofProduct.size(),
                precision,
                recall,
                MatchingFigures.f1(precision, recall),
                (int) (records.size() / seconds));
    }

    private static long pairs(Map<?, Integer> sizes) {
        return sizes.values().stream().mapToLong(it -> (long) it * (it - 1) / 2).sum();
    }
}
