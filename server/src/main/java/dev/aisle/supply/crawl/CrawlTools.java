package dev.aisle.supply.crawl;

import dev.aisle.base.db.Db;
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
        int budget) {}
