package dev.aisle.supply.crawl;

import dev.aisle.base.http.Answer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// When a busy host wants us back (RFC 9110, section 10.2.3).
final class RetryAfter {

    private static final int MOST_DIGITS = 9;

    private RetryAfter() {}

    /// At least a second; nothing where the host does not say, or not in words we know.
    static Optional<Duration> of(Answer.Got got, Instant now) {
        return got.header("retry-after").map(String::strip).flatMap(said -> read(said, now));
    }

    private static Optional<Duration> read(String said, Instant now) {
        if (!said.isEmpty() && said.length() <= MOST_DIGITS && said.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(Duration.ofSeconds(Math.max(1, Long.parseLong(said))));
        }
        try {
            Instant date = ZonedDateTime.parse(said, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(
                    Duration.ofSeconds(Math.max(1, Duration.between(now, date).toSeconds())));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
