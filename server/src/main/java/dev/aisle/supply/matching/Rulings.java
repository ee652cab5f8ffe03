package dev.aisle.supply.matching;

import dev.aisle.base.db.ChangeLog;
import dev.aisle.base.db.Db;
import dev.aisle.market.listing.ListingId;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an operator said about pairs of listings. A ruling outranks every score, and taking it back undoes it.
public final class Rulings {

    /// An operator's word on two listings, the smaller id first.
    public record Ruling(ListingId a, ListingId b, boolean same, String reason) {}

    private record Pair(ListingId a, ListingId b) {
        static Pair of(ListingId one, ListingId other) {
            return one.compareTo(other) <= 0 ? new Pair(one, other) : new Pair(other, one);
        }
    }

    /// The rulings on some listings.
    static final class Known {

        private final Map<Pair, Ruling> byPair = new HashMap<>();

        private Known(List<Ruling> rulings) {
            rulings.forEach(it -> byPair.put(Pair.of(it.a, it.b), it));
        }

        Collection<Ruling> all() {
            return byPair.values();
        }

        Optional<Ruling> on(ListingId one, ListingId other) {
            return byPair.isEmpty() ? Optional.empty() : Optional.ofNullable(byPair.get(Pair.of(one, other)));
        }

        boolean apart(ListingId one, ListingId other) {
            return on(one, other).filter(it -> !it.same).isPresent();
        }
    }

    private final Db db;
    private final InstantSource time;
    private final ChangeLog listingChanges;

    public Rulings(Db db, InstantSource time) {
        this.db = db;
        this.time = time;
        this.listingChanges = new ChangeLog(db, "listing_changes");
    }

    /// Rules that two listings are the same thing, or are not; it takes effect when the matching run comes to
    /// it.
    public void rule(ListingId one, ListingId other, boolean same, String reason) {
        if (one.equals(other)) {
            throw new IllegalArgumentException("a listing is always the same as itself: " + one);
        }
        Pair pair = Pair.of(one, other);
        db.transact(() -> {
            db.execute("""
                    insert into match_rulings (a, b, same, reason, ruled_at) values (?, ?, ?, ?, ?)
                    on conflict (a, b) do update set
                        same = excluded.same, reason = excluded.reason, ruled_at = excluded.ruled_at
                    """, pair.a.value(), pair.b.value(), same, reason, time.instant());
            matchAgain(pair);
        });
    }

    /// Takes a ruling back: the scores decide again.
    public void withdraw(ListingId one, ListingId other) {
        Pair pair = Pair.of(one, other);
        db.transact(() -> {
            db.execute("delete from match_rulings where a = ? and b = ?", pair.a.value(), pair.b.value());
            matchAgain(pair);
        });
    }

    public List<Ruling> list() {
        return db.list("select a, b, same, reason from match_rulings order by ruled_at, a, b", Rulings::read);
    }

    Known on(Collection<ListingId> listings) {
        if (listings.isEmpty()) {
            return new Known(List.of());
        }
        List<String> ids = listings.stream().map(ListingId::value).toList();
        return new Known(db.list("""
                select a, b, same, reason from match_rulings where a = any(?::text[])
                union select a, b, same, reason from match_rulings where b = any(?::text[])
                """, Rulings::read, ids, ids));
    }

    private void matchAgain(Pair pair) {
        List<String> ids = List.of(pair.a.value(), pair.b.value());
        db.execute("""
                update matches set digest = 0 from listings
                where listings.no = matches.listing and listings.id = any(?::text[])
                """, ids);
        listingChanges.append(ids);
    }

    private static Ruling read(Db.Row row) {
        return new Ruling(
                new ListingId(row.text("a")), new ListingId(row.text("b")), row.bool("same"), row.text("reason"));
    }
}
