package dev.aisle.bench;

import dev.aisle.Settings;
import dev.aisle.Wiring;
import dev.aisle.base.json.Json;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.listing.StoredListing;
import dev.aisle.market.product.Offer;
import dev.aisle.market.product.Product;
import dev.aisle.market.product.ProductId;
import dev.aisle.supply.matching.Match;
import dev.aisle.supply.matching.MatchEvidence.Apart;
import dev.aisle.supply.matching.PairJudge;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// `eval pairs`: a sample, drawn by a seed, of what a data folder's matching merged and of what it kept
/// apart although it came close, for people to read. Works beside a running server and without one.
final class PairSample {

    private static final int DRAWN = 50;
    private static final int NEIGHBOURS = 50_000;
    private static final int AT_ONCE = 500;
    /// From here on what contradicts came close: the same line as the matcher's own for a second look.
    private static final double CLOSE = 0.5;

    /// One listing, as a reader needs it.
    record Told(String listing, String product, String seller, String title, String price, String url, String more) {}

    record Merged(String product, boolean differingTitles, List<Told> offers, List<String> evidence) {}

    record Separate(String answer, double score, List<Told> listings, List<String> evidence) {}

    /// @param several products sold by several merchants
    /// @param differing of these, those whose titles differ after folding of case and marks
    /// @param close pairs of listings of different merchants that came close and were kept apart
    record Sample(
            long seed,
            int products,
            int several,
            int differing,
            int close,
            List<Merged> merged,
            List<Separate> apart,
            String how) {}

    private static final String HOW =
            "merged: products sold by several merchants, half of the draw from those with differing titles; apart:"
                    + " pairs of listings of different merchants in different products, one a pair of products, that were"
                    + " too "
                    + "close to call, or whose words score at least %s although something contradicts; ordered by url, "
                            .formatted(CLOSE)
                    + "then drawn by the seed";

    private final Wiring wiring;
    private final long seed;

    private PairSample(Wiring wiring, long seed) {
        this.wiring = wiring;
        this.seed = seed;
    }

    /// `--data DIR --seed N [--count 50] [--json]`.
    static void run(Options options, PrintStream out) {
        Path data = options.existing("data");
        long seed = options.count("seed", 1L);
        int count = options.count("count", DRAWN);
        Settings settings = Settings.read(Optional.empty(), Map.of("AISLE_DATA", data.toString()));
        try (Wiring wiring = new Wiring(settings, InstantSource.system())) {
            Sample sample = new PairSample(wiring, seed).draw(count);
            if (options.has("json")) {
                out.println(Json.write(sample));
            } else {
                print(sample, out);
            }
        }
    }

    private Sample draw(int count) {
        List<Product> several = products(wiring.products().soldBySeveral());
        Map<Boolean, List<Product>> byTitles = new HashMap<>();
        several.forEach(it -> byTitles.computeIfAbsent(titlesDiffer(it), ignored -> new ArrayList<>())
                .add(it));
        List<Product> differing = shuffled(byTitles.getOrDefault(true, List.of()), PairSample::page);
        List<Product> equal = shuffled(byTitles.getOrDefault(false, List.of()), PairSample::page);
        List<Product> drawn = new ArrayList<>(differing.subList(
                0, Math.min(differing.size(), Math.max(count / 2, count - equal.size()))));
        drawn.addAll(equal.subList(0, Math.min(equal.size(), count - drawn.size())));
        List<Separate> close = close();
        return new Sample(
                seed,
                (int) wiring.products().counts().products(),
                several.size(),
                differing.size(),
                close.size(),
                drawn.stream().map(this::merged).toList(),
                shuffled(
                                close,
                                it -> it.listings().getFirst().url()
                                        + ' '
                                        + it.listings().getLast().url())
                        .subList(0, Math.min(count, close.size())),
                HOW);
    }

    private List<Product> products(List<ProductId> ids) {
        List<Product> products = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            products.addAll(wiring.products().byIds(ids.subList(from, Math.min(ids.size(), from + AT_ONCE))));
        }
        return products;
    }

    private <T> List<T> shuffled(List<T> all, java.util.function.Function<T, String> order) {
        List<T> shuffled = new ArrayList<>(all);
        shuffled.sort(Comparator.comparing(order));
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }

    private static String page(Product product) {
        return product.offers().stream()
                .map(it -> it.listing().url().toString())
                .sorted()
                .findFirst()
                .orElse("");
    }

    private static boolean titlesDiffer(Product product) {
        return product.offers().stream()
                        .map(it -> StoreFigures.folded(it.listing().title()).toLowerCase(Locale.ROOT))
                        .distinct()
                        .count()
                > 1;
    }

    private Merged merged(Product product) {
        List<Offer> offers = product.offers();
        Set<ListingId> ids = new LinkedHashSet<>();
        offers.forEach(it -> ids.add(it.id()));
        List<String> evidence = wiring.matchEvidence().on(ids).stream()
                .filter(it -> it.same() && ids.contains(it.a()) && ids.contains(it.b()))
                .map(it -> "%.2f %s".formatted(it.score(), String.join("; ", it.reasons())))
                .limit(6)
                .toList();
        return new Merged(
                product.id().value(),
                titlesDiffer(product),
                offers.stream()
                        .map(it -> told(it.id(), product.id(), it.merchant().domain(), it.listing()))
                        .toList(),
                evidence);
    }

    /// Everything that came close, one pair of listings for a pair of products: the closest.
    private List<Separate> close() {
        Set<Apart> pairs = new LinkedHashSet<>(wiring.matchEvidence().closeCalls());
        pairs.addAll(wiring.matchEvidence().silentNeighbours(NEIGHBOURS));
        Set<ListingId> ids = new HashSet<>();
        pairs.forEach(it -> {
            ids.add(it.a());
            ids.add(it.b());
        });
        Map<ListingId, Listing> listings = listings(ids);
        Map<ListingId, ProductId> products = wiring.products().productsOf(ids);
        Map<String, Separate> closest = new LinkedHashMap<>();
        for (Apart pair : pairs) {
            Listing a = listings.get(pair.a());
            Listing b = listings.get(pair.b());
            ProductId ofA = products.get(pair.a());
            ProductId ofB = products.get(pair.b());
            if (a == null || b == null || ofA == null || ofB == null) {
                continue;
            }
            Match match = PairJudge.judge(a, b);
            if (match instanceof Match.Different || match.evidence().score() < CLOSE) {
                continue;
            }
            Separate separate = new Separate(
                    answer(match),
                    match.evidence().score(),
                    List.of(told(pair.a(), ofA, shop(a), a), told(pair.b(), ofB, shop(b), b)),
                    match.evidence().reasons());
            String both = ofA.value().compareTo(ofB.value()) < 0 ? ofA + " " + ofB : ofB + " " + ofA;
            closest.merge(both, separate, (one, other) -> other.score() > one.score() ? other : one);
        }
        return List.copyOf(closest.values());
    }

    private static String answer(Match match) {
        return switch (match) {
            case Match.Same ignored -> "the same, but another listing of its product contradicts";
            case Match.Undecided ignored -> "too close to call";
            case Match.Different ignored -> "different";
            case Match.Conflict ignored -> "contradiction";
        };
    }

    private Map<ListingId, Listing> listings(Collection<ListingId> ids) {
        Map<ListingId, Listing> listings = new HashMap<>();
        List<ListingId> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            for (StoredListing stored :
                    wiring.listings().byIds(all.subList(from, Math.min(all.size(), from + AT_ONCE)))) {
                listings.put(stored.id(), stored.listing());
            }
        }
        return listings;
    }

    private static String shop(Listing listing) {
        return String.valueOf(listing.url().getAuthority());
    }

    private static Told told(ListingId id, ProductId product, String seller, Listing listing) {
        List<String> more = new ArrayList<>();
        listing.identity().brand().ifPresent(it -> more.add("brand " + it));
        listing.identity().mpn().ifPresent(it -> more.add("mpn " + it));
        listing.identity().gtin().ifPresent(it -> more.add("gtin " + it));
        listing.condition().ifPresent(it -> more.add("condition " + it.name().toLowerCase(Locale.ROOT)));
        listing.options().forEach(it -> more.add(it.name() + " " + it.value()));
        return new Told(
                id.value(),
                product.value(),
                seller,
                listing.title(),
                listing.price().toString(),
                listing.url().toString(),
                String.join(", ", more));
    }

    private static void print(Sample sample, PrintStream out) {
        out.printf(
                "seed %d: %d products, %d sold by several merchants (%d of them under differing titles), %d close"
                        + " pairs kept apart%nhow: %s%n",
                sample.seed(), sample.products(), sample.several(), sample.differing(), sample.close(), sample.how());
        int number = 0;
        for (Merged merged : sample.merged()) {
            out.printf(
                    "%nM%d merged %s%s%n",
                    ++number, merged.product(), merged.differingTitles() ? ", titles differ" : "");
            merged.offers().forEach(it -> print(it, out));
            merged.evidence().forEach(it -> out.printf("    because %s%n", it));
        }
        number = 0;
        for (Separate separate : sample.apart()) {
            out.printf(Locale.ROOT, "%nA%d apart, %s, %.2f%n", ++number, separate.answer(), separate.score());
            separate.listings().forEach(it -> print(it, out));
            out.printf("    because %s%n", String.join("; ", separate.evidence()));
        }
    }

    private static void print(Told told, PrintStream out) {
        out.printf(
                "    %s %s | %s | %s%s%n",
                told.listing(),
                told.seller(),
                told.title(),
                told.price(),
                told.more().isEmpty() ? "" : " | " + told.more());
    }
}
