package dev.aisle.supply.crawl;

import dev.aisle.base.db.Db;
import dev.aisle.base.http.BodyKind;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.base.ids.Base62;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Merchants;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs due crawls in the background, a virtual thread a merchant, until it is closed. Several processes may do so
/// on one database: each crawl is one's at a time.
public final class Crawler implements AutoCloseable {

    /// How the operator wants it.
    ///
    /// @param perSecond requests to one host, at most
    /// @param productToken what robots.txt files know us by, such as `AisleBot`
    /// @param budget pages that one run over one merchant may ask for
    public record Manners(double perSecond, String productToken, int budget) {

        private static final int USUAL_BUDGET = 20_000;

        /// The manners that go with a user agent such as `AisleBot/1.0 (+https://...)`.
        public static Manners of(double perSecond, String userAgent) {
            int end = 0;
            while (end < userAgent.length() && isTokenPart(userAgent.charAt(end))) {
                end++;
            }
            return new Manners(perSecond, userAgent.substring(0, end), USUAL_BUDGET);
        }

        /// RFC 9309, section 2.2.1.
        private static boolean isTokenPart(char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Crawler.class);
    private static final int MOST_AT_ONCE = 200;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration POLL_WHEN_WOKEN = Duration.ofMillis(50);
    private static final Duration WOKEN_FOR = Duration.ofSeconds(3);
    private static final Duration RENEWED_EVERY = Duration.ofSeconds(3);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    private final CrawlTools tools;
    private final Crawls crawls;
    private final Merchants merchants;
    private final InstantSource time;
    private final String holder = Base62.random(16);
    private final Map<MerchantId, Thread> running = new ConcurrentHashMap<>();
    private final Semaphore wakes = new Semaphore(0);
    private volatile boolean stopping;
    private @Nullable Thread worker;

    public Crawler(
            Db db,
            Crawls crawls,
            Merchants merchants,
            OutsideHttp http,
            PageReader reader,
            InstantSource time,
            Manners manners) {
        this.tools = CrawlTools.of(db, crawls, http, reader, time, Thread::sleep, manners);
        this.crawls = crawls;
        this.merchants = merchants;
        this.time = time;
        crawls.onStart(wakes::release);
    }

    public synchronized void start() {
        if (worker == null) {
            worker = Thread.ofVirtual().name("crawler").start(this::work);
        }
    }

    /// Stops all runs where they stand; they go on from there when a crawler starts again.
    @Override
    public synchronized void close() {
        stopping = true;
        wakes.release();
        running.values().forEach(Thread::interrupt);
        try {
            if (worker != null) {
                worker.join(LONGEST_STOP);
            }
            for (Thread run : running.values()) {
                run.join(LONGEST_STOP);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        crawls.release(holder);
    }

    /// Asks for one page now, outside of any run, but by the host's rules and in its turn. `keeper` is told the
    /// items that the page shows, and gives the merchant to keep them for, if they are to be kept.
    ///
    /// @param site a merchant at the page's domain, which need not be stored
    public Visit visit(Merchant site, URI url, Function<List<String>, Optional<Merchant>> keeper)
            throws InterruptedException {
        return switch (tools.fetcher().fetch(Site.of(site)::holds, url, Validators.NONE, BodyKind.PAGE)) {
            case Fetch.Page page -> keep(site, page.read(), keeper);
            case Fetch.Unchanged unchanged -> throw new IllegalStateException("asked without conditions: " + unchanged);
            case Fetch.Gone gone -> new Visit.NotHad("It answered " + gone.status() + ".", false);
            case Fetch.Refused refused -> new Visit.NotHad(refused.reason(), false);
            case Fetch.Later later -> new Visit.NotHad(later.reason(), true);
        };
    }

    private Visit keep(Merchant site, FetchedPage page, Function<List<String>, Optional<Merchant>> keeper) {
        List<String> items =
                tools.reader().read(site, page, PageReader.Known.NOTHING).items();
        if (items.isEmpty()) {
            return new Visit.NoProduct();
        }
        Optional<Merchant> merchant = keeper.apply(items);
        if (merchant.isEmpty()) {
            return new Visit.NotHad("The shop's listings of it are known by other addresses.", false);
        }
        PageReader.Contents contents = tools.reader().read(merchant.get(), page, PageReader.Known.NOTHING);
        LOG.debug("phase=store visited {}", page.url());
        tools.db().transact(() -> contents.keep().run());
        return new Visit.Kept();
    }

    private void work() {
        Instant renewAt = Instant.EPOCH;
        Instant eagerUntil = Instant.EPOCH;
        while (!stopping) {
            try {
                if (!time.instant().isBefore(renewAt)) {
                    crawls.renew(holder);
                    renewAt = time.instant().plus(RENEWED_EVERY);
                }
                crawls.take(holder, MOST_AT_ONCE - running.size()).forEach(this::begin);
            } catch (RuntimeException failed) {
                LOG.error("no crawls could be taken, trying again in {}", POLL, failed);
            }
            try {
                // a crawl that woke us may not be committed yet
                Duration pause = time.instant().isBefore(eagerUntil) ? POLL_WHEN_WOKEN : POLL;
                if (wakes.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    wakes.drainPermits();
                    eagerUntil = time.instant().plus(WOKEN_FOR);
                }
            } catch (InterruptedException interrupted) {
                return;
            }
        }
    }

    private void begin(MerchantId merchant) {
        running.computeIfAbsent(
                merchant,
                id -> Thread.ofVirtual().name("crawl-" + id).start(() -> {
                    try {
                        crawl(id);
                    } finally {
                        running.remove(id);
                    }
                }));
    }

    private void crawl(MerchantId id) {
        Instant began = time.instant();
        Optional<Merchant> merchant = merchants.find(id);
        if (merchant.isEmpty()) {
            throw new IllegalStateException("a crawl of nobody: " + id);
        }
        try {
            CrawlRun run = new CrawlRun(tools, merchant.get(), holder);
            CrawlRun.End end = run.run();
            LOG.info(
                    "crawl {} merchant={} domain={} run={} asked={} took={}",
                    end == CrawlRun.End.FINISHED ? "done" : "waits",
                    id,
                    merchant.get().domain(),
                    run.number(),
                    run.fetched(),
                    Duration.between(began, time.instant()));
        } catch (InterruptedException stopped) {
            LOG.info("crawl stopped merchant={}", id);
        } catch (Crawls.LeaseLost lost) {
            LOG.warn("crawl given up merchant={}: another process has it", id);
        } catch (RuntimeException failed) {
            LOG.error("crawl failed merchant={}", id, failed);
            fail(id);
        }
    }

    private void fail(MerchantId id) {
        try {
            Crawls.Held crawl = crawls.held(id, holder);
            crawls.suspend(
                    crawl,
                    holder,
                    new Suspension(
                            time.instant().plus(Recrawl.afterFailure(crawl.failures())),
                            Optional.of(new CrawlStatus.Trouble(
                                    "platform_error", "Reading the shop failed; it is tried again by itself."))));
        } catch (RuntimeException unknown) {
            LOG.error("the failure was not noted merchant={}", id, unknown);
        }
    }
}
