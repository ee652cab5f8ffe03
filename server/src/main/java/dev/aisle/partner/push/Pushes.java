package dev.aisle.partner.push;

import dev.aisle.base.db.Db;
import dev.aisle.base.jobs.Jobs;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which merchants' items are told to which destinations, and what each destination has of them.
public final class Pushes {

    /// The kind of the jobs that tell; their keys are `merchant/platform`.
    public static final String TELL = "push";

    private static final int MOST_SHOWN = 1_000;

    private static final String SELECT =
            "select merchant_id, platform, opened_at, told_at, refreshed_at, fewer_since, rests_until, failures, leaving_at from pushes ";

    private final Db db;
    private final Jobs jobs;
    private final InstantSource time;

    /// A push that is open, or one that was ended and whose items are being withdrawn.
    ///
    /// @param toldAt when the destination last knew of everything
    /// @param refreshedAt when everything was last looked at anew
    /// @param fewerSince since when so much is missing that it may be a mistake
    /// @param restsUntil the destination asked to be left alone until then
    /// @param leavingAt when it was ended
    public record Push(
            MerchantId merchant,
            Platform platform,
            Instant openedAt,
            Optional<Instant> toldAt,
            Optional<Instant> refreshedAt,
            Optional<Instant> fewerSince,
            Optional<Instant> restsUntil,
            int failures,
            Optional<Instant> leavingAt) {

        /// As the destination knows it.
        String idOf(Item item) {
            return merchant.value() + '-' + item.offer;
        }
    }

    /// How many items a push has.
    ///
    /// @param there items that the destination has
    /// @param kept items that it has not, or not as they are now, for a reason
    /// @param due still to be looked at
    public record Counts(long there, long kept, long due) {}

    /// Why an item is not there, or not as it is now.
    public record Fault(String item, String rule, String field, String change) {}

    /// An item of a push.
    ///
    /// @param due the mark with which it was found due
    record Item(
            String offer,
            long due,
            Optional<Long> digest,
            Optional<Instant> toldAt,
            Optional<Long> refused,
            Optional<Fault> fault) {

        /// One that nothing is known of yet.
        static Item unknown(String offer) {
            return new Item(offer, 0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /// What is known of an item from now on.
    record Settled(
            Item item, Optional<Long> digest, Optional<Instant> toldAt, Optional<Long> refused, Optional<Fault> fault) {

        /// Whether there is nothing left to remember.
        boolean isForgotten() {
            return digest.isEmpty() && refused.isEmpty() && fault.isEmpty();
        }
    }

    public Pushes(Db db, Jobs jobs, InstantSource time) {
        this.db = db;
        this.jobs = jobs;
        this.time = time;
    }

    /// Begins a push, due at once. What the destination may have from an earlier one is told anew or taken away.
    void open(MerchantId merchant, Platform platform) {
        db.execute("""
                insert into pushes (merchant_id, platform, opened_at) values (?, ?, ?)
                on conflict (merchant_id, platform) do update set opened_at = excluded.opened_at, told_at = null,
                    refreshed_at = null, fewer_since = null, rests_until = null, failures = 0, leaving_at = null
                """, merchant.value(), platform.slug(), time.instant());
        db.execute(
                "delete from push_items where merchant_id = ? and platform = ? and digest is null",
                merchant.value(),
                platform.slug());
        db.execute("""
                update push_items set due = nextval('push_marks'), told_at = null, refused = null, fault_rule = null,
                    fault_field = null, fault_change = null
                where merchant_id = ? and platform = ?
                """, merchant.value(), platform.slug());
        due(merchant, platform, time.instant());
    }

    /// Ends a push; what the destination may have of it is due to be withdrawn.
    ///
    /// @param onTheWay how many of the items that are due may be told right now
    void leave(MerchantId merchant, Platform platform, int onTheWay) {
        int left = db.execute(
                "update pushes set leaving_at = ?, failures = 0 where merchant_id = ? and platform = ? and leaving_at is null",
                time.instant(),
                merchant.value(),
                platform.slug());
        if (left == 1) {
            db.execute("""
                    delete from push_items where merchant_id = ? and platform = ? and digest is null and offer_id not in (
                        select offer_id from push_items where merchant_id = ? and platform = ? and due is not null
                        order by due limit ?)
                    """, merchant.value(), platform.slug(), merchant.value(), platform.slug(), onTheWay);
            db.execute(
                    "update push_items set due = nextval('push_marks') where merchant_id = ? and platform = ?",
                    merchant.value(),
                    platform.slug());
            due(merchant, platform, time.instant());
        }
    }

    /// Forgets a push and all its items.
    void close(MerchantId merchant, Platform platform) {
        jobs.remove(TELL, key(merchant, platform));
        db.execute("delete from pushes where merchant_id = ? and platform = ?", merchant.value(), platform.slug());
    }

    /// One that is open.
    public Optional<Push> find(MerchantId merchant, Platform platform) {
        return any(merchant, platform).filter(it -> it.leavingAt.isEmpty());
    }

    /// One whose items are being withdrawn.
    public Optional<Push> leaving(MerchantId merchant, Platform platform) {
        return any(merchant, platform).filter(it -> it.leavingAt.isPresent());
    }

    private Optional<Push> any(MerchantId merchant, Platform platform) {
        return db.find(
                SELECT + "where merchant_id = ? and platform = ?", Pushes::push, merchant.value(), platform.slug());
    }

    /// Whether it is still the same and no more ended than it was, and stays so until the end of the transaction.
    boolean stands(Push push) {
        return db.find(
                        SELECT + "where merchant_id = ? and platform = ? for update",
                        Pushes::push,
                        push.merchant().value(),
                        push.platform().slug())
                .filter(it -> it.openedAt.equals(push.openedAt) && it.leavingAt.equals(push.leavingAt))
                .isPresent();
    }

    /// Keeps a push, open or being withdrawn, as it is until the end of the transaction; false where there is none.
    boolean hold(MerchantId merchant, Platform platform) {
        return db.find(
                        SELECT + "where merchant_id = ? and platform = ? for update",
                        Pushes::push,
                        merchant.value(),
                        platform.slug())
                .isPresent();
    }

    /// All that are open.
    List<Push> open() {
        return db.list(SELECT + "where leaving_at is null", Pushes::push);
    }

    public Counts counts(MerchantId merchant, Platform platform) {
        return db.get(
                """
                select count(*) filter (where told_at is not null) as there,
                    count(*) filter (where fault_rule is not null) as kept,
                    count(*) filter (where due is not null) as due
                from push_items where merchant_id = ? and platform = ?
                """,
                row -> new Counts(row.bigint("there"), row.bigint("kept"), row.bigint("due")),
                merchant.value(),
                platform.slug());
    }

    /// Some of the faults, in the order of the items.
    public List<Fault> faults(MerchantId merchant, Platform platform, int limit) {
        return db.list("""
                select merchant_id, offer_id, fault_rule, fault_field, fault_change from push_items
                where merchant_id = ? and platform = ? and fault_rule is not null order by offer_id limit ?
                """, Pushes::fault, merchant.value(), platform.slug(), Math.min(limit, MOST_SHOWN));
    }

    /// These offers have to be looked at.
    void mark(MerchantId merchant, Platform platform, Collection<String> offers) {
        if (!offers.isEmpty()) {
            db.execute("""
                    insert into push_items (merchant_id, platform, offer_id, due)
                    select ?, ?, id, nextval('push_marks') from unnest(?::text[]) as id order by id
                    on conflict (merchant_id, platform, offer_id) do update set due = excluded.due
                    """, merchant.value(), platform.slug(), offers);
        }
    }

    /// There is something to tell from then on.
    void due(MerchantId merchant, Platform platform, Instant from) {
        jobs.put(TELL, key(merchant, platform), from);
    }

    /// Everything is looked at anew at once, such as after the feed rules changed.
    public void again(MerchantId merchant, Platform platform) {
        db.transact(() -> {
            if (find(merchant, platform).isPresent()) {
                markKnown(merchant, platform);
                due(merchant, platform, time.instant());
            }
        });
    }

    static String key(MerchantId merchant, Platform platform) {
        return merchant.value() + '/' + platform.slug();
    }

    /// Everything that is known of has to be looked at anew.
    void markKnown(MerchantId merchant, Platform platform) {
        db.execute(
                "update push_items set due = nextval('push_marks') where merchant_id = ? and platform = ?",
                merchant.value(),
                platform.slug());
        db.execute(
                "update pushes set refreshed_at = ? where merchant_id = ? and platform = ?",
                time.instant(),
                merchant.value(),
                platform.slug());
    }

    /// Those that have been due longest.
    List<Item> due(MerchantId merchant, Platform platform, int limit) {
        return db.list("""
                select merchant_id, offer_id, due, digest, told_at, refused, fault_rule, fault_field, fault_change
                from push_items
                where merchant_id = ? and platform = ? and due is not null order by due limit ?
                """, Pushes::item, merchant.value(), platform.slug(), limit);
    }

    /// What is known of those among these offers that are not due.
    List<Item> known(MerchantId merchant, Platform platform, Collection<String> offers) {
        return db.list("""
                select merchant_id, offer_id, coalesce(due, 0) as due, digest, told_at, refused, fault_rule,
                    fault_field, fault_change
                from push_items
                where merchant_id = ? and platform = ? and offer_id = any(?::text[])
                """, Pushes::item, merchant.value(), platform.slug(), offers);
    }

    /// Keeps what came of items; one that was marked again meanwhile stays due.
    ///
    /// @param again are due once more, whatever came of them
    void settle(MerchantId merchant, Platform platform, List<Settled> all, Collection<String> again) {
        List<String> forgotten = new ArrayList<>();
        for (Settled one : all) {
            if (one.isForgotten() && !again.contains(one.item.offer)) {
                forgotten.add(one.item.offer);
                continue;
            }
            db.execute(
                    """
                    insert into push_items as known (merchant_id, platform, offer_id, digest, told_at, refused,
                        fault_rule, fault_field, fault_change) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    on conflict (merchant_id, platform, offer_id) do update set digest = excluded.digest,
                        told_at = excluded.told_at, refused = excluded.refused, fault_rule = excluded.fault_rule,
                        fault_field = excluded.fault_field, fault_change = excluded.fault_change,
                        due = case when known.due = ? then null else known.due end
                    """,
                    merchant.value(),
                    platform.slug(),
                    one.item.offer,
                    one.digest,
                    one.toldAt,
                    one.refused,
                    one.fault.map(Fault::rule),
                    one.fault.map(Fault::field),
                    one.fault.map(Fault::change),
                    one.item.due);
        }
        forget(merchant, platform, all, forgotten);
        mark(merchant, platform, again);
    }

    private void forget(MerchantId merchant, Platform platform, List<Settled> all, Collection<String> offers) {
        Map<String, Long> marks = new HashMap<>();
        all.forEach(it -> marks.put(it.item.offer, it.item.due));
        List<Long> seen = offers.stream().map(it -> marks.getOrDefault(it, 0L)).toList();
        db.execute("""
                delete from push_items known using unnest(?::text[], ?::bigint[]) as gone (offer_id, mark)
                where known.merchant_id = ? and known.platform = ? and known.offer_id = gone.offer_id
                and coalesce(known.due, 0) = gone.mark
                """, offers, seen, merchant.value(), platform.slug());
    }

    /// The destination has these no more.
    void withdrawn(MerchantId merchant, Platform platform, Collection<String> offers) {
        db.execute(
                "delete from push_items where merchant_id = ? and platform = ? and offer_id = any(?::text[])",
                merchant.value(),
                platform.slug(),
                offers);
    }

    /// The destination knows of everything now.
    void allTold(MerchantId merchant, Platform platform) {
        db.execute("""
                update pushes set told_at = ?, failures = 0, fewer_since = null, rests_until = null
                where merchant_id = ? and platform = ?
                """, time.instant(), merchant.value(), platform.slug());
    }

    /// Nothing is told until then.
    void rest(MerchantId merchant, Platform platform, int failures, Instant until) {
        db.execute(
                "update pushes set failures = ?, rests_until = ? where merchant_id = ? and platform = ?",
                failures,
                until,
                merchant.value(),
                platform.slug());
    }

    /// So much is missing that nothing is told for now.
    void holdBack(MerchantId merchant, Platform platform) {
        db.execute(
                "update pushes set fewer_since = coalesce(fewer_since, ?) where merchant_id = ? and platform = ?",
                time.instant(),
                merchant.value(),
                platform.slug());
    }

    private static Push push(Db.Row row) {
        String slug = row.text("platform");
        return new Push(
                new MerchantId(row.text("merchant_id")),
                Platform.ofSlug(slug).orElseThrow(() -> new IllegalStateException("no such platform: " + slug)),
                row.instant("opened_at"),
                row.optInstant("told_at"),
                row.optInstant("refreshed_at"),
                row.optInstant("fewer_since"),
                row.optInstant("rests_until"),
                row.integer("failures"),
                row.optInstant("leaving_at"));
    }

    private static Item item(Db.Row row) {
        return new Item(
                row.text("offer_id"),
                row.bigint("due"),
                row.optBigint("digest"),
                row.optInstant("told_at"),
                row.optBigint("refused"),
                row.optText("fault_rule").map(ignored -> fault(row)));
    }

    private static Fault fault(Db.Row row) {
        return new Fault(
                row.text("merchant_id") + '-' + row.text("offer_id"),
                row.text("fault_rule"),
                row.text("fault_field"),
                row.text("fault_change"));
    }
}
