package dev.aisle.supply.matching;

import dev.aisle.market.listing.ListingId;
import dev.aisle.market.listing.Listings;
import dev.aisle.market.listing.StoredListing;
import dev.aisle.market.product.Regrouping.Member;
import dev.aisle.supply.matching.Clustering.Link;
import dev.aisle.supply.matching.MatchTables.Edge;
import dev.aisle.supply.matching.MatchTables.Neighbour;
import dev.aisle.supply.matching.MatchTables.Row;
import dev.aisle.supply.matching.Seating.Pair;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The matching of one batch: seat what is new in its blocks, judge the pairs, follow the links, divide the
/// groups.
final class MatchBatch {

    /// Links are followed over so many listings; what hangs together beyond that is a mistake of somebody's
    /// data.
    static final int LARGEST_GROUP = 20_000;

    private static final double RULED = 2;

    private final Listings listings;
    private final MatchTables tables;
    private final Rulings rulings;
    private final List<Long> fresh;
    private final List<Long> left;
    private final Map<Long, Row> known;

    private final Map<Long, Optional<Long>> bondOf = new HashMap<>();
    private final Map<Long, MatchProfile> profiles = new HashMap<>();
    private final Map<Long, Long> digests = new HashMap<>();
    private final Map<Pair, Edge> same = new LinkedHashMap<>();

    /// @param fresh listings to match, new ones and those whose words changed
    /// @param left listings that are matched and no longer shown
    /// @param known the rows of those of them that were matched before
    MatchBatch(
            Listings listings,
            MatchTables tables,
            Rulings rulings,
            List<StoredListing> fresh,
            List<Long> left,
            Map<Long, Row> known) {
        this.listings = listings;
        this.tables = tables;
        this.rulings = rulings;
        this.fresh = fresh.stream().map(StoredListing::number).toList();
        fresh.forEach(this::readWhole);
        this.left = left;
        this.known = known;
    }

    /// Every group that the batch touches, divided into products, in the stable order of listings.
    List<List<Member>> clusters() {
        List<Row> rows = fresh.stream().map(it -> row(profile(it))).toList();
        rows.forEach(it -> bondOf.put(it.listing(), it.bond()));
        tables.remove(known.keySet());
        tables.add(rows, this::profile);
        Seating seating = Seating.move(tables, known, rows, left);
        Set<Long> judged = new LinkedHashSet<>(fresh);
        judged.addAll(seating.woken());
        Set<Long> start = new LinkedHashSet<>(judged);
        start.addAll(formerNeighbours(seating.woken()));
        left.forEach(start::remove);
        judge(judged, seating.pairs());
        return divided(reached(start, judged));
    }

    /// Forgets the links of what is matched again or left, and gives whom they led to.
    private Set<Long> formerNeighbours(Set<Long> woken) {
        Set<Long> former = new LinkedHashSet<>(known.keySet());
        former.addAll(woken);
        Set<Long> neighbours = new LinkedHashSet<>();
        for (Edge edge : tables.edgesOf(former)) {
            neighbours.add(edge.a());
            neighbours.add(edge.b());
        }
        tables.removeEdgesOf(former);
        Set<Long> bonds = new HashSet<>();
        known.values().forEach(it -> it.bond().ifPresent(bonds::add));
        tables.bonded(bonds).forEach(it -> neighbours.add(it.listing()));
        return neighbours;
    }

    private void judge(Set<Long> judged, Set<Pair> pairs) {
        Set<Long> needed = new LinkedHashSet<>(judged);
        pairs.forEach(it -> {
            needed.add(it.a());
            needed.add(it.b());
        });
        load(needed);
        Map<Pair, Edge> edges = new LinkedHashMap<>();
        for (Pair pair : pairs) {
            edge(pair, judged(profile(pair.a()), profile(pair.b()))).ifPresent(it -> edges.put(pair, it));
        }
        overrule(judged, edges);
        tables.addEdges(edges.values());
        edges.forEach((pair, edge) -> {
            if (edge.same()) {
                same.put(pair, edge);
            }
        });
    }

    /// In the stable order of the two, so that no last digit of a score depends on which came first.
    private static Verdict judged(MatchProfile one, MatchProfile other) {
        return MatchProfile.STABLE.compare(one, other) <= 0 ? PairJudge.judge(one, other) : PairJudge.judge(other, one);
    }

    private static Optional<Edge> edge(Pair pair, Verdict verdict) {
        return switch (verdict.kind()) {
            case SAME -> Optional.of(edge(pair, true, verdict.evidence(verdict.score())));
            case UNDECIDED -> Optional.of(edge(pair, false, verdict.evidence(verdict.score())));
            case DIFFERENT, CONFLICT -> Optional.empty();
        };
    }

    private static Edge edge(Pair pair, boolean same, Match.Evidence evidence) {
        double asStored = (float) evidence.score();
        return new Edge(pair.a(), pair.b(), same, asStored, evidence.reasons());
    }

    private void overrule(Set<Long> judged, Map<Pair, Edge> edges) {
        Rulings.Known ruled =
                rulings.on(judged.stream().map(it -> profile(it).id()).toList());
        if (ruled.all().isEmpty()) {
            return;
        }
        Set<ListingId> ids = new HashSet<>();
        ruled.all().forEach(it -> ids.addAll(List.of(it.a(), it.b())));
        Map<ListingId, Long> numbers = tables.numbers(ids);
        for (Rulings.Ruling ruling : ruled.all()) {
            Long a = numbers.get(ruling.a());
            Long b = numbers.get(ruling.b());
            if (a != null && b != null) {
                Pair pair = Pair.of(a, b);
                edges.remove(pair);
                if (ruling.same()) {
                    edges.put(
                            pair,
                            new Edge(pair.a(), pair.b(), true, RULED, List.of("ruled the same: " + ruling.reason())));
                }
            }
        }
    }

    /// Follows links and bonds from these listings to all that hang together with them.
    private Set<Long> reached(Set<Long> start, Set<Long> judged) {
        Set<Long> reached = new LinkedHashSet<>(start);
        Set<Long> bonds = new HashSet<>();
        same.values().forEach(it -> reached.addAll(List.of(it.a(), it.b())));
        List<Long> frontier = List.copyOf(reached);
        while (!frontier.isEmpty() && reached.size() <= LARGEST_GROUP) {
            List<Long> next = new ArrayList<>();
            List<Long> unread =
                    frontier.stream().filter(it -> !judged.contains(it)).toList();
            load(unread);
            for (Edge edge : tables.edgesOf(unread)) {
                if (edge.same()) {
                    same.put(Pair.of(edge.a(), edge.b()), edge);
                    List.of(edge.a(), edge.b()).stream().filter(reached::add).forEach(next::add);
                }
            }
            Set<Long> asked = new LinkedHashSet<>();
            frontier.forEach(it -> bondOf(it).filter(bonds::add).ifPresent(asked::add));
            List<Neighbour> bonded = tables.bonded(asked);
            meet(bonded);
            for (Neighbour one : bonded) {
                if (reached.add(one.listing())) {
                    next.add(one.listing());
                }
            }
            frontier = next;
        }
        reached.removeIf(it -> !bondOf.containsKey(it));
        return reached;
    }

    private List<List<Member>> divided(Set<Long> reached) {
        load(reached);
        Map<Long, List<Long>> bonded = new LinkedHashMap<>();
        reached.forEach(it -> bondOf(it)
                .ifPresent(bond ->
                        bonded.computeIfAbsent(bond, key -> new ArrayList<>()).add(it)));
        List<Link> links = new ArrayList<>();
        for (Edge edge : same.values()) {
            if (reached.contains(edge.a()) && reached.contains(edge.b())) {
                links.add(Link.of(profile(edge.a()), profile(edge.b()), edge.score(), edge.score() >= RULED));
            }
        }
        for (List<Long> choices : bonded.values()) {
            List<MatchProfile> sorted = choices.stream()
                    .map(this::profile)
                    .sorted(MatchProfile.STABLE)
                    .toList();
            for (MatchProfile other : sorted.subList(1, sorted.size())) {
                links.add(Link.of(sorted.getFirst(), other, 1, true));
            }
        }
        List<MatchProfile> all = reached.stream().map(this::profile).toList();
        List<ListingId> linked = links.stream()
                .flatMap(it -> List.of(it.a().id(), it.b().id()).stream())
                .distinct()
                .toList();
        Rulings.Known ruled = rulings.on(linked);
        return new Clustering(ruled::apart)
                .clusters(all, links).stream()
                        .sorted(Comparator.comparing(List::getFirst, MatchProfile.STABLE))
                        .map(cluster -> cluster.stream().map(MatchBatch::member).toList())
                        .toList();
    }

    private static Member member(MatchProfile profile) {
        return new Member(profile.id(), profile.key().merchant(), profile.group());
    }

    private void load(Collection<Long> numbers) {
        meet(tables.neighbours(
                numbers.stream().filter(it -> !bondOf.containsKey(it)).toList()));
    }

    /// Takes them in as they were when they were matched; whom other rules matched is read anew.
    private void meet(Collection<Neighbour> neighbours) {
        List<Long> outdated = new ArrayList<>();
        for (Neighbour one : neighbours) {
            if (bondOf.putIfAbsent(one.listing(), one.bond()) == null) {
                one.profile().ifPresentOrElse(it -> profiles.put(one.listing(), it), () -> outdated.add(one.listing()));
            }
        }
        readWhole(outdated);
    }

    private void readWhole(Collection<Long> numbers) {
        listings.byNumbers(numbers).forEach(this::readWhole);
    }

    private void readWhole(StoredListing listing) {
        profiles.put(listing.number(), MatchProfile.of(listing));
        digests.put(listing.number(), listing.matchDigest());
    }

    private MatchProfile profile(long number) {
        MatchProfile profile = profiles.get(number);
        if (profile == null) {
            throw new IllegalStateException("listing " + number + " was not loaded");
        }
        return profile;
    }

    private Optional<Long> bondOf(long number) {
        return bondOf.getOrDefault(number, Optional.empty());
    }

    private Row row(MatchProfile profile) {
        return new Row(
                profile.number(),
                Matcher.digest(digests.getOrDefault(profile.number(), 0L)),
                profile.bond(),
                BlockingKeys.of(profile));
    }
}
