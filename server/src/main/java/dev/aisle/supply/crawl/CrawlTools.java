package dev.aisle.supply.crawl;

import dev.aisle.base.db.Db;
import dev.aisle.base.http.OutsideHttp;
import java.time.InstantSource;

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
