package dev.aisle.supply.crawl;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.aisle.base.http.FetchAllow;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Good manners towards a host and port: one request in flight, a gap from its answer to the next, and silence for
/// as long as it asks for. Whoever asks, and for whatever, takes a turn here; the pace is one process's.
final class Pace {

    /// Waiting, which tests do without.
    interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    static final Duration LONGEST_CRAWL_DELAY = Duration.ofSeconds(30);
    static final Duration LONGEST_SILENCE = Duration.ofHours(24);
    static final Duration FIRST_SILENCE = Duration.ofSeconds(10);
    private static final int MOST_DOUBLINGS = 6;

    private static final int MOST_HOSTS = 100_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(25);

    private final InstantSource time;
    private final Sleeper sleeper;
    private final Duration gap;
    private final Hosts hosts;
    private final Cache<String, Turns> turns = Caffeine.newBuilder()
            .maximumSize(MOST_HOSTS)
            .expireAfterAccess(FORGOTTEN_AFTER)
            .build();

    /// @param perSecond requests to one host, at most
    Pace(InstantSource time, Sleeper sleeper, double perSecond, Hosts hosts) {
        this.time = time;
        this.sleeper = sleeper;
        this.gap = Duration.ofNanos(Math.round(1e9 / perSecond));
        this.hosts = hosts;
    }

    /// Waits for a turn at the host of the address, and asks. Silence the host asked for is waited out too, so
    /// callers look at [#silentUntil] first.
    <T> T inTurn(URI url, Supplier<T> request) throws InterruptedException {
        Turns host = turns(url);
        host.lock.lockInterruptibly();
        try {
            waitUntil(host.next);
            try {
                return request.get();
            } finally {
                // a request reaches the shop at any moment until its answer is there, and the gap must hold where the
                // shop sees it
                host.begun = time.instant();
                host.next = latest(host.next, host.begun.plus(longer(gap, host.crawlDelay)));
            }
        } finally {
            host.lock.unlock();
        }
    }

    /// Until when the host wants to hear nothing from us, if that is in the future.
    Optional<Instant> silentUntil(URI url) {
        Instant until = turns(url).silentUntil;
        return until.isAfter(time.instant()) ? Optional.of(until) : Optional.empty();
    }

    /// The host is busy: nothing more for as long as it says, or longer each time where it does not say.
    Instant backOff(URI url, Optional<Duration> asked) {
        Turns host = turns(url);
        host.lock.lock();
        try {
            Duration silence = asked.orElseGet(() -> FIRST_SILENCE.multipliedBy(1L << host.refusals));
            host.refusals = Math.min(host.refusals + 1, MOST_DOUBLINGS);
            host.silentUntil = time.instant().plus(silence.compareTo(LONGEST_SILENCE) > 0 ? LONGEST_SILENCE : silence);
            host.next = latest(host.next, host.silentUntil);
            hosts.keepSilent(key(url), host.silentUntil);
            return host.silentUntil;
        } finally {
            host.lock.unlock();
        }
    }

    /// The host answers again.
    void answered(URI url) {
        turns(url).refusals = 0;
    }

    /// What robots.txt of the host says of the gap, from the request for it on; the operator's own pace is never
    /// exceeded by it.
    void crawlDelay(URI url, Duration delay) {
        Turns host = turns(url);
        host.lock.lock();
        try {
            host.crawlDelay = delay.compareTo(LONGEST_CRAWL_DELAY) > 0 ? LONGEST_CRAWL_DELAY : delay;
            host.next = latest(host.next, host.begun.plus(host.crawlDelay));
        } finally {
            host.lock.unlock();
        }
    }

    static String key(URI url) {
        return url.getHost().toLowerCase(Locale.ROOT) + ':' + FetchAllow.port(url);
    }

    private void waitUntil(Instant moment) throws InterruptedException {
        for (Instant now = time.instant(); now.isBefore(moment); now = time.instant()) {
            sleeper.sleep(Duration.between(now, moment));
        }
    }

    private Turns turns(URI url) {
        String key = key(url);
        return turns.get(key, ignored -> new Turns(hosts.silentUntil(key).orElse(Instant.EPOCH)));
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static final class Turns {

        private final ReentrantLock lock = new ReentrantLock(true);
        private volatile Instant begun = Instant.EPOCH;
        private volatile Instant next;
        private volatile Instant silentUntil;
        private volatile Duration crawlDelay = Duration.ZERO;
        private volatile int refusals;

        Turns(Instant silentUntil) {
            this.silentUntil = silentUntil;
            this.next = silentUntil;
        }
    }
}
