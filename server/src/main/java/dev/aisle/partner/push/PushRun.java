package dev.aisle.partner.push;

import dev.aisle.base.db.Db;
import dev.aisle.base.ids.Fingerprint;
import dev.aisle.base.jobs.Job;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.merchant.Platform;
import dev.aisle.market.product.MerchantOffers;
import dev.aisle.partner.connection.Connection;
import dev.aisle.partner.connection.Connection.Sync.State;
import dev.aisle.partner.connection.Connections;
import dev.aisle.partner.credentials.Credentials;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.destination.Destination;
import dev.aisle.partner.destination.FeedItem;
import dev.aisle.partner.destination.ItemFault;
import dev.aisle.partner.destination.Preflight;
import dev.aisle.partner.feed.OfferItems;
import dev.aisle.partner.push.Outlet.Change;
import dev.aisle.partner.push.Outlet.Stop;
import dev.aisle.partner.push.Outlet.Verdict;
import dev.aisle.partner.push.Pushes.Fault;
import dev.aisle.partner.push.Pushes.Item;
import dev.aisle.partner.push.Pushes.Push;
import dev.aisle.partner.push.Pushes.Settled;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The path from changed offers to a destination's own interface: part by part, each kept in one
/// transaction after the destination took it, so that a kill costs one part told twice. What the
/// destination has already is not told again.
public final class PushRun {

    private static final Logger LOG = LoggerFactory.getLogger(PushRun.class);

    /// Changes in between share the telling.
    static final Duration DEBOUNCE = Duration.ofSeconds(5);

    static final Duration DAILY = Duration.ofHours(24);

    /// Told again after so long though nothing changed: destinations forget what is 30 days old.
    private static final Duration FRESH = Duration.ofDays(20);

    private static final int MOST_PARTS = 500;
    private static final int PARTS_BETWEEN_REPORTS = 10;
    private static final int FAILURES_UNTIL_SHOWN = 5;

    /// Fewer items than this may halve without being a mistake.
    private static final int WORTH_HOLDING_BACK = 10;

    private static final String SHRUNK =
            "So many products are suddenly gone that nothing is removed for now. If that is right, they go after a day.";

    private final Db db;
    private final Tables tables;
    private final OfferItems items;
    private final MerchantOffers offers;
    private final Map<Platform, Outlet> outlets = new HashMap<>();
    private final Map<Platform, Destination> destinations = new HashMap<>();
    private final Withdrawal withdrawal;
    private final InstantSource time;

    /// What it stands on.
    public record Tables(Merchants merchants, Connections connections, Credentials credentials, Pushes pushes) {}

    private record Plan(Item item, Optional<Long> print, Optional<Fault> fault, Optional<Change> change) {}

    public PushRun(
            Db db,
            Tables tables,
            OfferItems items,
            MerchantOffers offers,
            List<Outlet> outlets,
            List<Destination> destinations,
            InstantSource time) {
        this.db = db;
        this.tables = tables;
        this.items = items;
        this.offers = offers;
        outlets.forEach(it -> this.outlets.put(it.platform(), it));
        destinations.forEach(it -> this.destinations.put(it.platform(), it));
        this.withdrawal = new Withdrawal(db, tables.pushes, tables.credentials, time);
        this.time = time;
    }

    /// The one that takes items for a destination; nothing where it takes none.
    public Optional<Outlet> outlet(Platform destination) {
        return Optional.ofNullable(outlets.get(destination));
    }

    public boolean isOpen(MerchantId merchant, Platform destination) {
        return tables.pushes.find(merchant, destination).isPresent();
    }

    /// Begins in the transaction of the caller, with credentials that were tried; everything is told anew.
    /// False, and nothing begins, where items may still lie in another account of the merchant's: only with
    /// its credentials can they be taken back.
    public boolean open(MerchantId merchant, Platform destination, Secret secret) {
        boolean elsewhere = tables.pushes.hold(merchant, destination)
                && tables.credentials
                        .find(merchant, destination)
                        .filter(known -> !place(destination, known).equals(place(destination, secret)))
                        .isPresent();
        if (!elsewhere) {
            tables.credentials.put(merchant, destination, secret);
            tables.pushes.open(merchant, destination);
        }
        return !elsewhere;
    }

    private List<String> place(Platform destination, Secret secret) {
        return outlet(destination).map(Outlet::place).orElse(List.of()).stream()
                .map(name -> secret.find(name).orElse(""))
                .toList();
    }

    /// Ends in the transaction of the caller, where one is open. What the destination has is withdrawn from there by
    /// itself, and the credentials are forgotten after.
    public void close(MerchantId merchant, Platform destination) {
        outlet(destination).ifPresent(it -> tables.pushes.leave(merchant, destination, it.mostAtOnce()));
    }

    /// These products changed, in the transaction of the caller.
    public void changed(List<String> products) {
        List<Push> open = tables.pushes.open();
        if (open.isEmpty()) {
            return;
        }
        Map<MerchantId, List<String>> touched =
                offers.ofProducts(products, open.stream().map(Push::merchant).toList());
        for (Push push : open) {
            List<String> own = touched.getOrDefault(push.merchant(), List.of());
            if (!own.isEmpty()) {
                tables.pushes.mark(push.merchant(), push.platform(), own);
                tables.pushes.due(
                        push.merchant(), push.platform(), time.instant().plus(DEBOUNCE));
            }
        }
    }

    /// Tells what is due, and withdraws what was ended; the job of the kind [Pushes#TELL].
    public Job.Next tell(String key) {
        int slash = key.indexOf('/');
        MerchantId id = new MerchantId(key.substring(0, slash));
        Platform platform = Platform.ofSlug(key.substring(slash + 1)).orElseThrow();
        Optional<Push> leaving = tables.pushes.leaving(id, platform);
        if (leaving.isPresent() && outlets.containsKey(platform)) {
            return withdrawal.goOn(leaving.get(), Objects.requireNonNull(outlets.get(platform)));
        }
        Optional<Merchant> merchant = tables.merchants.find(id);
        Optional<Push> push = tables.pushes.find(id, platform);
        Optional<Secret> secret = tables.credentials.find(id, platform);
        boolean isActive = tables.connections.status(id, platform) == Connection.Status.ACTIVE;
        if (merchant.isEmpty() || push.isEmpty() || secret.isEmpty() || !isActive || !outlets.containsKey(platform)) {
            return new Job.Next.Done();
        }
        Optional<Instant> rest = push.get().restsUntil().filter(it -> it.isAfter(time.instant()));
        if (rest.isPresent()) {
            return new Job.Next.At(rest.get());
        }
        LOG.debug("phase=push {} {}", platform.slug(), id);
        return new Run(merchant.get(), push.get(), secret.get()).tell();
    }

    /// One run for one merchant.
    private final class Run {

        private final Merchant merchant;
        private final Push push;
        private final Outlet outlet;
        private final Destination destination;
        private Secret secret;
        private int told;
        /// It was ended, or begun anew, while it was being told.
        private boolean ended;

        Run(Merchant merchant, Push push, Secret secret) {
            this.merchant = merchant;
            this.push = push;
            this.secret = secret;
            this.outlet = Objects.requireNonNull(outlets.get(push.platform()));
            this.destination = Objects.requireNonNull(destinations.get(push.platform()));
        }

        Job.Next tell() {
            boolean stale = push.refreshedAt()
                    .map(it -> !it.plus(DAILY).isAfter(time.instant()))
                    .orElse(true);
            if (stale) {
                lookAtEverything();
            }
            if (isSuspiciouslyFew()) {
                return holdBack();
            }
            report(State.SYNCING, Optional.empty(), Optional.empty());
            for (int part = 1; part <= MOST_PARTS; part++) {
                List<Item> due = tables.pushes.due(merchant.id(), push.platform(), outlet.mostAtOnce());
                if (due.isEmpty()) {
                    return done();
                }
                Optional<Stop> stop = part(due);
                if (stop.isPresent()) {
                    return stopped(stop.get());
                }
                if (ended) {
                    return new Job.Next.At(time.instant());
                }
                if (part % PARTS_BETWEEN_REPORTS == 0) {
                    report(State.SYNCING, Optional.empty(), Optional.empty());
                }
            }
            return new Job.Next.At(time.instant());
        }

        private void lookAtEverything() {
            tables.pushes.markKnown(merchant.id(), push.platform());
            offers.ids(merchant.id(), ids -> tables.pushes.mark(merchant.id(), push.platform(), ids));
        }

        /// As with files: less than half of what is there, which after a day is no accident.
        private boolean isSuspiciouslyFew() {
            long there = tables.pushes.counts(merchant.id(), push.platform()).there();
            boolean fewer = there >= WORTH_HOLDING_BACK && offers.count(merchant.id()) * 2 < there;
            boolean longEnough = push.fewerSince()
                    .map(since -> !since.plus(DAILY).isAfter(time.instant()))
                    .orElse(false);
            return fewer && !longEnough;
        }

        private Job.Next holdBack() {
            Instant since = push.fewerSince().orElseGet(time::instant);
            tables.pushes.holdBack(merchant.id(), push.platform());
            Instant next = since.plus(DAILY);
            report(State.ERROR, Optional.of(next), Optional.of(new Connection.Failure("platform_error", SHRUNK)));
            return new Job.Next.At(next);
        }

        private Optional<Stop> part(List<Item> due) {
            List<Plan> plans = plans(due);
            List<Change> changes =
                    plans.stream().flatMap(it -> it.change.stream()).toList();
            Outlet.Told answer = changes.isEmpty()
                    ? new Outlet.Told(Map.of(), Optional.empty())
                    : outlet.tell(new Outlet.Account(merchant.id(), secret, this::renewed), changes);
            boolean stands = db.inTransaction(() -> {
                if (!tables.pushes.stands(push)) {
                    return false;
                }
                keep(plans, answer.verdicts());
                return true;
            });
            told += answer.verdicts().size();
            ended = !stands;
            if (ended) {
                return Optional.empty();
            }
            boolean stuck = answer.stop().isEmpty() && answer.verdicts().size() < changes.size();
            return stuck ? Optional.of(Stop.UNANSWERED) : answer.stop();
        }

        private List<Plan> plans(List<Item> due) {
            Map<String, Preflight.Checked> now = items.beside(
                    merchant, destination, due.stream().map(Item::offer).toList());
            Map<String, Item> looked = new LinkedHashMap<>();
            due.forEach(it -> looked.put(it.offer(), it));
            Set<String> siblings = new HashSet<>(now.keySet());
            siblings.removeAll(looked.keySet());
            tables.pushes.known(merchant.id(), push.platform(), siblings).forEach(it -> looked.put(it.offer(), it));
            siblings.forEach(it -> looked.putIfAbsent(it, Item.unknown(it)));
            return looked.values().stream()
                    .map(it -> plan(it, Optional.ofNullable(now.get(it.offer()))))
                    .toList();
        }

        private Plan plan(Item item, Optional<Preflight.Checked> checked) {
            Optional<FeedItem> now = checked.flatMap(Preflight.Checked::passed);
            Optional<Long> print = now.map(it -> Fingerprint.of(it.toString()));
            boolean wasRefused = print.isPresent() && print.equals(item.refused());
            if (print.isPresent() && !wasRefused) {
                boolean known = print.equals(item.digest())
                        && item.toldAt()
                                .filter(it -> it.plus(FRESH).isAfter(time.instant()))
                                .isPresent();
                return new Plan(
                        item,
                        print,
                        Optional.empty(),
                        known ? Optional.empty() : Optional.of(new Change(push.idOf(item), now)));
            }
            Optional<Fault> fault = wasRefused ? item.fault() : checked.flatMap(this::leftOut);
            return new Plan(
                    item, print, fault, item.digest().map(ignored -> new Change(push.idOf(item), Optional.empty())));
        }

        private Optional<Fault> leftOut(Preflight.Checked checked) {
            return checked.faults().stream()
                    .filter(it -> it.outcome() == ItemFault.Outcome.LEFT_OUT)
                    .findFirst()
                    .map(it -> new Fault(it.item(), it.rule(), it.field(), it.change()));
        }

        private void keep(List<Plan> plans, Map<String, Verdict> verdicts) {
            List<Settled> settled = new ArrayList<>();
            Collection<String> again = new ArrayList<>();
            for (Plan plan : plans) {
                Item item = plan.item;
                if (plan.change.isEmpty()) {
                    settled.add(new Settled(item, item.digest(), item.toldAt(), refused(plan), plan.fault));
                    continue;
                }
                boolean removal = plan.change.get().now().isEmpty();
                Verdict verdict = verdicts.get(push.idOf(item));
                switch (verdict) {
                    case null -> {
                        if (item.due() == 0) {
                            again.add(item.offer()); // a sibling that was not due by itself
                        }
                    }
                    case Verdict.Taken ignored
                    when removal ->
                        settled.add(new Settled(item, Optional.empty(), Optional.empty(), refused(plan), plan.fault));
                    case Verdict.Taken ignored ->
                        settled.add(new Settled(
                                item, plan.print, Optional.of(time.instant()), Optional.empty(), Optional.empty()));
                    case Verdict.Refused no -> {
                        Fault fault = new Fault(push.idOf(item), no.rule(), no.field(), no.message());
                        Optional<Long> print = removal ? refused(plan) : plan.print;
                        settled.add(new Settled(item, item.digest(), item.toldAt(), print, Optional.of(fault)));
                        if (!removal && item.digest().isPresent()) {
                            again.add(item.offer()); // what is there is not true any more, and is removed next
                        }
                    }
                }
            }
            tables.pushes.settle(merchant.id(), push.platform(), settled, again);
        }

        /// What was refused is remembered for as long as the item is the same.
        private static Optional<Long> refused(Plan plan) {
            return plan.item.refused().filter(it -> plan.print.equals(Optional.of(it)));
        }

        private void renewed(Secret fresh) {
            secret = fresh;
            db.transact(() -> {
                if (tables.pushes.stands(push)) {
                    tables.credentials.put(merchant.id(), push.platform(), fresh);
                }
            });
        }

        private Job.Next done() {
            Instant next = tables.pushes
                    .find(merchant.id(), push.platform())
                    .flatMap(Push::refreshedAt)
                    .orElseGet(time::instant)
                    .plus(DAILY);
            tables.pushes.allTold(merchant.id(), push.platform());
            report(State.LIVE, Optional.of(next), Optional.empty());
            LOG.info(
                    "push done merchant={} destination={} told={}",
                    merchant.id(),
                    push.platform().slug(),
                    told);
            return new Job.Next.At(next);
        }

        private Job.Next stopped(Stop stop) {
            return switch (stop) {
                case Stop.Wait wait -> {
                    int failures = told > 0 ? 0 : push.failures() + 1;
                    Instant next = time.instant().plus(wait.pause());
                    tables.pushes.rest(merchant.id(), push.platform(), failures, next);
                    boolean shown = failures >= FAILURES_UNTIL_SHOWN;
                    report(
                            shown ? State.ERROR : State.SYNCING,
                            Optional.of(next),
                            Optional.of(new Connection.Failure("platform_error", wait.message()))
                                    .filter(ignored -> shown));
                    LOG.info(
                            "push waits merchant={} destination={} told={} for={}",
                            merchant.id(),
                            push.platform().slug(),
                            told,
                            wait.pause());
                    yield new Job.Next.At(next);
                }
                case Stop.Lost lost -> {
                    tables.connections.lose(
                            merchant.id(), push.platform(), new Connection.Failure(lost.code(), lost.message()));
                    LOG.info(
                            "push lost merchant={} destination={} code={}",
                            merchant.id(),
                            push.platform().slug(),
                            lost.code());
                    yield new Job.Next.Done();
                }
            };
        }

        private void report(State state, Optional<Instant> next, Optional<Connection.Failure> failure) {
            Pushes.Counts counts = tables.pushes.counts(merchant.id(), push.platform());
            tables.connections.report(
                    merchant.id(),
                    push.platform(),
                    new Connection.Sync(
                            Optional.of(state),
                            state == State.LIVE ? Optional.of(time.instant()) : Optional.empty(),
                            next,
                            counts.there(),
                            counts.kept(),
                            Optional.empty()),
                    failure);
        }
    }
}
