package dev.aisle.partner.feed;

import dev.aisle.base.db.Db;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.destination.ItemFault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// How feeds were written, and what pre-flight found each time: the last writings of each feed, and of the
/// days before the last one each.
public final class FeedRuns {

    private static final int KEPT = 90;
    private static final Duration DAYS_KEPT = Duration.ofDays(90);
    private static final Duration WEEK = Duration.ofDays(7);

    private static final String COLUMNS = "id, started_at, took_ms, outcome, items, left_out";

    private final Db db;
    private final InstantSource time;

    FeedRuns(Db db, InstantSource time) {
        this.db = db;
        this.time = time;
    }

    /// The latest first, with what pre-flight found in each.
    public List<FeedRun> last(MerchantId merchant, Platform platform, int limit) {
        return db.list(
                "select " + COLUMNS + " from feed_runs where merchant_id = ? and platform = ? order by id desc limit ?",
                this::run,
                merchant.value(),
                platform.slug(),
                limit);
    }

    /// The last one against the one before it and the last of a week ago; nothing where the feed was never written.
    public Optional<FeedTrend> trend(MerchantId merchant, Platform platform) {
        List<FeedRun> last = last(merchant, platform, 2);
        if (last.isEmpty()) {
            return Optional.empty();
        }
        Optional<FeedRun> weekAgo =
                before(merchant, platform, last.getFirst().startedAt().minus(WEEK));
        return Optional.of(FeedTrend.of(last.getFirst(), last.stream().skip(1).findFirst(), weekAgo));
    }

    private Optional<FeedRun> before(MerchantId merchant, Platform platform, Instant moment) {
        return db.find(
                "select " + COLUMNS + " from feed_runs where merchant_id = ? and platform = ? and started_at <= ?"
                        + " order by id desc limit 1",
                this::run,
                merchant.value(),
                platform.slug(),
                moment);
    }

    void add(Feeds.Held feed, FeedRun.Outcome outcome, FeedWriter.Written written, Duration took) {
        Instant now = time.instant();
        long run = db.get(
                """
                insert into feed_runs (merchant_id, platform, started_at, took_ms, outcome, items, left_out)
                values (?, ?, ?, ?, ?, ?, ?) returning id
                """,
                row -> row.bigint("id"),
                feed.merchant().value(),
                feed.platform().slug(),
                now.minus(took),
                took.toMillis(),
                outcome,
                written.items(),
                written.leftOut());
        db.copy(
                "feed_faults (run, rule, field, source, outcome, count, change, examples)",
                written.faults(),
                it -> new Object[] {
                    run, it.rule(), it.field(), it.source(), it.outcome(), it.times(), it.change(), it.examples()
                });
        db.execute(
                """
                with own as (select id, started_at from feed_runs where merchant_id = ? and platform = ?)
                delete from feed_runs where merchant_id = ? and platform = ?
                and id not in (select id from own order by id desc limit ?)
                and id not in (select max(id) from own where started_at > ? group by date_trunc('day', started_at))
                """,
                feed.merchant().value(),
                feed.platform().slug(),
                feed.merchant().value(),
                feed.platform().slug(),
                KEPT,
                now.minus(DAYS_KEPT));
    }

    private FeedRun run(Db.Row row) {
        return new FeedRun(
                row.bigint("id"),
                row.instant("started_at"),
                Duration.ofMillis(row.bigint("took_ms")),
                FeedRun.Outcome.valueOf(row.text("outcome")),
                row.bigint("items"),
                row.bigint("left_out"),
                faults(row.bigint("id")));
    }

    private List<FeedRun.Count> faults(long run) {
        return db.list(
                """
                select rule, field, source, outcome, count, change, examples from feed_faults
                where run = ? order by outcome desc, count desc, field
                """,
                row -> new FeedRun.Count(
                        row.text("rule"),
                        row.text("field"),
                        row.text("source"),
                        ItemFault.Outcome.valueOf(row.text("outcome")),
                        row.bigint("count"),
                        row.text("change"),
                        row.texts("examples")),
                run);
    }
}
