package dev.aisle.edge.wire;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/// A bucket of tokens for each account: it holds a minute's worth and refills steadily.
public final class Buckets {

    private static final int MOST_ACCOUNTS = 100_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TimeMeter meter;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .expireAfterAccess(MINUTE.multipliedBy(2))
            .maximumSize(MOST_ACCOUNTS)
            .build();

    public Buckets(InstantSource time) {
        this.meter = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return TimeUnit.MILLISECONDS.toNanos(time.millis());
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }

    /// What was left when an account took a token, or how long to wait for one; times in seconds.
    public record Taken(boolean allowed, long limit, long remaining, long reset, long retryAfter) {

        /// What is left, without a word on waiting.
        public void writeCounts(ServerResponse response) {
            response.header("RateLimit-Limit", Long.toString(limit));
            response.header("RateLimit-Remaining", Long.toString(remaining));
            response.header("RateLimit-Reset", Long.toString(reset));
        }

        public void writeHeaders(ServerResponse response) {
            writeCounts(response);
            if (!allowed) {
                response.header("Retry-After", Long.toString(retryAfter));
            }
        }
    }

    /// Takes a token of an account that may take so many a minute.
    public Taken take(String account, long perMinute) {
        Bucket bucket = buckets.get(
                account,
                ignored -> Bucket.builder()
                        .addLimit(bandwidth -> bandwidth.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                        .withCustomTimePrecision(meter)
                        .build());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return new Taken(
                probe.isConsumed(),
                perMinute,
                probe.getRemainingTokens(),
                seconds(probe.getNanosToWaitForReset()),
                Math.max(1, seconds(probe.getNanosToWaitForRefill())));
    }

    private static long seconds(long nanos) {
        return Math.ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1));
    }
}
