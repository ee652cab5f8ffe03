package dev.aisle.supply.matching;

import dev.aisle.market.listing.ListingId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/// Divides listings that hang together into products. The strongest link is taken first, and two groups are
/// not joined where any listing of one contradicts any of the other. The outcome depends on the listings
/// and links alone, not on their order.
final class Clustering {

    /// No product has more offers than this from matching: what is larger is a mistake of somebody's data.
    static final int LARGEST_CLUSTER = 1_000;

    /// A reason to join two listings. Bonds and rulings are firm: only a ruling outranks them.
    record Link(MatchProfile a, MatchProfile b, double score, boolean firm) {

        static Link of(MatchProfile one, MatchProfile other, double score, boolean firm) {
            return MatchProfile.STABLE.compare(one, other) <= 0
                    ? new Link(one, other, score, firm)
                    : new Link(other, one, score, firm);
        }

        static final Comparator<Link> STRONGEST_FIRST = Comparator.comparing(Link::firm)
                .reversed()
                .thenComparing(Comparator.comparingDouble(Link::score).reversed())
                .thenComparing(Link::a, MatchProfile.STABLE)
                .thenComparing(Link::b, MatchProfile.STABLE);
    }

    private record Joined(long a, long b) {
        static Joined of(MatchProfile one, MatchProfile other) {
            return new Joined(Math.min(one.number(), other.number()), Math.max(one.number(), other.number()));
        }
    }

    private final BiPredicate<ListingId, ListingId> ruledApart;

    Clustering(BiPredicate<ListingId, ListingId> ruledApart) {
        this.ruledApart = ruledApart;
    }

    /// The clusters, each in the stable order of listings.
    List<List<MatchProfile>> clusters(List<MatchProfile> listings, List<Link> links) {
        Map<Integer, List<MatchProfile>> clusters = new LinkedHashMap<>();
        Map<ListingId, Integer> clusterOf = new HashMap<>();
        for (MatchProfile listing : listings) {
            clusterOf.put(listing.id(), clusters.size());
            clusters.put(clusters.size(), new ArrayList<>(List.of(listing)));
        }
        Set<Joined> joined = new HashSet<>();
        links.forEach(it -> joined.add(Joined.of(it.a(), it.b())));
        for (Link link : links.stream().sorted(Link.STRONGEST_FIRST).toList()) {
            int one = clusterOf.getOrDefault(link.a().id(), -1);
            int other = clusterOf.getOrDefault(link.b().id(), -1);
            List<MatchProfile> ofOne = clusters.getOrDefault(one, List.of());
            List<MatchProfile> ofOther = clusters.getOrDefault(other, List.of());
            if (one != other && mayJoin(ofOne, ofOther, link.firm(), joined)) {
                ofOther.forEach(it -> clusterOf.put(it.id(), one));
                ofOne.addAll(ofOther);
                clusters.remove(other);
            }
        }
        return clusters.values().stream()
                .map(cluster -> cluster.stream().sorted(MatchProfile.STABLE).toList())
                .toList();
    }

    /// @param joined pairs that are linked: they were judged, and do not contradict each other
    private boolean mayJoin(List<MatchProfile> one, List<MatchProfile> other, boolean firm, Set<Joined> joined) {
        if (one.size() + other.size() > LARGEST_CLUSTER) {
            return false;
        }
        for (MatchProfile a : one) {
            for (MatchProfile b : other) {
                if (ruledApart.test(a.id(), b.id())
                        || (!firm
                                && !joined.contains(Joined.of(a, b))
                                && PairJudge.judge(a, b).kind() == Verdict.Kind.CONFLICT)) {
                    return false;
                }
            }
        }
        return true;
    }
}
