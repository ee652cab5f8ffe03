package dev.aisle.edge.wire;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.aisle.market.vendor.KeyTier;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucketBuilder;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/// A bucket of tokens for each account, which refills steadily.
public final class Buckets {

    private static final HeaderName LIMIT = HeaderNames.create("RateLimit-Limit");
    private static final HeaderName REMAINING = HeaderNames.create("RateLimit-Remaining");
    private static final HeaderName RESET = HeaderNames.create("RateLimit-Reset");
    private static final int MOST_ACCOUNTS = 100_000;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final TimeMeter meter;
    private final Cache<String, Bucket> buckets = kept(MINUTE.multipliedBy(2));
    private final Cache<String, Bucket> ofDays = kept(DAY);

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
            response.header(LIMIT, Long.toString(limit));
            response.header(REMAINING, Long.toString(remaining));
            response.header(RESET, Long.toString(reset));
        }

        public void writeHeaders(ServerResponse response) {
            writeCounts(response);
            if (!allowed) {
                response.header(HeaderNames.RETRY_AFTER, Long.toString(retryAfter));
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
        return taken(bucket, perMinute);
    }

    /// Takes a token of an account that may take so many a second, some more at once, and so many a day.
    public Taken take(String account, KeyTier tier) {
        Bucket bucket = ofDays.get(account + ' ' + tier.word(), ignored -> {
            LocalBucketBuilder builder = Bucket.builder()
                    .addLimit(bandwidth -> bandwidth.capacity(tier.burst()).refillGreedy(tier.perSecond(), SECOND));
            tier.perDay()
                    .ifPresent(most -> builder.addLimit(
                            bandwidth -> bandwidth.capacity(most).refillGreedy(most, DAY)));
            return builder.withCustomTimePrecision(meter).build();
        });
        return taken(bucket, tier.burst());
    }

    private static Cache<String, Bucket> kept(Duration unused) {
        return Caffeine.newBuilder()
                .expireAfterAccess(unused)
                .maximumSize(MOST_ACCOUNTS)
                .build();
    }

    private static Taken taken(Bucket bucket, long limit) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return new Taken(
                probe.isConsumed(),
                limit,
                Math.min(limit, probe.getRemainingTokens()),
                seconds(probe.getNanosToWaitForReset()),
                Math.max(1, seconds(probe.getNanosToWaitForRefill())));
    }

    private static long seconds(long nanos) {
        return Math.ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1));
    }
}
