package dev.aisle.supply;

import dev.aisle.base.db.ChangeLog;
import dev.aisle.base.db.Db;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.listing.Listings;
import dev.aisle.market.product.ProductGraph;
import dev.aisle.supply.matching.Matcher;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the product graph up to the log of listings: a batch, its products and the new place commit together,
/// so that a kill costs one batch. One worker runs at a time, whichever process it is in.
public final class MatchingRun implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MatchingRun.class);
    private static final String READER = "matching";
    private static final int BATCH = 2_000;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    private final Db db;
    private final Listings listings;
    private final Matcher matcher;
    private final ProductGraph graph;
    private final Semaphore signals = new Semaphore(0);
    private volatile boolean stopping;
    private volatile Runnable listener = () -> {};
    private @Nullable Thread worker;

    public MatchingRun(Db db, Listings listings, InstantSource time) {
        this.db = db;
        this.listings = listings;
        this.matcher = new Matcher(db, listings, time);
        this.graph = new ProductGraph(db, time);
    }

    /// Whom to call when products changed, such as the index that waits for it.
    public void onChange(Runnable listener) {
        this.listener = listener;
    }

    /// Starts the worker in the background.
    public synchronized void start() {
        if (worker == null) {
            worker = Thread.ofPlatform().name("matching").daemon().start(this::run);
        }
    }

    /// Says that there may be new listings; without it they are found within a tenth of a second.
    public void signal() {
        signals.release();
    }

    /// Matches the next batch and gives the number of listings read from the log; 0 where there is nothing to
    /// do, or where another worker is at it.
    public int next() {
        int read = db.inTransaction(() -> {
            if (!db.get(
                    "select pg_try_advisory_xact_lock(hashtextextended('matching', 0)) as mine",
                    row -> row.bool("mine"))) {
                return 0;
            }
            ChangeLog log = listings.changes();
            ChangeLog.Batch batch = log.readAfter(log.placeOf(READER), BATCH);
            if (batch.isEmpty()) {
                return 0;
            }
            LOG.debug("phase=match {} listings", batch.ids().size());
            List<ListingId> ids = batch.ids().stream().map(ListingId::new).toList();
            graph.apply(matcher.match(listings.latest(ids)));
            log.keepPlace(READER, batch.next());
            return batch.ids().size();
        });
        if (read > 0) {
            listener.run();
        }
        return read;
    }

    /// Matches until the log is read to its end, and gives the number of listings read.
    public long drain() {
        long all = 0;
        for (int read = next(); read > 0; read = next()) {
            all += read;
        }
        return all;
    }

    @Override
    public synchronized void close() {
        stopping = true;
        signals.release();
        if (worker != null) {
            try {
                worker.join(LONGEST_STOP);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        while (!stopping) {
            Duration pause = POLL;
            try {
                while (!stopping && next() > 0) {}
            } catch (RuntimeException failed) {
                LOG.error("matching failed, trying again in {}", AFTER_FAILURE, failed);
                pause = AFTER_FAILURE;
            }
            try {
                if (!stopping && signals.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    signals.drainPermits();
                }
            } catch (InterruptedException interrupted) {
                return;
            }
        }
    }
}
