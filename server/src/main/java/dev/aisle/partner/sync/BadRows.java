package dev.aisle.partner.sync;

import dev.aisle.base.db.Db;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.source.Source.BadRow;
import java.util.List;

/// The rows of a file that the last run of a source could not read. Of very many only the first are kept, all are
/// counted.
public final class BadRows {

    /// Kept of one run.
    public static final int MOST_KEPT = 10_000;

    private static final int LONGEST_REASON = 500;

    private final Db db;

    BadRows(Db db) {
        this.db = db;
    }

    /// The rows of one part of a run.
    public void add(MerchantId merchant, Platform platform, List<BadRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        int room = (int) Math.max(0, MOST_KEPT - count(merchant, platform));
        List<BadRow> kept = rows.subList(0, Math.min(room, rows.size()));
        db.execute(
                """
                insert into bad_rows (merchant_id, platform, row_no, reason)
                select ?, ?, n, r from unnest(?::bigint[], ?::text[]) as bad (n, r)
                on conflict (merchant_id, platform, row_no) do update set reason = excluded.reason
                """,
                merchant.value(),
                platform.slug(),
                kept.stream().map(BadRow::row).toList(),
                kept.stream().map(BadRows::reason).toList());
        db.execute(
                "update syncs set bad_rows = bad_rows + ? where merchant_id = ? and platform = ?",
                rows.size(),
                merchant.value(),
                platform.slug());
    }

    private static String reason(BadRow row) {
        String plain = row.reason().replace('\u0000', ' ');
        return plain.length() <= LONGEST_REASON ? plain : plain.substring(0, LONGEST_REASON) + "…";
    }

    /// How many there are in all, kept or not.
    public long count(MerchantId merchant, Platform platform) {
        return db.find(
                        "select bad_rows from syncs where merchant_id = ? and platform = ?",
                        row -> row.bigint("bad_rows"),
                        merchant.value(),
                        platform.slug())
                .orElse(0L);
    }

    /// The first that are kept, in the order of the file.
    public List<BadRow> list(MerchantId merchant, Platform platform, int most) {
        return db.list(
                "select row_no, reason from bad_rows where merchant_id = ? and platform = ? order by row_no limit ?",
                row -> new BadRow(row.bigint("row_no"), row.text("reason")),
                merchant.value(),
                platform.slug(),
                most);
    }

    /// A new run begins, or the connection ends.
    public void forget(MerchantId merchant, Platform platform) {
        db.execute("delete from bad_rows where merchant_id = ? and platform = ?", merchant.value(), platform.slug());
        db.execute(
                "update syncs set bad_rows = 0 where merchant_id = ? and platform = ?",
                merchant.value(),
                platform.slug());
    }
}
