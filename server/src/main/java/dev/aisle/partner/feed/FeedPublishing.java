package dev.aisle.partner.feed;

import dev.aisle.base.db.ChangeLog;
import dev.aisle.base.db.Db;
import dev.aisle.base.ids.Base62;
import dev.aisle.market.listing.Listings;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.merchant.Platform;
import dev.aisle.market.product.MerchantOffers;
import dev.aisle.market.taxonomy.Taxonomy;
import dev.aisle.partner.destination.Destination;
import dev.aisle.partner.destination.FeedForm;
import dev.aisle.partner.destination.Occasion;
import dev.aisle.partner.rule.FeedRules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the feeds at the heels of the product graph: notes in the table of feeds whose offers changed, and
/// writes what is due, one feed at a time. Killed at any moment, it leaves the files that were served, and
/// the feed is due again.
public final class FeedPublishing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FeedPublishing.class);

    private static final String READER = "feeds";
    private static final int BATCH = 2_000;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);
    private static final int HOLDER_LENGTH = 16;

    /// Fewer items than this may halve without being a mistake.
    private static final int WORTH_HOLDING_BACK = 10;

    /// Below the limit of a file, because items do not spread evenly.
    private static final double FULL = 0.9;

    private final Db db;
    private final Feeds feeds;
    private final Merchants merchants;
    private final MerchantOffers offers;
    private final ChangeLog changes;
    private final FeedWriter writer;
    private final FeedRules rules;
    private final Map<Platform, Destination> destinations = new HashMap<>();
    private final InstantSource time;
    private final String holder = Base62.random(HOLDER_LENGTH);
    private final Semaphore bell = new Semaphore(0);
    private final List<Consumer<List<String>>> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean stopping;
    private @Nullable Thread worker;

    public FeedPublishing(
            Db db,
            Feeds feeds,
            Merchants merchants,
            Listings listings,
            ChangeLog changes,
            Taxonomy taxonomy,
            List<Destination> destinations,
            FeedRules rules,
            InstantSource time) {
        this.rules = rules;
        this.db = db;
        this.feeds = feeds;
        this.merchants = merchants;
        this.offers = new MerchantOffers(db, listings);
        this.changes = changes;
        this.writer = new FeedWriter(offers, new FeedGroups(db), taxonomy);
        destinations.forEach(it -> this.destinations.put(it.platform(), it));
        this.time = time;
    }

    /// Called with products that changed, in the transaction that keeps the place in the log.
    public void onChange(Consumer<List<String>> listener) {
        listeners.add(listener);
    }

    /// Starts the worker in the background.
    public synchronized void start() {
        if (worker == null) {
            worker = Thread.ofVirtual().name("feeds").start(this::run);
        }
    }

    /// Reads the next changes of the graph, and gives how many there were.
    int follow() {
        return db.inTransaction(() -> {
            if (!db.get(
                    "select pg_try_advisory_xact_lock(hashtextextended('feeds', 0)) as mine",
                    row -> row.bool("mine"))) {
                return 0;
            }
            ChangeLog.Batch batch = changes.readAfter(changes.placeOf(READER), BATCH);
            if (batch.isEmpty()) {
                return 0;
            }
            Set<MerchantId> touched = offers.sellersOf(batch.ids());
            feeds.changed(touched);
            listeners.forEach(it -> it.accept(batch.ids()));
            changes.keepPlace(READER, batch.next());
            return batch.ids().size();
        });
    }

    /// Writes every feed that is due now.
    public void publishDue() {
        while (publishNext()) {}
    }

    /// Writes one feed that is due; false where there is none.
    boolean publishNext() {
        return feeds.claim(holder).map(this::publish).orElse(false);
    }

    @Override
    public synchronized void close() {
        stopping = true;
        bell.release();
        if (worker != null) {
            try {
                worker.join(LONGEST_STOP);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        feeds.release(holder);
    }

    private boolean publish(Feeds.Held feed) {
        long began = System.nanoTime();
        LOG.debug("phase=feed {} {}", feed.platform().slug(), feed.merchant());
        try (Hold hold = new Hold(feed)) {
            FeedRun.Outcome outcome = write(feed, hold, began);
            LOG.info(
                    "feed written merchant={} destination={} outcome={} took={}ms",
                    feed.merchant(),
                    feed.platform().slug(),
                    outcome,
                    millis(began));
            return true;
        } catch (Feeds.LeaseLost lost) {
            LOG.info("{}", lost.getMessage());
            return true;
        } catch (RuntimeException broken) {
            LOG.error(
                    "feed failed merchant={} destination={}",
                    feed.merchant(),
                    feed.platform().slug(),
                    broken);
            feeds.failed(feed, "The feed could not be written; it is tried again.");
            return true;
        }
    }

    private FeedRun.Outcome write(Feeds.Held feed, Hold hold, long began) {
        Destination destination = destination(feed.platform());
        Merchant merchant = merchants
                .find(feed.merchant())
                .orElseThrow(() -> new IllegalStateException("no such merchant: " + feed.merchant()));
        Instant now = time.instant();
        int shards = Math.max(feed.shards(), shards(destination, offers.count(feed.merchant())));
        FeedFolder folder = feeds.folder();
        FeedWriter.Written written = writer.write(
                destination,
                new Occasion(merchant, now),
                rules.of(feed.merchant(), feed.platform()),
                folder.begin(feed.merchant(), feed.platform()),
                shards,
                hold::check);
        hold.check();
        if (written.items() == 0 && feed.folder().isEmpty()) {
            feeds.empty(feed, written, took(began));
            return FeedRun.Outcome.EMPTY;
        }
        if (isSuspiciouslySmall(feed, written, now)) {
            feeds.holdBack(feed, written, took(began));
            return FeedRun.Outcome.HELD_BACK;
        }
        Map<String, String> digests = new HashMap<>();
        written.files().forEach(it -> digests.put(it.name(), it.digest()));
        if (feed.folder().isPresent() && feeds.digests(feed).equals(digests)) {
            feeds.confirmUnchanged(feed, written, took(began));
            return FeedRun.Outcome.UNCHANGED;
        }
        String name = now.toEpochMilli() + "-" + Base62.random(6);
        folder.keep(feed.merchant(), feed.platform(), name);
        feeds.publish(feed, written, name, shards, took(began));
        folder.removeAllBut(
                feed.merchant(),
                feed.platform(),
                feed.folder().map(before -> List.of(name, before)).orElse(List.of(name)));
        return FeedRun.Outcome.PUBLISHED;
    }

    private Destination destination(Platform platform) {
        Destination destination = destinations.get(platform);
        if (destination == null) {
            throw new IllegalStateException("no feed goes to " + platform.slug());
        }
        return destination;
    }

    private static int shards(Destination destination, long offers) {
        long most = (long) (FULL
                * destination.forms().stream()
                        .mapToInt(FeedForm::mostItems)
                        .min()
                        .orElse(Integer.MAX_VALUE));
        return Math.toIntExact(Math.max(1, (offers + most - 1) / most));
    }

    /// Nothing, or less than half of what is served, which after a day is no accident.
    private static boolean isSuspiciouslySmall(Feeds.Held feed, FeedWriter.Written written, Instant now) {
        boolean halved = feed.items() >= WORTH_HOLDING_BACK && written.items() * 2 < feed.items();
        boolean longEnough = feed.heldBackSince()
                .map(since -> !since.plus(Feeds.DAILY).isAfter(now))
                .orElse(false);
        return written.items() == 0 || (halved && !longEnough);
    }

    private static Duration took(long began) {
        return Duration.ofMillis(millis(began));
    }

    private static long millis(long began) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    private void run() {
        while (!stopping) {
            Duration pause = POLL;
            try {
                while (!stopping && (follow() > 0 || publishNext())) {}
            } catch (RuntimeException failed) {
                LOG.error("feeds failed, trying again in {}", AFTER_FAILURE, failed);
                pause = AFTER_FAILURE;
            }
            try {
                if (bell.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    bell.drainPermits();
                }
            } catch (InterruptedException interrupted) {
                return;
            }
        }
    }

    /// Renews the lease of a feed for as long as it is written.
    private final class Hold implements AutoCloseable {

        private final Feeds.Held feed;
        private final Thread renewing;
        private volatile boolean lost;

        private Hold(Feeds.Held feed) {
            this.feed = feed;
            this.renewing = Thread.ofVirtual().name("feed hold").start(this::renew);
        }

        void check() {
            if (lost || stopping) {
                throw new Feeds.LeaseLost(feed);
            }
        }

        @Override
        public void close() {
            renewing.interrupt();
        }

        private void renew() {
            try {
                while (!lost) {
                    Thread.sleep(Feeds.LEASE.dividedBy(4));
                    lost = !feeds.renew(feed);
                }
            } catch (InterruptedException done) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
