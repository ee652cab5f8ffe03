package dev.aisle.supply.matching;

import dev.aisle.base.db.Db;
import dev.aisle.market.listing.ListingId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What matching remembers: by what each listing was matched, the blocks it stands in, and the pairs worth
/// remembering.
final class MatchTables {

    /// By what a listing was matched.
    record Row(long listing, long digest, Optional<Long> bond, List<Long> keys) {}

    /// A listing as others are compared with it. Rows of before the first release have no profile.
    record Neighbour(long listing, Optional<Long> bond, Optional<MatchProfile> profile) {}

    record Seat(long key, long listing) {}

    /// Two listings, the smaller number first, that are the same or too close to call.
    record Edge(long a, long b, boolean same, double score, List<String> reasons) {}

    /// So many more than blocks are asked for are read of them together.
    private static final int MOST_SEATS_AT_ONCE = 20_000;

    private final Db db;

    MatchTables(Db db) {
        this.db = db;
    }

    Map<Long, Row> rows(Collection<Long> listings) {
        Map<Long, Row> rows = new HashMap<>();
        if (!listings.isEmpty()) {
            db.list(
                            "select listing, digest, bond, keys from matches where listing = any(?::bigint[])",
                            MatchTables::row,
                            listings)
                    .forEach(it -> rows.put(it.listing(), it));
        }
        return rows;
    }

    List<Neighbour> neighbours(Collection<Long> listings) {
        return listings.isEmpty()
                ? List.of()
                : db.list(
                        "select listing, bond, profile from matches where listing = any(?::bigint[])",
                        MatchTables::neighbour,
                        listings);
    }

    List<Neighbour> bonded(Collection<Long> bonds) {
        return bonds.isEmpty()
                ? List.of()
                : db.list(
                        "select listing, bond, profile from matches where bond = any(?::bigint[])",
                        MatchTables::neighbour,
                        bonds);
    }

    void add(Collection<Row> rows, Function<Long, MatchProfile> profiles) {
        db.copy("matches (listing, digest, bond, keys, profile)", rows, it -> new Object[] {
            it.listing(), it.digest(), it.bond(), it.keys(), ProfileText.write(profiles.apply(it.listing()))
        });
    }

    void remove(Collection<Long> listings) {
        if (!listings.isEmpty()) {
            db.execute("delete from matches where listing = any(?::bigint[])", listings);
        }
    }

    /// In the order of the keys, so that neighbours in the index are written together.
    void seat(Collection<Seat> seats) {
        List<Seat> sorted =
                seats.stream().sorted(Comparator.comparingLong(Seat::key)).toList();
        db.copy("match_keys (key, listing)", sorted, it -> new Object[] {it.key(), it.listing()});
    }

    void unseat(Collection<Seat> seats) {
        if (!seats.isEmpty()) {
            db.execute(
                    """
                    delete from match_keys using unnest(?::bigint[], ?::bigint[]) as given (key, listing)
                    where match_keys.key = given.key and match_keys.listing = given.listing
                    """,
                    seats.stream().map(Seat::key).toList(),
                    seats.stream().map(Seat::listing).toList());
        }
    }

    /// Who stands in these blocks: everybody, or of a large block at least so many. Blocks are small as a rule and
    /// are read in one go, in the order of the index; where that comes to too much, the rest block by block.
    Map<Long, List<Long>> blocks(Collection<Long> keys, int most) {
        Map<Long, List<Long>> blocks = new HashMap<>();
        if (keys.isEmpty()) {
            return blocks;
        }
        List<Long> sorted = keys.stream().sorted().toList();
        int limit = sorted.size() + MOST_SEATS_AT_ONCE;
        List<Seat> seats = seats(sorted, limit);
        if (seats.size() == limit) {
            long cutOff = seats.getLast().key();
            seats = new ArrayList<>(
                    seats.stream().filter(it -> it.key() < cutOff).toList());
            seats.addAll(seatsOfEach(sorted.stream().filter(it -> it >= cutOff).toList(), most));
        }
        seats.forEach(it ->
                blocks.computeIfAbsent(it.key(), key -> new ArrayList<>(2)).add(it.listing()));
        return blocks;
    }

    private List<Seat> seats(List<Long> keys, int limit) {
        return db.list(
                "select key, listing from match_keys where key = any(?::bigint[]) order by key limit ?",
                MatchTables::seat,
                keys,
                limit);
    }

    private List<Seat> seatsOfEach(List<Long> keys, int most) {
        return db.list("""
                select given.key, seated.listing from unnest(?::bigint[]) as given (key)
                cross join lateral (
                    select listing from match_keys where match_keys.key = given.key limit ?
                ) as seated
                """, MatchTables::seat, keys, most);
    }

    List<Edge> edgesOf(Collection<Long> listings) {
        return listings.isEmpty()
                ? List.of()
                : db.list(
                        """
                        select a, b, same, score, evidence from match_edges where a = any(?::bigint[])
                        union
                        select a, b, same, score, evidence from match_edges where b = any(?::bigint[])
                        """,
                        row -> new Edge(
                                row.bigint("a"),
                                row.bigint("b"),
                                row.bool("same"),
                                row.decimal("score"),
                                row.texts("evidence")),
                        listings,
                        listings);
    }

    void removeEdgesOf(Collection<Long> listings) {
        if (!listings.isEmpty()) {
            db.execute(
                    "delete from match_edges where a = any(?::bigint[]) or b = any(?::bigint[])", listings, listings);
        }
    }

    void addEdges(Collection<Edge> edges) {
        db.copy("match_edges (a, b, same, score, evidence)", edges, it ->
                new Object[] {it.a(), it.b(), it.same(), it.score(), it.reasons()});
    }

    /// The numbers of the listings that are matched.
    Map<ListingId, Long> numbers(Collection<ListingId> ids) {
        Map<ListingId, Long> numbers = new HashMap<>();
        db.list(
                        "select id, no from listings join matches on matches.listing = listings.no where id = any(?::text[])",
                        row -> Map.entry(new ListingId(row.text("id")), row.bigint("no")),
                        ids.stream().map(ListingId::value).toList())
                .forEach(it -> numbers.put(it.getKey(), it.getValue()));
        return numbers;
    }

    private static Row row(Db.Row row) {
        return new Row(row.bigint("listing"), row.bigint("digest"), row.optBigint("bond"), row.bigints("keys"));
    }

    private static Seat seat(Db.Row row) {
        return new Seat(row.bigint("key"), row.bigint("listing"));
    }

    private static Neighbour neighbour(Db.Row row) {
        long listing = row.bigint("listing");
        return new Neighbour(
                listing,
                row.optBigint("bond"),
                row.optText("profile").flatMap(text -> ProfileText.read(listing, text)));
    }
}
