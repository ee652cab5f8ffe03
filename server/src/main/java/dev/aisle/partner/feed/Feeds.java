package dev.aisle.partner.feed;

import dev.aisle.base.db.Db;
import dev.aisle.base.ids.Base62;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/// The feeds of merchants: which there are, when each is due, what is served of it, and how its writings
/// went. Callers check first that the asker manages the merchant.
public final class Feeds {

    /// How long after the first change a feed is written; changes in between share the writing.
    static final Duration DEBOUNCE = Duration.ofSeconds(15);

    static final Duration DAILY = Duration.ofHours(24);

    /// A worker that does not renew its hold for so long has been killed.
    static final Duration LEASE = Duration.ofSeconds(20);

    /// Writing takes at most a twentieth of the time of a feed that keeps changing.
    private static final int PACE = 20;

    private static final int SECRET_LENGTH = 32;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);

    private final Db db;
    private final InstantSource time;
    private final String base;
    private final FeedFolder folder;
    private final FeedRuns runs;
    private final List<BiConsumer<MerchantId, FeedStatus>> listeners = new CopyOnWriteArrayList<>();

    /// A feed that a worker holds.
    ///
    /// @param folder what is served now
    record Held(
            MerchantId merchant,
            Platform platform,
            String holder,
            int shards,
            Optional<String> folder,
            long items,
            Optional<Instant> heldBackSince,
            int failures) {}

    /// Another worker took the feed, because we did not renew our hold in time.
    static final class LeaseLost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LeaseLost(Held feed) {
            super("lost the feed " + feed.platform().slug() + " of " + feed.merchant(), null, false, false);
        }
    }

    /// @param base what stands before `/feeds/...` in addresses, without a slash at the end
    /// @param root the folder of all feeds
    public Feeds(Db db, InstantSource time, String base, Path root) {
        this.db = db;
        this.time = time;
        this.base = base;
        this.folder = new FeedFolder(root);
        this.runs = new FeedRuns(db, time);
    }

    /// Called with a feed whose files changed, in the transaction in which they are served from then on.
    public void onPublish(BiConsumer<MerchantId, FeedStatus> listener) {
        listeners.add(listener);
    }

    /// Begins a feed, due at once, or takes up one that was closed; its address is the same as before.
    public void open(MerchantId merchant, Platform platform) {
        db.execute(
                """
                insert into feeds (merchant_id, platform, secret, opened_at, due_at) values (?, ?, ?, ?, ?)
                on conflict (merchant_id, platform) do update set
                    closed_at = null, confirmed_at = null, due_at = excluded.due_at
                    where feeds.closed_at is not null
                """, merchant.value(), platform.slug(), Base62.random(SECRET_LENGTH), time.instant(), time.instant());
    }

    /// Ends a feed: nothing of it is written or served any more.
    public void close(MerchantId merchant, Platform platform) {
        db.execute(
                "update feeds set closed_at = ? where merchant_id = ? and platform = ? and closed_at is null",
                time.instant(),
                merchant.value(),
                platform.slug());
    }

    /// The feed is written again at once, such as after its rules changed.
    public void rewrite(MerchantId merchant, Platform platform) {
        db.execute("""
                update feeds set changed_at = ?, due_at = least(due_at, ?)
                where merchant_id = ? and platform = ? and closed_at is null
                """, time.instant(), time.instant(), merchant.value(), platform.slug());
    }

    /// The merchant says that the destination was given the address.
    public void confirm(MerchantId merchant, Platform platform) {
        db.execute("""
                update feeds set confirmed_at = coalesce(confirmed_at, ?)
                where merchant_id = ? and platform = ? and closed_at is null
                """, time.instant(), merchant.value(), platform.slug());
    }

    /// The merchant's open feeds.
    public List<FeedStatus> status(MerchantId merchant) {
        return db.list("""
                select platform, secret, published_at, due_at, main_file, items, left_out, confirmed_at, message,
                    error_code, error_message
                from feeds where merchant_id = ? and closed_at is null
                """, this::status, merchant.value());
    }

    /// The addresses of all its files, in the order of their names; they are secrets. Empty before there is a file.
    public List<String> urls(MerchantId merchant, Platform platform) {
        return db.list(
                """
                select f.secret, x.name from feeds f
                join feed_files x on x.merchant_id = f.merchant_id and x.platform = f.platform
                where f.merchant_id = ? and f.platform = ? and f.closed_at is null order by x.name
                """,
                row -> base + "/feeds/" + row.text("secret") + '/' + row.text("name"),
                merchant.value(),
                platform.slug());
    }

    /// The file behind an address, if it is one of ours and served.
    public Optional<FeedFile> file(String secret, String name) {
        return db.find(
                """
                select f.merchant_id, f.platform, f.folder, x.name, x.content_type, x.bytes, x.digest, x.changed_at
                from feeds f
                join feed_files x on x.merchant_id = f.merchant_id and x.platform = f.platform
                where f.secret = ? and f.closed_at is null and x.name = ?
                """,
                row -> new FeedFile(
                        folder.file(
                                new MerchantId(row.text("merchant_id")),
                                platform(row),
                                row.text("folder"),
                                row.text("name")),
                        row.text("content_type"),
                        row.bigint("bytes"),
                        row.text("digest"),
                        row.instant("changed_at")),
                secret,
                name);
    }

    /// How its writings went.
    public FeedRuns runs() {
        return runs;
    }

    /// These merchants' offers changed: their feeds are due soon, but not more often than their length allows.
    void changed(Collection<MerchantId> merchants) {
        if (!merchants.isEmpty()) {
            db.execute(
                    """
                    update feeds set changed_at = ?, due_at = case when failures > 0 then due_at else
                        least(due_at, greatest(?, published_at + pace_ms * interval '1 millisecond')) end
                    where merchant_id = any(?::text[]) and closed_at is null
                    """,
                    time.instant(),
                    time.instant().plus(DEBOUNCE),
                    merchants.stream().map(MerchantId::value).toList());
        }
    }

    /// One that is due, held for [#LEASE]. It stays due until the work is done.
    Optional<Held> claim(String holder) {
        Instant now = time.instant();
        return db.find(
                """
                update feeds set lease_holder = ?, lease_until = ?, begun_at = ?
                where (merchant_id, platform) = (
                    select merchant_id, platform from feeds
                    where closed_at is null and due_at <= ? and (lease_until is null or lease_until <= ?)
                    order by due_at limit 1 for update skip locked)
                returning merchant_id, platform, shards, folder, items, held_back_since, failures
                """,
                row -> new Held(
                        new MerchantId(row.text("merchant_id")),
                        platform(row),
                        holder,
                        row.integer("shards"),
                        row.optText("folder"),
                        row.bigint("items"),
                        row.optInstant("held_back_since"),
                        row.integer("failures")),
                holder,
                now.plus(LEASE),
                now,
                now,
                now);
    }

    /// False where the feed was taken from us meanwhile.
    boolean renew(Held feed) {
        return db.execute(
                        """
                        update feeds set lease_until = ?
                        where merchant_id = ? and platform = ? and lease_holder = ?
                        """,
                        time.instant().plus(LEASE),
                        feed.merchant().value(),
                        feed.platform().slug(),
                        feed.holder())
                == 1;
    }

    /// Serves what was written, from the folder of that name, in place of what was served before. Files
    /// whose bytes are the same keep their time.
    void publish(Held feed, FeedWriter.Written written, String name, int shards, Duration took) {
        db.transact(() -> {
            keepPublished(feed, written, name, shards, took);
            status(feed.merchant()).stream()
                    .filter(it -> it.platform() == feed.platform())
                    .forEach(now -> listeners.forEach(listener -> listener.accept(feed.merchant(), now)));
        });
    }

    private void keepPublished(Held feed, FeedWriter.Written written, String name, int shards, Duration took) {
        finish(
                feed,
                FeedRun.Outcome.PUBLISHED,
                written,
                took,
                """
                folder = ?, main_file = ?, shards = ?, items = ?, left_out = ?, published_at = ?, held_back_since = null,
                message = null, error_code = null, error_message = null""",
                () -> replaceFiles(feed, written),
                name,
                written.main(),
                shards,
                written.items(),
                written.leftOut(),
                time.instant());
    }

    /// What is served says the same already.
    void confirmUnchanged(Held feed, FeedWriter.Written written, Duration took) {
        finish(
                feed,
                FeedRun.Outcome.UNCHANGED,
                written,
                took,
                """
                items = ?, left_out = ?, published_at = ?, held_back_since = null, message = null, error_code = null,
                error_message = null""",
                () -> {},
                written.items(),
                written.leftOut(),
                time.instant());
    }

    /// There is nothing to serve yet.
    void empty(Held feed, FeedWriter.Written written, Duration took) {
        finish(
                feed,
                FeedRun.Outcome.EMPTY,
                written,
                took,
                "left_out = ?, message = ?",
                () -> {},
                written.leftOut(),
                written.leftOut() == 0
                        ? "There are no products to send yet."
                        : "None of the products can be sent yet: each lacks something that is required.");
    }

    /// What is served stays, because so much less was written.
    void holdBack(Held feed, FeedWriter.Written written, Duration took) {
        finish(
                feed,
                FeedRun.Outcome.HELD_BACK,
                written,
                took,
                "held_back_since = coalesce(held_back_since, ?), error_code = ?, error_message = ?",
                () -> {},
                time.instant(),
                "platform_error",
                "The feed has suddenly shrunk from %d to %d items, so the last one is still served. If that is right, the new one goes out after a day."
                        .formatted(feed.items(), written.items()));
    }

    /// It could not be written, and is tried again later and later.
    void failed(Held feed, String why) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(feed.failures(), 12));
        db.execute(
                """
                update feeds set failures = failures + 1, due_at = ?, error_code = ?, error_message = ?,
                    lease_holder = null, lease_until = null
                where merchant_id = ? and platform = ? and lease_holder = ?
                """,
                time.instant().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE),
                "platform_error",
                why,
                feed.merchant().value(),
                feed.platform().slug(),
                feed.holder());
    }

    /// Gives up all that this holder has, at the end of its process.
    void release(String holder) {
        db.execute("update feeds set lease_holder = null, lease_until = null where lease_holder = ?", holder);
    }

    /// The digests of the files served now, by their names.
    Map<String, String> digests(Held feed) {
        Map<String, String> digests = new HashMap<>();
        db.list(
                        "select name, digest from feed_files where merchant_id = ? and platform = ?",
                        row -> Map.entry(row.text("name"), row.text("digest")),
                        feed.merchant().value(),
                        feed.platform().slug())
                .forEach(it -> digests.put(it.getKey(), it.getValue()));
        return digests;
    }

    FeedFolder folder() {
        return folder;
    }

    private void finish(
            Held feed,
            FeedRun.Outcome outcome,
            FeedWriter.Written written,
            Duration took,
            String assignments,
            Runnable alongside,
            Object... values) {
        Instant now = time.instant();
        List<Object> arguments = new ArrayList<>(List.of(values));
        arguments.addAll(List.of(
                now.plus(DEBOUNCE),
                now.plus(DAILY),
                took.multipliedBy(PACE).toMillis(),
                feed.merchant().value(),
                feed.platform().slug(),
                feed.holder()));
        db.transact(() -> {
            int rows = db.execute("update feeds set " + assignments + """
                    , due_at = case when changed_at >= begun_at then ? else ? end, pace_ms = ?, failures = 0,
                        lease_holder = null, lease_until = null
                    where merchant_id = ? and platform = ? and lease_holder = ?
                    """, arguments.toArray());
            if (rows != 1) {
                throw new LeaseLost(feed);
            }
            alongside.run();
            runs.add(feed, outcome, written, took);
        });
    }

    private void replaceFiles(Held feed, FeedWriter.Written written) {
        db.execute(
                "delete from feed_files where merchant_id = ? and platform = ? and name <> all(?::text[])",
                feed.merchant().value(),
                feed.platform().slug(),
                written.files().stream().map(FileInMaking.Made::name).toList());
        for (FileInMaking.Made file : written.files()) {
            db.execute(
                    """
                    insert into feed_files (merchant_id, platform, name, content_type, bytes, digest, changed_at)
                    values (?, ?, ?, ?, ?, ?, ?)
                    on conflict (merchant_id, platform, name) do update set
                        content_type = excluded.content_type, bytes = excluded.bytes, digest = excluded.digest,
                        changed_at = case when feed_files.digest = excluded.digest then feed_files.changed_at
                            else excluded.changed_at end
                    """,
                    feed.merchant().value(),
                    feed.platform().slug(),
                    file.name(),
                    file.contentType(),
                    file.bytes(),
                    file.digest(),
                    time.instant());
        }
    }

    private FeedStatus status(Db.Row row) {
        return new FeedStatus(
                platform(row),
                row.optInstant("published_at"),
                row.instant("due_at"),
                row.bigint("items"),
                row.bigint("left_out"),
                row.optInstant("confirmed_at").isPresent(),
                row.optText("message"),
                row.optText("main_file").map(name -> base + "/feeds/" + row.text("secret") + '/' + name),
                row.optText("error_code")
                        .map(code -> new FeedStatus.Trouble(
                                code, row.optText("error_message").orElse(code))));
    }

    private static Platform platform(Db.Row row) {
        String slug = row.text("platform");
        return Platform.ofSlug(slug).orElseThrow(() -> new IllegalStateException("no such platform: " + slug));
    }
}
