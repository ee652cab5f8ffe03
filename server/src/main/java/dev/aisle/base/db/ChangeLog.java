package dev.aisle.base.db;

import java.util.List;

/// A table of changes that readers follow, each from its own place. A sequence can commit out of order, so
/// a place is the pair (transaction id, sequence number), and only rows of transactions older than every
/// running one are read: nothing can appear behind a place once it is passed.
///
/// The table has the columns `xid xid8 default pg_current_xact_id()`, `seq bigint generated always as
/// identity` and `id text`, with a primary key on `(xid, seq)`.
public final class ChangeLog {

    /// Where a reader stands; the start of the log is [#START].
    public record Place(long xid, long seq) {
        public static final Place START = new Place(0, 0);
    }

    /// A batch of ids in the order of the log, an id once, and the place behind it.
    public record Batch(List<String> ids, Place next) {
        public boolean isEmpty() {
            return ids.isEmpty();
        }
    }

    private record Entry(String id, Place place) {}

    private final Db db;
    private final String table;

    public ChangeLog(Db db, String table) {
        this.db = db;
        this.table = table;
    }

    /// Appends the ids, in the transaction of the caller.
    public void append(List<String> ids) {
        db.copy(table + " (id)", ids, id -> new Object[] {id});
    }

    public Batch readAfter(Place place, int limit) {
        List<Entry> entries = db.list(
                """
                select id, xid::text::bigint as transaction, seq from %s
                where (xid, seq) > (?::text::xid8, ?) and xid < pg_snapshot_xmin(pg_current_snapshot())
                order by xid, seq limit ?
                """.formatted(table),
                row -> new Entry(row.text("id"), new Place(row.bigint("transaction"), row.bigint("seq"))),
                Long.toString(place.xid()),
                place.seq(),
                limit);
        return entries.isEmpty()
                ? new Batch(List.of(), place)
                : new Batch(
                        entries.stream().map(Entry::id).distinct().toList(),
                        entries.getLast().place());
    }

    /// The place behind all that can be read now.
    public Place end() {
        return new Place(
                db.get(
                        "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1 as xid",
                        row -> row.bigint("xid")),
                Long.MAX_VALUE);
    }

    /// The place a named reader has reached and kept in the database; index readers keep theirs with the index.
    public Place placeOf(String reader) {
        return db.find(
                        "select xid, seq from log_places where log = ? and reader = ?",
                        row -> new Place(row.bigint("xid"), row.bigint("seq")),
                        table,
                        reader)
                .orElse(Place.START);
    }

    public void keepPlace(String reader, Place place) {
        db.execute("""
                insert into log_places (log, reader, xid, seq) values (?, ?, ?, ?)
                on conflict (log, reader) do update set xid = excluded.xid, seq = excluded.seq
                """, table, reader, place.xid(), place.seq());
    }
}
