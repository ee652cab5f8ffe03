package dev.aisle.partner.webhook;

import dev.aisle.base.db.Db;
import dev.aisle.base.http.Answer;
import dev.aisle.base.http.Ask;
import dev.aisle.base.http.BodyKind;
import dev.aisle.base.jobs.Job;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries notices to a webhook, one after another. One that fails is tried again on the schedule that Standard
/// Webhooks recommend, while later ones go on; where several fail in a row the webhook rests, and after three days
/// without one that arrived it is disabled. Killed after a call, it calls again with the same id.
public final class Courier {

    /// The kind of its jobs; their keys are webhooks' ids.
    public static final String DELIVER = "webhook";

    /// How long a receiver may take to answer.
    public static final Duration PATIENCE = Duration.ofSeconds(15);

    /// Waits before the second try and the following ones; after the last of them a notice is given up. There is no
    /// jitter because calls to one webhook never go out side by side.
    static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    static final Duration DISABLED_AFTER = Duration.ofDays(3);

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private static final int MOST_A_RUN = 100;
    private static final Duration LONGEST_RUN = Duration.ofSeconds(30);
    private static final int IN_A_ROW = 3;
    private static final Duration SHORTEST_REST = Duration.ofSeconds(30);
    private static final Duration LONGEST_REST = Duration.ofHours(1);
    private static final Duration LONGEST_ASKED_FOR = Duration.ofHours(24);
    private static final int GONE = 410;

    private final Db db;
    private final Webhooks webhooks;
    private final Notices notices;
    private final Function<Ask, Answer> outside;
    private final InstantSource time;

    private sealed interface Came {

        record Arrived() implements Came {}

        /// @param patience as long as the receiver asks for
        record Failed(String why, Duration patience, boolean forGood) implements Came {}
    }

    /// @param outside the guarded way out, which should wait no longer than [#PATIENCE]
    public Courier(Db db, Webhooks webhooks, Notices notices, Function<Ask, Answer> outside, InstantSource time) {
        this.db = db;
        this.webhooks = webhooks;
        this.notices = notices;
        this.outside = outside;
        this.time = time;
    }

    /// Calls a webhook with what is due there; the job of the kind [#DELIVER].
    public Job.Next deliver(String id) {
        Optional<Webhook> found = webhooks.find(id).filter(it -> it.state() != Webhook.State.DISABLED);
        if (found.isEmpty()) {
            return new Job.Next.Done();
        }
        Webhook webhook = found.get();
        Optional<Instant> rest = webhook.restsUntil().filter(time.instant()::isBefore);
        if (rest.isPresent()) {
            return new Job.Next.At(rest.get());
        }
        SigningSecret secret = webhooks.secret(webhook);
        Instant end = time.instant().plus(LONGEST_RUN);
        int failedInARow = 0;
        for (Notices.Sending sending : notices.due(webhook, MOST_A_RUN)) {
            switch (call(webhook, secret, sending)) {
                case Came.Arrived arrived -> {
                    failedInARow = 0;
                    db.transact(() -> {
                        notices.arrived(webhook, sending);
                        webhooks.arrived(webhook);
                    });
                }
                case Came.Failed failed -> {
                    failedInARow++;
                    if (failed(webhook, sending, failed)) {
                        return new Job.Next.Done();
                    }
                }
            }
            if (failedInARow == IN_A_ROW) {
                return rest(webhook);
            }
            if (time.instant().isAfter(end)) {
                break;
            }
        }
        notices.forgetOld(webhook.listener());
        return notices.nextDue(webhook).<Job.Next>map(Job.Next.At::new).orElseGet(Job.Next.Done::new);
    }

    private Came call(Webhook webhook, SigningSecret secret, Notices.Sending sending) {
        Instant now = time.instant();
        Ask ask = new Ask(
                "POST",
                webhook.url(),
                Map.of(
                        "webhook-id",
                        sending.id(),
                        "webhook-timestamp",
                        Long.toString(now.getEpochSecond()),
                        "webhook-signature",
                        secret.sign(sending.id(), now, sending.body())),
                Optional.of(new Ask.Content("application/json", sending.body())),
                BodyKind.RECEIPT);
        return switch (outside.apply(ask)) {
            case Answer.Got got when got.status() >= 200 && got.status() < 300 -> new Came.Arrived();
            case Answer.Got got ->
                new Came.Failed("It answered " + got.status() + ".", askedFor(got), got.status() == GONE);
            case Answer.Refused refused -> new Came.Failed(refused.reason(), Duration.ZERO, false);
            case Answer.TooLarge large -> new Came.Failed(large.reason(), Duration.ZERO, false);
            case Answer.Unreachable unreachable -> new Came.Failed(unreachable.reason(), Duration.ZERO, false);
        };
    }

    /// True where the webhook is disabled by now.
    private boolean failed(Webhook webhook, Notices.Sending sending, Came.Failed failed) {
        boolean disabled = db.inTransaction(() -> {
            if (sending.tries() < WAITS.size()) {
                Duration own = WAITS.get(sending.tries());
                Duration wait = own.compareTo(failed.patience()) > 0 ? own : failed.patience();
                notices.tryAgain(webhook, sending, time.instant().plus(wait));
            } else {
                notices.giveUp(webhook, sending);
            }
            return webhooks.failed(webhook, failed.why(), failed.forGood() ? Duration.ZERO : DISABLED_AFTER);
        });
        LOG.debug("webhook call failed webhook={} notice={} try={}", webhook.id(), sending.id(), sending.tries() + 1);
        if (disabled) {
            LOG.info("webhook disabled webhook={} listener={}: {}", webhook.id(), webhook.listener(), failed.why());
        }
        return disabled;
    }

    /// The longer it has been failing, the longer it is left alone.
    private Job.Next rest(Webhook webhook) {
        Instant now = time.instant();
        Duration failing = webhooks.find(webhook.id())
                .flatMap(Webhook::failingSince)
                .map(since -> Duration.between(since, now))
                .orElse(Duration.ZERO);
        Duration rest = failing.compareTo(SHORTEST_REST) < 0
                ? SHORTEST_REST
                : failing.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : failing;
        webhooks.rest(webhook, now.plus(rest));
        return new Job.Next.At(now.plus(rest));
    }

    /// `Retry-After` in seconds (RFC 9110 section 10.2.3); a date is passed over.
    private static Duration askedFor(Answer.Got got) {
        return got.header("retry-after")
                .map(String::strip)
                .filter(it -> it.matches("[0-9]{1,9}"))
                .map(it -> Duration.ofSeconds(Long.parseLong(it)))
                .map(it -> it.compareTo(LONGEST_ASKED_FOR) < 0 ? it : LONGEST_ASKED_FOR)
                .orElse(Duration.ZERO);
    }
}
