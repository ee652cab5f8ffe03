package dev.aisle.partner;

import dev.aisle.base.db.Db;
import dev.aisle.base.jobs.Job;
import dev.aisle.base.jobs.Jobs;
import dev.aisle.market.listing.Listings;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.connection.Connection;
import dev.aisle.partner.connection.Connections;
import dev.aisle.partner.credentials.Credentials;
import dev.aisle.partner.source.Source;
import dev.aisle.partner.sync.Deliveries;
import dev.aisle.partner.sync.SourceItems;
import dev.aisle.partner.sync.SyncState;
import dev.aisle.partner.sync.Syncs;
import dev.aisle.supply.Intake;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The path of a connected source into the graph: parts of a run, one transaction each with the place in it, so that
/// a kill costs one part; and between runs what the platform tells. A complete full run says what is gone.
public final class SourceSync {

    /// The kinds of its jobs; their keys are `merchant/platform`.
    public static final String SYNC = "sync";

    public static final String HEAR = "hear";

    private static final Logger LOG = LoggerFactory.getLogger(SourceSync.class);

    private static final Duration BETWEEN_FULL_RUNS = Duration.ofDays(1);
    /// Clocks of stores are not ours: a run reads again what changed shortly before the last one began.
    private static final Duration OVERLAP = Duration.ofMinutes(10);
    private static final Duration UNREACHABLE_IS_LOST = Duration.ofHours(24);
    private static final int MOST_PARTS = 100_000;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 8;
    /// A platform's rate is waited for within a run; so often without anything read between.
    private static final Duration SHORT_WAIT = Duration.ofSeconds(5);

    private static final int MOST_RESTS = 20;

    private final Db db;
    private final OpenSyncs open;
    private final SourceCalls calls;
    private final Connections connections;
    private final Credentials credentials;
    private final Syncs syncs;
    private final SourceItems items;
    private final SourceThings things;
    private final Listings listings;
    private final Jobs jobs;
    private final Consumer<MerchantId> crawlAgain;
    private final Rest rest;
    private final InstantSource time;

    /// How a run waits a moment for a platform's rate; false where it should end instead.
    interface Rest {
        boolean take(Duration pause);
    }

    /// What of the partner floor it stands on.
    public record Tables(
            Merchants merchants,
            Connections connections,
            Credentials credentials,
            Syncs syncs,
            SourceItems items,
            Deliveries deliveries) {}

    /// @param crawlAgain makes the storefront's crawl due, which speaks for the merchant when a source leaves
    public SourceSync(
            Db db,
            Tables tables,
            Map<Platform, Source> sources,
            Intake intake,
            Listings listings,
            Jobs jobs,
            Consumer<MerchantId> crawlAgain,
            InstantSource time) {
        this(db, tables, sources, intake, listings, jobs, crawlAgain, SourceSync::sleep, time);
    }

    SourceSync(
            Db db,
            Tables tables,
            Map<Platform, Source> sources,
            Intake intake,
            Listings listings,
            Jobs jobs,
            Consumer<MerchantId> crawlAgain,
            Rest rest,
            InstantSource time) {
        this.db = db;
        this.open = new OpenSyncs(tables, sources);
        this.connections = tables.connections();
        this.credentials = tables.credentials();
        this.syncs = tables.syncs();
        this.items = tables.items();
        this.things = new SourceThings(db, syncs, items, intake, listings, time);
        this.calls = new SourceCalls(db, tables, open, things, jobs, this::forget, time);
        this.listings = listings;
        this.jobs = jobs;
        this.crawlAgain = crawlAgain;
        this.rest = rest;
        this.time = time;
    }

    private static boolean sleep(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Makes the sync due now, in the caller's transaction.
    public void due(MerchantId merchant, Platform platform) {
        jobs.put(SYNC, key(merchant, platform), time.instant());
    }

    /// Takes a call at a hook's address: false where the address is unknown or the call not genuine. It is answered
    /// at once and worked in later.
    public boolean told(String hook, Source.Call call) {
        return calls.take(hook, call);
    }

    /// Works in what the platform told.
    public Job.Next hear(String key) {
        return calls.hear(key);
    }

    /// Goes on with the run that was begun, or begins one, and reads to its end.
    public Job.Next sync(String key) {
        Optional<OpenSync> opened = open.byKey(key);
        if (opened.isEmpty()) {
            return new Job.Next.Done();
        }
        OpenSync it = begun(opened.get());
        long began = System.nanoTime();
        Counts counts = new Counts();
        Optional<String> place = it.sync().place();
        Optional<Instant> since =
                it.sync().fullRun() ? Optional.empty() : it.sync().since().map(at -> at.minus(OVERLAP));
        List<Duration> rests = new ArrayList<>();
        for (int part = 0; part < MOST_PARTS; part++) {
            LOG.debug(
                    "phase=fetch {} {}", it.sync().platform().slug(), it.sync().store());
            Optional<OpenSync> now = open.of(it.sync()); // credentials may be renewed, or gone
            if (now.isEmpty()) {
                return new Job.Next.Done();
            }
            OpenSync at = now.get();
            Instant asked = time.instant();
            Source.Pulled pulled = at.source()
                    .pull(at.access(), since, place, more -> counts.add(things.store(it, more, asked, () -> {})));
            Instant answered = time.instant();
            switch (pulled) {
                case Source.Pulled.Part read -> {
                    Intake.Accepted accepted = things.store(it, read.things(), asked, () -> {
                        syncs.badRows().add(it.sync().merchant(), it.sync().platform(), read.badRows());
                        read.next().ifPresent(next -> syncs.advance(it.sync(), next));
                    });
                    counts.add(accepted);
                    rests.clear();
                    if (read.next().isEmpty()) {
                        return ended(it, counts, read.message(), began);
                    }
                    place = read.next();
                    Duration left = read.rest().minus(Duration.between(answered, time.instant()));
                    if (left.isPositive() && !rested(it, left)) {
                        return new Job.Next.At(time.instant());
                    }
                }
                case Source.Pulled.Later later
                when isShort(later, rests.size()) -> {
                    rests.add(later.pause());
                    if (!rested(it, later.pause())) {
                        return new Job.Next.At(time.instant());
                    }
                }
                case Source.Pulled.Later later -> {
                    return later(it, later);
                }
                case Source.Pulled.Lost lost -> {
                    connections.lose(
                            it.sync().merchant(),
                            it.sync().platform(),
                            new Connection.Failure(lost.code(), lost.message()));
                    LOG.info(
                            "sync lost merchant={} platform={} code={}",
                            it.sync().merchant(),
                            it.platform(),
                            lost.code());
                    return new Job.Next.Done();
                }
            }
        }
        throw new IllegalStateException("a run of " + key + " has no end");
    }

    private boolean rested(OpenSync it, Duration pause) {
        LOG.debug("phase=rest {} {}", it.platform(), pause);
        return rest.take(pause);
    }

    /// Ends a connection on our side. What the source said leaves the graph with it; the crawl speaks for the
    /// storefront again. False where there was nothing to end.
    boolean forget(MerchantId merchant, Platform platform) {
        return db.inTransaction(() -> {
            boolean ended = connections.end(merchant, platform);
            if (ended) {
                credentials.remove(merchant, platform);
                syncs.remove(merchant, platform);
                Instant now = time.instant();
                listings.missingSince(merchant, platform, now);
                listings.missingSince(merchant, platform, now.plusMillis(1));
                crawlAgain.accept(merchant);
            }
            return ended;
        });
    }

    private OpenSync begun(OpenSync opened) {
        SyncState sync = opened.sync();
        if (sync.runStartedAt().isEmpty()) {
            Instant now = time.instant();
            boolean full = sync.since().isEmpty()
                    || sync.fullRunAt()
                            .filter(at -> at.plus(BETWEEN_FULL_RUNS).isAfter(now))
                            .isEmpty();
            syncs.startRun(sync, now, full);
        }
        report(opened, Connection.Sync.State.SYNCING, Optional.empty(), Optional.empty());
        return new OpenSync(
                syncs.find(sync.merchant(), sync.platform()).orElse(sync), opened.source(), opened.access());
    }

    private Job.Next ended(OpenSync it, Counts counts, Optional<String> message, long began) {
        Instant now = time.instant();
        Instant startedAt = it.sync().runStartedAt().orElse(now);
        Instant next = now.plus(it.source().betweenRuns());
        int gone = db.inTransaction(() -> {
            if (!syncs.isKept(it.sync().merchant(), it.sync().platform())) {
                return 0;
            }
            int missing = it.sync().fullRun()
                    ? listings.missingSince(it.sync().merchant(), it.sync().platform(), startedAt)
                    : 0;
            syncs.endRun(it.sync(), startedAt, it.sync().fullRun());
            items.forgetTold(it.sync().merchant(), it.sync().platform(), startedAt);
            connections.activate(it.sync().merchant(), it.sync().platform());
            connections.report(
                    it.sync().merchant(),
                    it.sync().platform(),
                    new Connection.Sync(
                            Optional.of(Connection.Sync.State.LIVE),
                            Optional.of(now),
                            Optional.of(next),
                            0,
                            syncs.badRows()
                                    .count(it.sync().merchant(), it.sync().platform()),
                            message),
                    Optional.empty());
            return missing;
        });
        LOG.info(
                "sync done merchant={} platform={} full={} stored={} set_aside={} missing={} took={}ms",
                it.sync().merchant(),
                it.platform(),
                it.sync().fullRun(),
                counts.stored,
                counts.setAside,
                gone,
                (System.nanoTime() - began) / 1_000_000);
        return new Job.Next.At(next);
    }

    private Job.Next later(OpenSync it, Source.Pulled.Later later) {
        Instant now = time.instant();
        syncs.fail(it.sync());
        int failures = it.sync().failures();
        Duration doubled = later.pause().multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        Duration wait = doubled.compareTo(LONGEST_WAIT) < 0
                ? doubled
                : later.pause().compareTo(LONGEST_WAIT) > 0 ? later.pause() : LONGEST_WAIT;
        Instant lastGood = it.sync().since().or(it.sync()::runStartedAt).orElse(now);
        Connection.Failure why = new Connection.Failure(later.code(), later.message());
        if (later.code().equals("store_unreachable")
                && lastGood.plus(UNREACHABLE_IS_LOST).isBefore(now)) {
            connections.lose(it.sync().merchant(), it.sync().platform(), why);
        } else {
            report(it, Connection.Sync.State.ERROR, Optional.of(now.plus(wait)), Optional.of(why));
        }
        return new Job.Next.At(now.plus(wait));
    }

    private void report(
            OpenSync it, Connection.Sync.State state, Optional<Instant> next, Optional<Connection.Failure> failure) {
        connections.report(
                it.sync().merchant(),
                it.sync().platform(),
                new Connection.Sync(Optional.of(state), Optional.empty(), next, 0, 0, Optional.empty()),
                failure);
    }

    private static boolean isShort(Source.Pulled.Later later, int rests) {
        return later.pause().compareTo(SHORT_WAIT) <= 0 && rests < MOST_RESTS;
    }

    static String key(MerchantId merchant, Platform platform) {
        return merchant.value() + "/" + platform.slug();
    }

    private static final class Counts {
        private long stored;
        private long setAside;

        void add(Intake.Accepted accepted) {
            stored += accepted.stored();
            setAside += accepted.setAside();
        }
    }
}
