package dev.aisle.partner.push;

import dev.aisle.base.db.Db;
import dev.aisle.base.jobs.Job;
import dev.aisle.partner.credentials.Credentials;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.push.Outlet.Account;
import dev.aisle.partner.push.Outlet.Change;
import dev.aisle.partner.push.Outlet.Stop;
import dev.aisle.partner.push.Pushes.Item;
import dev.aisle.partner.push.Pushes.Push;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes back what a destination was told, after the merchant ended it: part by part, at the destination's pace, so
/// that a kill costs one part asked for twice. The credentials are kept until then, and no longer.
final class Withdrawal {

    private static final Logger LOG = LoggerFactory.getLogger(Withdrawal.class);

    /// Destinations forget by themselves what is that old.
    static final Duration LONGEST = Duration.ofDays(30);

    private static final int MOST_PARTS = 500;

    private final Db db;
    private final Pushes pushes;
    private final Credentials credentials;
    private final InstantSource time;

    Withdrawal(Db db, Pushes pushes, Credentials credentials, InstantSource time) {
        this.db = db;
        this.pushes = pushes;
        this.credentials = credentials;
        this.time = time;
    }

    Job.Next goOn(Push push, Outlet outlet) {
        Optional<Instant> rest = push.restsUntil().filter(it -> it.isAfter(time.instant()));
        if (rest.isPresent()) {
            return new Job.Next.At(rest.get());
        }
        Optional<Secret> secret = credentials.find(push.merchant(), push.platform());
        boolean isForgotten = push.leavingAt().orElseThrow().plus(LONGEST).isBefore(time.instant());
        if (secret.isEmpty() || isForgotten) {
            return end(push, 0);
        }
        LOG.debug("phase=push {} {}", push.platform().slug(), push.merchant());
        AtomicReference<Secret> newest = new AtomicReference<>(secret.get());
        int withdrawn = 0;
        for (int part = 0; part < MOST_PARTS; part++) {
            List<Item> due = pushes.due(push.merchant(), push.platform(), outlet.mostAtOnce());
            if (due.isEmpty()) {
                return end(push, withdrawn);
            }
            Outlet.Told told = outlet.tell(
                    new Account(push.merchant(), newest.get(), fresh -> keep(push, fresh, newest)),
                    due.stream()
                            .map(it -> new Change(push.idOf(it), Optional.empty()))
                            .toList());
            if (!settle(push, due, told)) {
                return new Job.Next.At(time.instant()); // it was begun anew meanwhile
            }
            withdrawn += told.verdicts().size();
            boolean stuck = told.stop().isEmpty() && told.verdicts().size() < due.size();
            Optional<Stop> stop = stuck ? Optional.of(Stop.UNANSWERED) : told.stop();
            if (stop.isPresent()) {
                return stopped(push, stop.get(), withdrawn);
            }
        }
        return new Job.Next.At(time.instant());
    }

    /// Whatever the destination said of an item, there is no more to be done about it. False where it was begun anew.
    private boolean settle(Push push, List<Item> due, Outlet.Told told) {
        return db.inTransaction(() -> {
            boolean stands = pushes.stands(push);
            if (stands) {
                pushes.withdrawn(
                        push.merchant(),
                        push.platform(),
                        due.stream()
                                .filter(it -> told.verdicts().containsKey(push.idOf(it)))
                                .map(Item::offer)
                                .toList());
            }
            return stands;
        });
    }

    private void keep(Push push, Secret fresh, AtomicReference<Secret> newest) {
        newest.set(fresh);
        db.transact(() -> {
            if (pushes.stands(push)) {
                credentials.put(push.merchant(), push.platform(), fresh);
            }
        });
    }

    private Job.Next stopped(Push push, Stop stop, int withdrawn) {
        return switch (stop) {
            case Stop.Wait wait -> {
                Instant next = time.instant().plus(wait.pause());
                pushes.rest(push.merchant(), push.platform(), 0, next);
                LOG.info(
                        "withdrawal waits merchant={} destination={} withdrawn={} for={}",
                        push.merchant(),
                        push.platform().slug(),
                        withdrawn,
                        wait.pause());
                yield new Job.Next.At(next);
            }
            case Stop.Lost lost -> {
                LOG.info(
                        "withdrawal given up merchant={} destination={} code={}",
                        push.merchant(),
                        push.platform().slug(),
                        lost.code());
                yield end(push, withdrawn);
            }
        };
    }

    private Job.Next end(Push push, int withdrawn) {
        boolean ended = db.inTransaction(() -> {
            boolean stands = pushes.stands(push);
            if (stands) {
                pushes.close(push.merchant(), push.platform());
                credentials.remove(push.merchant(), push.platform());
            }
            return stands;
        });
        if (!ended) {
            return new Job.Next.At(time.instant());
        }
        LOG.info(
                "withdrawal done merchant={} destination={} withdrawn={}",
                push.merchant(),
                push.platform().slug(),
                withdrawn);
        return new Job.Next.Done();
    }
}
