package dev.aisle.partner.sync;

import dev.aisle.base.db.Db;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.source.Source;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What platforms told us and is not worked in yet; each delivery once, however often it comes.
public final class Deliveries {

    /// A delivery that waits.
    public record Waiting(long number, Source.Call call) {}

    /// How long a delivery is remembered: platforms repeat for hours, not days.
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(2);
    private static final int BATCH = 50;

    private final Db db;

    public Deliveries(Db db) {
        this.db = db;
    }

    /// False where it came before.
    public boolean add(MerchantId merchant, Platform platform, String delivery, Source.Call call, Instant now) {
        return db.execute(
                        """
                        insert into hook_deliveries (merchant_id, platform, delivery, topic, body, received_at)
                        values (?, ?, ?, ?, ?, ?) on conflict do nothing
                        """,
                        merchant.value(),
                        platform.slug(),
                        delivery,
                        call.topic(),
                        call.body().getBytes(StandardCharsets.UTF_8),
                        now)
                == 1;
    }

    /// What waits and is due, the oldest first, a limited number.
    public List<Waiting> next(MerchantId merchant, Platform platform, Instant now) {
        return db.list(
                """
                select no, topic, body from hook_deliveries
                where merchant_id = ? and platform = ? and body is not null
                    and (not_before is null or not_before <= ?)
                order by no limit ?
                """,
                row -> new Waiting(
                        row.bigint("no"),
                        new Source.Call(
                                row.text("topic"), Map.of(), new String(row.bytes("body"), StandardCharsets.UTF_8))),
                merchant.value(),
                platform.slug(),
                now,
                BATCH);
    }

    /// When the next that waits is due; nothing where none waits.
    public Optional<Instant> nextDue(MerchantId merchant, Platform platform) {
        return db.find("""
                select coalesce(not_before, received_at) as due from hook_deliveries
                where merchant_id = ? and platform = ? and body is not null order by 1 limit 1
                """, row -> row.instant("due"), merchant.value(), platform.slug());
    }

    /// It could not be worked in now. After days of that it is given up: runs have read the thing since.
    public void tryAgain(long number, Instant then, Instant now) {
        db.execute("""
                update hook_deliveries set not_before = ?, body = case when received_at < ? then null else body end
                where no = ?
                """, then, now.minus(GIVEN_UP_AFTER), number);
    }

    /// It is worked in; what was worked in long ago is forgotten.
    public void done(long number, Instant now) {
        db.execute("update hook_deliveries set body = null where no = ?", number);
        db.execute("delete from hook_deliveries where body is null and received_at < ?", now.minus(REMEMBERED));
    }
}
