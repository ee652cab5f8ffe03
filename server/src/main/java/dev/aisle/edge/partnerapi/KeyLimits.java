package dev.aisle.edge.partnerapi;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.InstantSource;

/// So many calls a minute for each key, counted in windows of a minute that begin with the key's first call.
final class KeyLimits {

    /// What one more call came to: whether it may go on, and what the `RateLimit-*` headers say.
    record Verdict(boolean admitted, long limit, long remaining, long resetSeconds) {}

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final long MOST_KEYS = 100_000;

    private final int perMinute;
    private final TimeMeter meter;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_KEYS)
            .expireAfterAccess(WINDOW.multipliedBy(2))
            .build();

    KeyLimits(int perMinute, InstantSource time) {
        this.perMinute = perMinute;
        this.meter = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return time.millis() * 1_000_000;
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }

    Verdict count(String key) {
        ConsumptionProbe probe = buckets.get(key, ignored -> bucket()).tryConsumeAndReturnRemaining(1);
        long wait = probe.isConsumed() ? probe.getNanosToWaitForReset() : probe.getNanosToWaitForRefill();
        return new Verdict(
                probe.isConsumed(), perMinute, probe.getRemainingTokens(), Math.ceilDiv(wait, 1_000_000_000));
    }

    private Bucket bucket() {
        return Bucket.builder()
                .withCustomTimePrecision(meter)
                .addLimit(limit -> limit.capacity(perMinute).refillIntervally(perMinute, WINDOW))
                .build();
    }
}
