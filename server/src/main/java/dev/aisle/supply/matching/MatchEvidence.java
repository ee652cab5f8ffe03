package dev.aisle.supply.matching;

import dev.aisle.base.db.Db;
import java.util.List;

/// What matching found out about pairs of listings, for those who ask why two stand together or apart. Pairs that were
/// never candidates are not kept.
public final class MatchEvidence {

    /// A listing compared with another one, by their numbers.
    ///
    /// @param same whether they are one thing; else they were too close to call and stay apart
    /// @param reasons in words
    public record Compared(long other, boolean same, double score, List<String> reasons) {}

    private static final int MOST = 50;

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
}
