package dev.aisle.supply.crawl;

import dev.aisle.base.db.Db;
import dev.aisle.base.http.OutsideHttp;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// What every run works with.
///
/// @param budget the pages that one run may ask for
record CrawlTools(
        Db db,
        Crawls crawls,
        PageFetcher fetcher,
        Robots robots,
        PageReader reader,
        InstantSource time,
        Pace.Sleeper sleeper,
        int budget) {

    /// The pool of connections is small and the server's answers come out of it too: so many crawls write at once.
    private static final Semaphore WRITING = new Semaphore(4);

    <T> T inTransaction(Supplier<T> work) {
        WRITING.acquireUninterruptibly();
        try {
            return db.inTransaction(work);
        } finally {
            WRITING.release();
        }
    }

    void transact(Runnable work) {
        inTransaction(() -> {
            work.run();
            return true;
        });
    }

    static CrawlTools of(
            Db db,
            Crawls crawls,
            OutsideHttp http,
            PageReader reader,
            InstantSource time,
            Pace.Sleeper sleeper,
            Crawler.Manners manners) {
        Hosts hosts = new Hosts(db);
        Pace pace = new Pace(time, sleeper, manners.perSecond(), hosts);
        Robots robots = new Robots(http, pace, hosts, time, manners.productToken());
        PageFetcher fetcher = new PageFetcher(http, pace, robots, time);
        return new CrawlTools(db, crawls, fetcher, robots, reader, time, sleeper, manners.budget());
    }
}
