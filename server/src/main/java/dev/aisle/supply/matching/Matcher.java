package dev.aisle.supply.matching;

import dev.aisle.base.db.Db;
import dev.aisle.base.ids.Fingerprint;
import dev.aisle.market.listing.ListingHead;
import dev.aisle.market.listing.Listings;
import dev.aisle.market.listing.StoredListing;
import dev.aisle.market.product.Regrouping;
import dev.aisle.market.product.Regrouping.Member;
import dev.aisle.supply.matching.MatchTables.Row;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds which listings are the same thing. The outcome is a function of the listings alone: pairs are looked
/// for in blocks that depend on one listing each, judged from two listings alone, and every group that a batch
/// touches is divided anew. To be called in a transaction by one worker at a time.
public final class Matcher {

    /// Changes with the rules and with what a profile holds, so that a listing is matched by the new ones when it is
    /// next looked at.
    static final long RULES = Fingerprint.of("rules 5");

    private final Listings listings;
    private final MatchTables tables;
    private final Rulings rulings;

    public Matcher(Db db, Listings listings, InstantSource time) {
        this.listings = listings;
        this.tables = new MatchTables(db);
        this.rulings = new Rulings(db, time);
    }

    /// Matches a batch of listings of which something changed. A listing whose words did not change keeps its
    /// place.
    public Regrouping match(List<StoredListing> batch) {
        Map<Long, Row> known =
                tables.rows(batch.stream().map(StoredListing::number).toList());
        List<ListingHead> shown = new ArrayList<>();
        List<ListingHead> gone = new ArrayList<>();
        List<StoredListing> fresh = new ArrayList<>();
        List<Long> left = new ArrayList<>();
        for (StoredListing listing : batch) {
            ListingHead head = listing.head();
            Row row = known.get(head.number());
            if (head.state().isShown()) {
                shown.add(head);
                if (row == null || row.digest() != digest(head.matchDigest())) {
                    fresh.add(listing);
                }
            } else {
                gone.add(head);
                if (row != null) {
                    left.add(head.number());
                }
            }
        }
        Set<Long> moving = new HashSet<>(left);
        fresh.forEach(it -> moving.add(it.number()));
        known.keySet().retainAll(moving);
        List<List<Member>> clusters = fresh.isEmpty() && left.isEmpty()
                ? List.of()
                : new MatchBatch(listings, tables, rulings, fresh, left, known).clusters();
        return new Regrouping(clusters, gone.stream().map(ListingHead::id).toList(), shown);
    }

    static long digest(long matchDigest) {
        return matchDigest ^ RULES;
    }
}
