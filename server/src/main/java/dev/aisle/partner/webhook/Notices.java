package dev.aisle.partner.webhook;

import dev.aisle.base.db.Db;
import dev.aisle.base.ids.Ulid;
import dev.aisle.base.jobs.Jobs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What listeners are told, kept until it has arrived and for a while longer, so that it can be told again.
public final class Notices {

    /// How long a notice is kept, and so how far back can be replayed.
    public static final Duration KEPT = Duration.ofDays(30);

    /// How much of a webhook's is still on its way, and how much was given up.
    public record Backlog(long waiting, long givenUp) {}

    /// A notice that is due at a webhook.
    record Sending(long number, String id, String body, int tries) {}

    private final Db db;
    private final Jobs jobs;
    private final InstantSource time;
    private final Ulid ids;

    public Notices(Db db, Jobs jobs, InstantSource time, Ulid ids) {
        this.db = db;
        this.jobs = jobs;
        this.time = time;
        this.ids = ids;
    }

    /// Whether the listener has a webhook at all.
    public boolean areHeardBy(Listener listener) {
        return db.get(
                "select exists (select from webhooks where listener = ?) as heard",
                row -> row.bool("heard"),
                listener.value());
    }

    /// Tells a listener, in the transaction of the caller; nothing is kept for one without webhooks.
    ///
    /// @param type such as `sync.completed`
    /// @param body the whole body of the call, as it will be sent however often that takes
    public void tell(Listener listener, String type, String body) {
        List<String> webhooks =
                db.list("select id from webhooks where listener = ?", row -> row.text("id"), listener.value());
        if (webhooks.isEmpty()) {
            return;
        }
        Instant now = time.instant();
        db.transact(() -> {
            long number = db.get(
                    "insert into notices (id, listener, type, body, created_at) values (?, ?, ?, ?, ?) returning no",
                    row -> row.bigint("no"),
                    "msg_" + ids.next(),
                    listener.value(),
                    type,
                    body,
                    now);
            db.execute("""
                    insert into sendings (webhook_id, notice_no, due_at)
                    select id, ?, ? from webhooks where listener = ?
                    """, number, now, listener.value());
            webhooks.forEach(webhook -> jobs.put(Courier.DELIVER, webhook, now));
        });
    }

    /// Makes everything due at once that did not arrive, and what was told since then whether or not it arrived; gives
    /// how many notices. They keep their ids, by which a receiver knows what it has seen.
    public int replay(Webhook webhook, Optional<Instant> since, Webhooks webhooks) {
        Instant now = time.instant();
        return db.inTransaction(() -> {
            webhooks.enable(webhook);
            since.ifPresent(from ->
                    db.execute("""
                    insert into sendings (webhook_id, notice_no, due_at)
                    select ?, no, ? from notices where listener = ? and created_at >= ?
                    on conflict do nothing
                    """, webhook.id(), now, webhook.listener().value(), from));
            int due = db.execute(
                    "update sendings set due_at = ?, tries = 0, given_up_at = null where webhook_id = ?",
                    now,
                    webhook.id());
            jobs.put(Courier.DELIVER, webhook.id(), now);
            return due;
        });
    }

    public Backlog backlog(Webhook webhook) {
        return db.get("""
                select count(*) filter (where given_up_at is null) as waiting, count(given_up_at) as given_up
                from sendings where webhook_id = ?
                """, row -> new Backlog(row.bigint("waiting"), row.bigint("given_up")), webhook.id());
    }

    /// The first that are due, in the order in which they were told.
    List<Sending> due(Webhook webhook, int limit) {
        return db.list(
                """
                select n.no, n.id, n.body, s.tries from sendings s join notices n on n.no = s.notice_no
                where s.webhook_id = ? and s.given_up_at is null and s.due_at <= ?
                order by n.no limit ?
                """,
                row -> new Sending(row.bigint("no"), row.text("id"), row.text("body"), row.integer("tries")),
                webhook.id(),
                time.instant(),
                limit);
    }

    Optional<Instant> nextDue(Webhook webhook) {
        return db.get(
                "select min(due_at) as due_at from sendings where webhook_id = ? and given_up_at is null",
                row -> row.optInstant("due_at"),
                webhook.id());
    }

    void arrived(Webhook webhook, Sending sending) {
        db.execute("delete from sendings where webhook_id = ? and notice_no = ?", webhook.id(), sending.number());
    }

    void tryAgain(Webhook webhook, Sending sending, Instant due) {
        db.execute(
                "update sendings set tries = tries + 1, due_at = ? where webhook_id = ? and notice_no = ?",
                due,
                webhook.id(),
                sending.number());
    }

    void giveUp(Webhook webhook, Sending sending) {
        db.execute(
                "update sendings set tries = tries + 1, given_up_at = ? where webhook_id = ? and notice_no = ?",
                time.instant(),
                webhook.id(),
                sending.number());
    }

    void forgetOld(Listener listener) {
        db.execute(
                "delete from notices where listener = ? and created_at < ?",
                listener.value(),
                time.instant().minus(KEPT));
    }
}
