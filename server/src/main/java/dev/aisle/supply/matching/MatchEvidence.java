package dev.aisle.supply.matching;

import dev.aisle.base.db.Db;
import dev.aisle.market.listing.ListingId;
import java.util.Collection;
import java.util.List;

/// What matching remembers of its answers, in words, for operators and figures. It reads only.
public final class MatchEvidence {

    /// A block's members are compared with each other only so far; see [Seating].
    private static final int LARGEST_BLOCK = Seating.LARGEST_BLOCK;

    private static final int MOST = 50;

    /// A listing compared with another one, by their numbers.
    ///
    /// @param same whether they are one thing; else they were too close to call and stay apart
    /// @param reasons in words
    public record Compared(long other, boolean same, double score, List<String> reasons) {}

    /// Two listings that are the same thing or too close to call, as the last run left it.
    ///
    /// @param score from 0 to 1; above 1 where an operator ruled
    /// @param reasons in words, the weightiest first
    public record Remembered(ListingId a, ListingId b, boolean same, double score, List<String> reasons) {
        public Remembered {
            reasons = List.copyOf(reasons);
        }
    }

    /// Two listings of different merchants in different products.
    public record Apart(ListingId a, ListingId b) {}

    private final Db db;

    public MatchEvidence(Db db) {
        this.db = db;
    }

    /// The comparisons of the listing with that number, those that hold it together with others first.
    public List<Compared> of(long listing) {
        return db.list(
                """
                select case when a = ? then b else a end as other, same, score, evidence from match_edges
                where a = ? or b = ? order by same desc, score desc, other limit ?
                """,
                row -> new Compared(row.bigint("other"), row.bool("same"), row.decimal("score"), row.texts("evidence")),
                listing,
                listing,
                listing,
                MOST);
    }

    /// Every answer remembered on these listings, the strongest first. What was plainly different is not kept: judge
    /// it again with [PairJudge#judge].
    public List<Remembered> on(Collection<ListingId> listings) {
        List<String> ids = listings.stream().map(ListingId::value).toList();
        return db.list("""
                select one.id as a, other.id as b, same, score, evidence
                from (
                    select e.* from match_edges e join listings l on l.no = e.a where l.id = any(?::text[])
                    union
                    select e.* from match_edges e join listings l on l.no = e.b where l.id = any(?::text[])
                ) as edge
                join listings one on one.no = edge.a
                join listings other on other.no = edge.b
                order by same desc, score desc, one.id, other.id
                """, MatchEvidence::read, ids, ids);
    }

    /// Pairs that were too close to call, and pairs that are the same thing and yet ended apart because
    /// something else in a product contradicts: shown, of different merchants, in different products.
    public List<Apart> closeCalls() {
        return db.list("""
                select one.id as a, other.id as b from match_edges
                join listings one on one.no = match_edges.a
                join listings other on other.no = match_edges.b
                join offers first on first.id = one.id and first.shown
                join offers second on second.id = other.id and second.shown
                where first.product_id <> second.product_id and first.merchant_id <> second.merchant_id
                order by one.id, other.id
                """, MatchEvidence::pair);
    }

    /// Pairs in one block together that nothing is remembered of: they contradict each other, or have too little in
    /// common. At most so many, those of the blocks with the smallest keys.
    public List<Apart> silentNeighbours(int most) {
        return db.list("""
                select distinct least(one.id, other.id) as a, greatest(one.id, other.id) as b
                from (
                    select key from match_keys group by key having count(*) between 2 and ? order by key limit ?
                ) as block
                join match_keys here on here.key = block.key
                join match_keys there on there.key = block.key and there.listing > here.listing
                join listings one on one.no = here.listing
                join listings other on other.no = there.listing
                join offers first on first.id = one.id and first.shown
                join offers second on second.id = other.id and second.shown
                where first.product_id <> second.product_id and first.merchant_id <> second.merchant_id
                and not exists (
                    select 1 from match_edges
                    where a = least(one.no, other.no) and b = greatest(one.no, other.no)
                )
                order by 1, 2 limit ?
                """, MatchEvidence::pair, LARGEST_BLOCK, most, most);
    }

    private static Remembered read(Db.Row row) {
        return new Remembered(
                new ListingId(row.text("a")),
                new ListingId(row.text("b")),
                row.bool("same"),
                row.decimal("score"),
                row.texts("evidence"));
    }

    private static Apart pair(Db.Row row) {
        return new Apart(new ListingId(row.text("a")), new ListingId(row.text("b")));
    }
}
