package dev.aisle.supply.matching;

import dev.aisle.supply.matching.MatchTables.Row;
import dev.aisle.supply.matching.MatchTables.Seat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who stands in which block once the listings of a batch are moved to theirs, and who has to be compared for it.
final class Seating {

    /// A block with more listings than this says too little to compare its members; it is then left out
    /// altogether, for all of them, until it is smaller again. So who is compared does not depend on who came
    /// first.
    static final int LARGEST_BLOCK = 60;

    /// Two listings to compare, the smaller number first.
    record Pair(long a, long b) {
        static Pair of(long one, long other) {
            return new Pair(Math.min(one, other), Math.max(one, other));
        }
    }

    private final MatchTables tables;
    private final Map<Long, List<Long>> keys = new LinkedHashMap<>();
    private final Map<Long, List<Long>> blocks = new HashMap<>();
    private final Set<Long> touched = new LinkedHashSet<>();
    private final Map<Long, Integer> growth = new HashMap<>();
    private final Set<Long> woken = new LinkedHashSet<>();

    private Seating(MatchTables tables) {
        this.tables = tables;
    }

    /// Moves the listings to their new blocks.
    ///
    /// @param before as they were matched the last time
    /// @param fresh with the blocks they belong in now
    /// @param left listings that leave their blocks
    static Seating move(MatchTables tables, Map<Long, Row> before, Collection<Row> fresh, Collection<Long> left) {
        Seating seating = new Seating(tables);
        fresh.forEach(it -> seating.keys.put(it.listing(), it.keys()));
        seating.reseat(before, left);
        seating.wake();
        return seating;
    }

    /// Those not of the batch who stand in a block that became too large, or is no longer: their pairs have to be
    /// looked for again.
    Set<Long> woken() {
        return woken;
    }

    /// Those of the batch, and the woken ones, each with everybody in a block with it.
    Set<Pair> pairs() {
        Set<Pair> pairs = new LinkedHashSet<>();
        keys.forEach((listing, itsKeys) -> {
            for (long key : itsKeys) {
                List<Long> block = block(key);
                if (block.size() <= LARGEST_BLOCK) {
                    block.stream().filter(it -> !it.equals(listing)).forEach(it -> pairs.add(Pair.of(listing, it)));
                }
            }
        });
        return pairs;
    }

    /// What the batch takes is not read back, so that most blocks of new listings are found empty.
    private void reseat(Map<Long, Row> before, Collection<Long> left) {
        List<Seat> taken = new ArrayList<>();
        List<Seat> given = new ArrayList<>();
        keys.forEach((listing, now) -> {
            List<Long> then = keysOf(before, listing);
            for (long key : now) {
                touched.add(key);
                if (!then.contains(key)) {
                    taken.add(new Seat(key, listing));
                    growth.merge(key, 1, Integer::sum);
                }
            }
            then.stream().filter(it -> !now.contains(it)).forEach(it -> given.add(new Seat(it, listing)));
        });
        left.forEach(listing -> keysOf(before, listing).forEach(it -> given.add(new Seat(it, listing))));
        for (Seat seat : given) {
            touched.add(seat.key());
            growth.merge(seat.key(), -1, Integer::sum);
        }
        tables.unseat(given);
        read(touched);
        tables.seat(taken);
        taken.forEach(it ->
                blocks.computeIfAbsent(it.key(), key -> new ArrayList<>(2)).add(it.listing()));
    }

    private static List<Long> keysOf(Map<Long, Row> rows, long listing) {
        Row row = rows.get(listing);
        return row == null ? List.of() : row.keys();
    }

    private void wake() {
        growth.forEach((key, grown) -> {
            boolean wasTooLarge = block(key).size() - grown > LARGEST_BLOCK;
            if (wasTooLarge != block(key).size() > LARGEST_BLOCK) {
                woken.addAll(block(key));
            }
        });
        woken.removeAll(keys.keySet());
        Set<Long> unread = new LinkedHashSet<>();
        Map<Long, Row> rows = tables.rows(woken);
        for (long listing : woken) {
            List<Long> itsKeys = keysOf(rows, listing);
            keys.put(listing, itsKeys);
            itsKeys.stream().filter(it -> !blocks.containsKey(it)).forEach(unread::add);
        }
        read(unread);
    }

    /// Of a block that is too large so many that it shows.
    private void read(Set<Long> unread) {
        blocks.putAll(tables.blocks(unread, LARGEST_BLOCK + 1));
    }

    private List<Long> block(long key) {
        return blocks.getOrDefault(key, List.of());
    }
}
