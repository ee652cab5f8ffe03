package dev.aisle.supply.crawl;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.aisle.base.http.Answer;
import dev.aisle.base.http.Ask;
import dev.aisle.base.http.BodyKind;
import dev.aisle.base.http.OutsideHttp;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The robots.txt of every origin we ask something of: read before anything else there, kept for a day (RFC 9309,
/// section 2.4).
final class Robots {

    /// What we may do at an origin.
    sealed interface Permission {

        /// The file was read, or is known not to be there.
        ///
        /// @param foundAt where the robots.txt was, after redirects
        record Known(RobotsRules rules, URI foundAt) implements Permission {}

        /// The file could not be read, so nothing is allowed (section 2.3.1.4) until it is asked for again.
        record Unknown(String reason, Instant askAgainAt) implements Permission {}
    }

    private record Cached(Permission permission, Instant until) {}

    static final Duration LONGEST_KEPT = Duration.ofHours(24);
    private static final Duration ASKED_AGAIN_AFTER = Duration.ofMinutes(10);
    private static final int MOST_REDIRECTS = 5;
    private static final int MOST_ORIGINS = 20_000;
    private static final int LOCKS = 256;

    private final OutsideHttp http;
    private final Pace pace;
    private final Hosts hosts;
    private final InstantSource time;
    private final String productToken;
    private final Cache<String, Cached> cache =
            Caffeine.newBuilder().maximumSize(MOST_ORIGINS).build();
    private final ReentrantLock[] locks = new ReentrantLock[LOCKS];

    Robots(OutsideHttp http, Pace pace, Hosts hosts, InstantSource time, String productToken) {
        this.http = http;
        this.pace = pace;
        this.hosts = hosts;
        this.time = time;
        this.productToken = productToken;
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    /// What the robots.txt of the address's own scheme, host and port lets us do.
    Permission of(URI url) throws InterruptedException {
        String origin = origin(url);
        Optional<Permission> known = cached(origin);
        if (known.isPresent()) {
            return known.get();
        }
        ReentrantLock lock = locks[Math.floorMod(origin.hashCode(), LOCKS)];
        lock.lockInterruptibly();
        try {
            Optional<Permission> meanwhile = cached(origin).or(() -> kept(origin));
            return meanwhile.isPresent() ? meanwhile.get() : ask(origin);
        } finally {
            lock.unlock();
        }
    }

    static String origin(URI url) {
        return url.getScheme().toLowerCase(Locale.ROOT) + "://" + Pace.key(url);
    }

    private Optional<Permission> cached(String origin) {
        return Optional.ofNullable(cache.getIfPresent(origin))
                .filter(it -> it.until().isAfter(time.instant()))
                .map(Cached::permission);
    }

    private Optional<Permission> kept(String origin) {
        return hosts.robots(origin)
                .filter(it -> it.readAt().plus(LONGEST_KEPT).isAfter(time.instant()))
                .map(it -> use(origin, it));
    }

    private Permission ask(String origin) throws InterruptedException {
        URI at = URI.create(origin + "/robots.txt");
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            URI url = at;
            Optional<Instant> silent = pace.silentUntil(url);
            if (silent.isPresent()) {
                return unknown(origin, Pace.key(url) + " asked us to come back later.", silent.get());
            }
            Answer answer = pace.inTurn(url, () -> http.send(Ask.get(url, Map.of(), BodyKind.ROBOTS)));
            if (!(answer instanceof Answer.Got got)) {
                return unreadable(origin, answer);
            }
            Optional<URI> next = Redirect.target(got, url);
            if (next.isEmpty()) {
                return judge(origin, got);
            }
            at = next.get();
        }
        return keep(origin, "", at);
    }

    private Permission judge(String origin, Answer.Got got) {
        int status = got.status();
        if (status == 429 || status >= 500) {
            Instant again = status == 429 || status == 503
                    ? pace.backOff(got.url(), RetryAfter.of(got, time.instant()))
                    : time.instant().plus(ASKED_AGAIN_AFTER);
            return unknown(origin, "robots.txt of " + origin + " answered " + status + ".", again);
        }
        pace.answered(got.url());
        return keep(origin, status / 100 == 2 ? got.text() : "", got.url());
    }

    private Permission unreadable(String origin, Answer answer) {
        String reason = switch (answer) {
            case Answer.Got got -> "answered " + got.status();
            case Answer.Refused refused -> refused.reason();
            case Answer.TooLarge large -> large.reason();
            case Answer.Unreachable unreachable -> unreachable.reason();
        };
        return unknown(origin, reason, time.instant().plus(ASKED_AGAIN_AFTER));
    }

    private Permission keep(String origin, String text, URI foundAt) {
        Hosts.KeptRobots robots = new Hosts.KeptRobots(text, foundAt, time.instant());
        hosts.keepRobots(origin, robots);
        return use(origin, robots);
    }

    private Permission use(String origin, Hosts.KeptRobots robots) {
        RobotsRules rules = RobotsRules.parse(robots.text(), URI.create(origin + "/robots.txt"), productToken);
        pace.crawlDelay(URI.create(origin), rules.crawlDelay());
        Permission known = new Permission.Known(rules, robots.foundAt());
        cache.put(origin, new Cached(known, robots.readAt().plus(LONGEST_KEPT)));
        return known;
    }

    private Permission unknown(String origin, String reason, Instant askAgainAt) {
        Permission unknown = new Permission.Unknown(reason, askAgainAt);
        cache.put(origin, new Cached(unknown, askAgainAt));
        return unknown;
    }
}
