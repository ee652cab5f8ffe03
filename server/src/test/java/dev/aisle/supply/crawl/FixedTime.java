package dev.aisle.supply.crawl;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Time that stands still but for those who sleep.
final class FixedTime implements InstantSource, Pace.Sleeper {

    private Instant now = Instant.parse("2026-11-21T12:00:00Z");

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public void sleep(Duration time) {
        pass(time);
    }

    synchronized void pass(Duration time) {
        now = now.plus(time);
    }
}
