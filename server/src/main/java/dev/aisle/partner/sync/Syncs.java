package dev.aisle.partner.sync;

import dev.aisle.base.db.Db;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import java.time.Instant;
import java.util.Optional;

/// The state of every sync of a source.
public final class Syncs {

    private static final String SELECT = """
            select merchant_id, platform, store, currency, hook, place, since, run_started_at, full_run, full_run_at, failures, heard_at
            from syncs
            """;

    private final Db db;
    private final BadRows badRows;

    public Syncs(Db db) {
        this.db = db;
        this.badRows = new BadRows(db);
    }

    /// What could not be read in their last runs.
    public BadRows badRows() {
        return badRows;
    }

    /// Begins anew for a store that was just connected; nothing of it has been read.
    public void put(MerchantId merchant, Platform platform, String store, Optional<String> currency, String hook) {
        db.execute("""
                insert into syncs (merchant_id, platform, store, currency, hook) values (?, ?, ?, ?, ?)
                on conflict (merchant_id, platform) do update set store = excluded.store, currency = excluded.currency,
                    hook = excluded.hook, place = null, since = null, run_started_at = null, full_run = true,
                    full_run_at = null, failures = 0,
                    heard_at = case when syncs.hook = excluded.hook then syncs.heard_at end
                """, merchant.value(), platform.slug(), store, currency, hook);
    }

    public Optional<SyncState> find(MerchantId merchant, Platform platform) {
        return db.find(
                SELECT + "where merchant_id = ? and platform = ?", Syncs::read, merchant.value(), platform.slug());
    }

    public Optional<SyncState> findByHook(String hook) {
        return db.find(SELECT + "where hook = ?", Syncs::read, hook);
    }

    /// The platform called at the hook; only the first time is kept.
    public void heard(SyncState sync, Instant now) {
        if (sync.heardAt().isEmpty()) {
            update(sync, "heard_at = coalesce(heard_at, ?)", now);
        }
    }

    /// Whether the platform calls is not known any more.
    public void unheard(MerchantId merchant, Platform platform) {
        db.execute(
                "update syncs set heard_at = null where merchant_id = ? and platform = ?",
                merchant.value(),
                platform.slug());
    }

    /// Whether the sync is still wanted. Until the caller's transaction ends it cannot be removed, and nobody else
    /// stores for it.
    public boolean isKept(MerchantId merchant, Platform platform) {
        return db.find(
                        "select store from syncs where merchant_id = ? and platform = ? for update",
                        row -> row.text("store"),
                        merchant.value(),
                        platform.slug())
                .isPresent();
    }

    /// Another merchant's sync of the same store.
    public boolean isTaken(MerchantId merchant, Platform platform, String store) {
        return !db.list(
                        "select store from syncs where merchant_id <> ? and platform = ? and store = ?",
                        row -> row.text("store"),
                        merchant.value(),
                        platform.slug(),
                        store)
                .isEmpty();
    }

    public void startRun(SyncState sync, Instant now, boolean full) {
        badRows.forget(sync.merchant(), sync.platform());
        update(sync, "place = null, run_started_at = ?, full_run = ?", now, full);
    }

    /// The next run is a full one.
    public void wantFullRun(SyncState sync) {
        update(sync, "full_run_at = null");
    }

    public void advance(SyncState sync, String place) {
        update(sync, "place = ?, failures = 0", place);
    }

    /// The run that began then is complete; the next one reads on from its beginning.
    public void endRun(SyncState sync, Instant startedAt, boolean full) {
        update(
                sync,
                "place = null, run_started_at = null, failures = 0, since = ?, full_run_at = case when ? then ? else full_run_at end",
                startedAt,
                full,
                startedAt);
    }

    /// A part could not be read; the run stands where it stood.
    public void fail(SyncState sync) {
        update(sync, "failures = failures + 1");
    }

    public void remove(MerchantId merchant, Platform platform) {
        badRows.forget(merchant, platform);
        db.execute("delete from syncs where merchant_id = ? and platform = ?", merchant.value(), platform.slug());
        db.execute(
                "delete from source_items where merchant_id = ? and platform = ?", merchant.value(), platform.slug());
        db.execute("delete from things_told where merchant_id = ? and platform = ?", merchant.value(), platform.slug());
        db.execute(
                "delete from hook_deliveries where merchant_id = ? and platform = ?",
                merchant.value(),
                platform.slug());
    }

    private void update(SyncState sync, String what, Object... arguments) {
        Object[] all = new Object[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = sync.merchant().value();
        all[arguments.length + 1] = sync.platform().slug();
        db.execute("update syncs set " + what + " where merchant_id = ? and platform = ?", all);
    }

    private static SyncState read(Db.Row row) {
        return new SyncState(
                new MerchantId(row.text("merchant_id")),
                Platform.ofSlug(row.text("platform")).orElseThrow(),
                row.text("store"),
                row.optText("currency"),
                row.optText("hook"),
                row.optText("place"),
                row.optInstant("since"),
                row.optInstant("run_started_at"),
                row.bool("full_run"),
                row.optInstant("full_run_at"),
                row.integer("failures"),
                row.optInstant("heard_at"));
    }
}
