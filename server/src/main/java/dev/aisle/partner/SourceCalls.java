package dev.aisle.partner;

import dev.aisle.base.db.Db;
import dev.aisle.base.jobs.Job;
import dev.aisle.base.jobs.Jobs;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.source.Source;
import dev.aisle.partner.sync.Deliveries;
import dev.aisle.partner.sync.SourceItems;
import dev.aisle.partner.sync.SyncState;
import dev.aisle.partner.sync.Syncs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// What platforms tell by themselves: judged and kept at once, worked in by a job.
final class SourceCalls {

    private static final Duration BETWEEN_WHOLE_RUNS = Duration.ofMinutes(10);
    /// After which a run that was under way is looked for again.
    private static final Duration A_RUN = Duration.ofSeconds(30);

    private final Db db;
    private final OpenSyncs open;
    private final Syncs syncs;
    private final SourceItems items;
    private final Deliveries deliveries;
    private final SourceThings things;
    private final Jobs jobs;
    private final BiConsumer<MerchantId, Platform> forget;
    private final InstantSource time;

    /// @param forget ends a connection that the platform ended
    SourceCalls(
            Db db,
            SourceSync.Tables tables,
            OpenSyncs open,
            SourceThings things,
            Jobs jobs,
            BiConsumer<MerchantId, Platform> forget,
            InstantSource time) {
        this.db = db;
        this.open = open;
        this.syncs = tables.syncs();
        this.items = tables.items();
        this.deliveries = tables.deliveries();
        this.things = things;
        this.jobs = jobs;
        this.forget = forget;
        this.time = time;
    }

    /// False where the hook is unknown or the call not genuine.
    boolean take(String hook, Source.Call call) {
        Optional<OpenSync> known = open.byHook(hook);
        return known.isPresent()
                && switch (known.get().source().receive(known.get().access(), call)) {
                    case Source.Judged.Forged forged -> false;
                    case Source.Judged.Genuine genuine -> {
                        keep(known.get().sync(), genuine.deliveries());
                        yield true;
                    }
                };
    }

    private void keep(SyncState sync, List<Source.Delivery> said) {
        Instant now = time.instant();
        db.transact(() -> {
            syncs.heard(sync, now);
            long fresh = said.stream()
                    .filter(it -> deliveries.add(sync.merchant(), sync.platform(), it.id(), it.call(), now))
                    .count();
            if (fresh > 0) {
                jobs.put(SourceSync.HEAR, SourceSync.key(sync.merchant(), sync.platform()), now);
            }
        });
    }

    /// Works in what waits and is due.
    ///
    /// @param key of the job: `merchant/platform`
    Job.Next hear(String key) {
        Optional<OpenSync> opened = open.byKey(key);
        if (opened.isEmpty()) {
            return new Job.Next.Done();
        }
        OpenSync it = opened.get();
        MerchantId merchant = it.sync().merchant();
        Platform platform = it.sync().platform();
        List<Deliveries.Waiting> waiting = deliveries.next(merchant, platform, time.instant());
        Iterator<Source.Told> said = it.source()
                .hear(
                        it.access(),
                        waiting.stream().map(Deliveries.Waiting::call).toList())
                .iterator();
        for (Deliveries.Waiting each : waiting) {
            switch (said.next()) {
                case Source.Told.Changed changed ->
                    things.store(it, changed.things(), Instant.MAX, () -> {
                        changed.things().forEach(thing -> items.told(merchant, platform, thing.id(), time.instant()));
                        deliveries.done(each.number(), time.instant());
                    });
                case Source.Told.Vanished vanished -> runWhole(it.sync(), each);
                case Source.Told.Nothing nothing -> deliveries.done(each.number(), time.instant());
                case Source.Told.Left left -> {
                    forget.accept(merchant, platform);
                    return new Job.Next.Done();
                }
                case Source.Told.NotNow later ->
                    deliveries.tryAgain(each.number(), time.instant().plus(later.pause()), time.instant());
            }
        }
        return deliveries
                .nextDue(merchant, platform)
                .<Job.Next>map(due -> new Job.Next.At(due.isAfter(time.instant()) ? due : time.instant()))
                .orElseGet(Job.Next.Done::new);
    }

    /// A run that is under way may have read past what is gone, and whole runs are not had one after another.
    private void runWhole(SyncState sync, Deliveries.Waiting delivery) {
        Instant now = time.instant();
        Instant then = sync.fullRunAt().map(at -> at.plus(BETWEEN_WHOLE_RUNS)).orElse(now);
        if (sync.runStartedAt().isPresent() || then.isAfter(now)) {
            deliveries.tryAgain(delivery.number(), then.isAfter(now) ? then : now.plus(A_RUN), now);
            return;
        }
        db.transact(() -> {
            syncs.wantFullRun(sync);
            jobs.put(SourceSync.SYNC, SourceSync.key(sync.merchant(), sync.platform()), now);
            deliveries.done(delivery.number(), now);
        });
    }
}
