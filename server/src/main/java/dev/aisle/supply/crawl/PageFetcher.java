package dev.aisle.supply.crawl;

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
import java.util.TreeMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks a storefront for something: robots.txt first, each redirect judged anew, every request in its turn.
final class PageFetcher {

    private static final Logger LOG = LoggerFactory.getLogger(PageFetcher.class);
    private static final int MOST_REDIRECTS = 5;

    /// Silence that is waited out on the spot; longer, and the caller is told.
    private static final Duration SHORT_SILENCE = Duration.ofSeconds(3);

    private final OutsideHttp http;
    private final Pace pace;
    private final Robots robots;
    private final InstantSource time;

    PageFetcher(OutsideHttp http, Pace pace, Robots robots, InstantSource time) {
        this.http = http;
        this.pace = pace;
        this.robots = robots;
        this.time = time;
    }

    /// Asks, and follows redirects as far as they lead to where we may ask.
    ///
    /// @param mayAsk whether an address is where we may ask at all: on the shop, for all but its sitemaps
    Fetch fetch(Predicate<URI> mayAsk, URI url, Validators known, BodyKind kind) throws InterruptedException {
        URI at = url;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            Optional<Fetch> no = mayNot(mayAsk, at);
            if (no.isPresent()) {
                return no.get();
            }
            URI asked = at;
            LOG.debug("phase=fetch {}", asked);
            Answer answer = pace.inTurn(asked, () -> http.send(Ask.get(asked, headers(known, kind), kind)));
            if (!(answer instanceof Answer.Got got)) {
                return unanswered(answer);
            }
            Optional<URI> next = Redirect.target(got, asked);
            if (next.isEmpty()) {
                return judge(url, got, known);
            }
            if (PasswordGate.isEntered(at, next.get())) {
                return new Fetch.Refused(PasswordGate.REASON, Optional.empty());
            }
            at = next.get();
        }
        return new Fetch.Refused("It redirects more than " + MOST_REDIRECTS + " times.", Optional.empty());
    }

    private Optional<Fetch> mayNot(Predicate<URI> mayAsk, URI at) throws InterruptedException {
        if (!mayAsk.test(at)) {
            return Optional.of(new Fetch.Refused("It leads to " + at.getHost() + ", off the shop.", Optional.empty()));
        }
        Optional<Fetch> no = switch (robots.of(at)) {
            case Robots.Permission.Unknown unknown ->
                Optional.of(new Fetch.Later(unknown.reason(), Optional.of(unknown.askAgainAt())));
            case Robots.Permission.Known known ->
                known.rules().allows(at)
                        ? Optional.empty()
                        : Optional.of(new Fetch.Refused("robots.txt forbids " + path(at), Optional.empty()));
        };
        if (no.isPresent()) {
            return no;
        }
        return pace.silentUntil(at)
                .filter(until -> until.isAfter(time.instant().plus(SHORT_SILENCE)))
                .map(until -> new Fetch.Later(Pace.key(at) + " asked us to come back later.", Optional.of(until)));
    }

    private static Map<String, String> headers(Validators known, BodyKind kind) {
        Map<String, String> headers = new TreeMap<>(known.headers());
        headers.put(
                "Accept",
                switch (kind) {
                    case API -> "application/json";
                    case SITEMAP -> "application/xml,text/xml,text/plain;q=0.8,*/*;q=0.5";
                    case PAGE, ROBOTS, FEED_START, FEED, RECEIPT -> "text/html,application/xhtml+xml,*/*;q=0.5";
                });
        return headers;
    }

    private static Fetch unanswered(Answer answer) {
        return switch (answer) {
            case Answer.Got got -> throw new IllegalStateException("answered " + got.status());
            case Answer.Refused refused -> new Fetch.Refused(refused.reason(), Optional.empty());
            case Answer.TooLarge large -> new Fetch.Refused(large.reason(), Optional.empty());
            case Answer.Unreachable unreachable ->
                unreachable.worthAskingAgain()
                        ? new Fetch.Later(unreachable.reason(), Optional.empty())
                        : new Fetch.Refused(unreachable.reason(), Optional.empty());
        };
    }

    private Fetch judge(URI url, Answer.Got got, Validators known) {
        int status = got.status();
        if (status == 429 || status == 503) {
            Instant until = pace.backOff(got.url(), RetryAfter.of(got, time.instant()));
            return new Fetch.Later("It answered " + status + ".", Optional.of(until));
        }
        if (status == 408 || status == 425 || status >= 500) {
            return new Fetch.Later("It answered " + status + ".", Optional.empty());
        }
        pace.answered(got.url());
        if (status == 304) {
            return known.isEmpty()
                    ? new Fetch.Later("It answered 304 to a question without conditions.", Optional.empty())
                    : new Fetch.Unchanged();
        }
        if (status == 404 || status == 410) {
            return new Fetch.Gone(status);
        }
        if (status / 100 != 2) {
            return new Fetch.Refused("It answered " + status + ".", Optional.of(status));
        }
        return isReadable(got)
                ? new Fetch.Page(url, got, time.instant())
                : new Fetch.Refused(
                        "It is " + got.header("content-type").orElse("") + ", not a page.", Optional.of(status));
    }

    private static boolean isReadable(Answer.Got got) {
        String type = got.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        return type.isBlank()
                || type.startsWith("text/")
                || type.contains("html")
                || type.contains("xml")
                || type.contains("json")
                || type.contains("gzip")
                || type.contains("octet-stream");
    }

    private static String path(URI url) {
        return url.getRawQuery() == null ? url.getRawPath() : url.getRawPath() + '?' + url.getRawQuery();
    }
}
