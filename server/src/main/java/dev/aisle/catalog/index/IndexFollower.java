package dev.aisle.catalog.index;

import dev.aisle.base.db.ChangeLog;
import dev.aisle.market.product.Product;
import dev.aisle.market.product.ProductId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the index at the heels of the product graph: reads the log of changes, reads the products named
/// there as they are now, and replaces what the index holds of them. What is read twice comes out the same,
/// so the order of changes does not matter, and a kill costs only the reading since the last commit. The
/// place in the log is kept in that commit.
public final class IndexFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IndexFollower.class);

    private static final int BATCH = 1_000;
    private static final Duration IDLE_POLL = Duration.ofMillis(80);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);

    /// So long after a large batch more of them are expected: matching, which fills the log, may be slower than we are.
    private static final long RUSH_NANOS = Duration.ofSeconds(1).toNanos();

    /// While there is a backlog, what was read so far shows in steps that double from the first to the longest: the
    /// first of many things are looked for soon, and each step costs a small segment, and the merging of it.
    private static final long FIRST_STEP_NANOS = Duration.ofSeconds(1).toNanos();

    private static final long LONGEST_STEP_NANOS = Duration.ofSeconds(15).toNanos();

    /// So many at once are part of a stream, such as a sync's pages; what is less shows at once.
    private static final int STREAM = 50;

    private static final long STREAM_STEP_NANOS = Duration.ofMillis(400).toNanos();

    private static final long COMMIT_NANOS = Duration.ofSeconds(10).toNanos();

    /// So much may have to be read again after a kill in the middle of a backlog: a commit, too, costs a segment.
    private static final long COMMIT_BEHIND_NANOS = Duration.ofSeconds(45).toNanos();

    private static final int COMMIT_PRODUCTS = 50_000;

    private static final String XID = "xid";
    private static final String SEQ = "seq";

    private final ProductIndex index;
    private final ChangeLog changes;
    private final Function<Collection<ProductId>, List<Product>> products;
    private final ProductRenderer renderer;
    private final LongSupplier nanos;

    private final Semaphore bell = new Semaphore(0);
    private volatile boolean closed;
    private @Nullable Thread thread;

    private ChangeLog.Place place;
    private int uncommitted;
    private int unseen;
    private long committedAt;
    private long refreshedAt;
    private long nextStepNanos = FIRST_STEP_NANOS;
    private long rushedAt;
    private boolean rushing;

    /// Goes on from the place that the index kept.
    ///
    /// @param products these of the ids that have offers, as they are now
    public IndexFollower(
            ProductIndex index,
            ChangeLog changes,
            Function<Collection<ProductId>, List<Product>> products,
            ProductRenderer renderer) {
        this(index, changes, products, renderer, System::nanoTime);
    }

    /// @param nanos a clock that only runs forwards
    IndexFollower(
            ProductIndex index,
            ChangeLog changes,
            Function<Collection<ProductId>, List<Product>> products,
            ProductRenderer renderer,
            LongSupplier nanos) {
        this.index = index;
        this.changes = changes;
        this.products = products;
        this.renderer = renderer;
        this.nanos = nanos;
        this.committedAt = nanos.getAsLong();
        this.refreshedAt = committedAt;
        this.rushedAt = committedAt - RUSH_NANOS;
        Map<String, String> kept = index.kept();
        this.place = kept.containsKey(XID) && kept.containsKey(SEQ)
                ? new ChangeLog.Place(Long.parseLong(kept.get(XID)), Long.parseLong(kept.get(SEQ)))
                : ChangeLog.Place.START;
    }

    /// Follows from now on, in the background.
    public void start() {
        thread = Thread.ofPlatform().name("index-follower").daemon().start(this::follow);
    }

    /// Says that there are changes, so that they need not wait for the next look.
    public void wake() {
        bell.release();
    }

    /// Stops following and keeps what is there.
    @Override
    public void close() {
        closed = true;
        wake();
        Thread running = thread;
        if (running != null) {
            join(running);
        }
        commit();
    }

    /// Reads on to the end of the log, and shows it. For a follower that was not started.
    public void catchUp() {
        while (step()) {}
        refresh();
    }

    private void follow() {
        while (!closed) {
            try {
                if (!step()) {
                    sleep(IDLE_POLL);
                }
            } catch (RuntimeException failed) {
                LOG.error("index following failed, trying again place={}", place, failed);
                sleep(PAUSE_AFTER_FAILURE);
            }
        }
    }

    /// One batch; false at the end of the log.
    private boolean step() {
        ChangeLog.Batch batch = changes.readAfter(place, BATCH);
        if (!batch.isEmpty()) {
            take(batch.ids().stream().map(ProductId::new).toList());
            place = batch.next();
            uncommitted += batch.ids().size();
            unseen += batch.ids().size();
        }
        long now = nanos.getAsLong();
        if (batch.ids().size() >= BATCH / 2) {
            rushedAt = now;
        }
        boolean behind = now - rushedAt < RUSH_NANOS;
        if (behind != rushing) {
            rushing = behind;
            upkeep();
        }
        if (unseen > 0 && now - refreshedAt > untilNextStep(behind)) {
            nextStepNanos = behind ? Math.min(nextStepNanos * 2, LONGEST_STEP_NANOS) : FIRST_STEP_NANOS;
            refresh();
        }
        long commitAfter = behind ? COMMIT_BEHIND_NANOS : COMMIT_NANOS;
        if (uncommitted > 0 && (uncommitted >= COMMIT_PRODUCTS || now - committedAt > commitAfter)) {
            commit();
        }
        return !batch.isEmpty();
    }

    private void upkeep() {
        if (rushing) {
            index.putOffUpkeep();
        } else {
            index.catchUpOnUpkeep();
        }
    }

    private long untilNextStep(boolean behind) {
        return behind ? nextStepNanos : unseen < STREAM ? -1 : STREAM_STEP_NANOS;
    }

    private void refresh() {
        if (unseen > 0) {
            index.refresh();
            unseen = 0;
            refreshedAt = nanos.getAsLong();
        }
    }

    private void take(List<ProductId> changed) {
        List<Product> found = products.apply(changed);
        Set<ProductId> gone = new HashSet<>(changed);
        for (Product product : found) {
            gone.remove(product.id());
        }
        index.put(found.stream()
                .map(product -> new ProductIndex.Entry(product, ProductDocument.of(product, renderer)))
                .toList());
        index.remove(gone);
    }

    private void commit() {
        if (uncommitted == 0) {
            return;
        }
        LOG.debug("phase=index-commit place={}", place);
        index.commit(Map.of(XID, Long.toString(place.xid()), SEQ, Long.toString(place.seq())));
        uncommitted = 0;
        committedAt = nanos.getAsLong();
    }

    private void sleep(Duration longest) {
        try {
            if (bell.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
                bell.drainPermits();
            }
        } catch (InterruptedException interrupted) {
            closed = true;
        }
    }

    private static void join(Thread running) {
        try {
            running.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
