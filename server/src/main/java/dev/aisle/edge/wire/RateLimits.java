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

/// How often a caller may ask: a bucket of tokens for questions to the catalog, and one ten times as large for the
/// rest of the protocol. A bucket holds a minute's worth and refills steadily.
public final class RateLimits {

    private static final int PROTOCOL_FACTOR = 10;
    private static final int MOST_ACCOUNTS = 100_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int anonymous;
    private final int token;
    private final TimeMeter meter;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .expireAfterAccess(MINUTE.multipliedBy(2))
            .maximumSize(MOST_ACCOUNTS)
            .build();

    /// @param anonymous questions a minute without a key
    /// @param token questions a minute of one vendor
    public RateLimits(int anonymous, int token, InstantSource time) {
        this.anonymous = anonymous;
        this.token = token;
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

    /// What was left when a caller took a token, or how long to wait for one; times in seconds.
    public record Taken(boolean allowed, long limit, long remaining, long reset, long retryAfter) {

        public void writeHeaders(ServerResponse response) {
            response.header("RateLimit-Limit", Long.toString(limit));
            response.header("RateLimit-Remaining", Long.toString(remaining));
            response.header("RateLimit-Reset", Long.toString(reset));
            if (!allowed) {
                response.header("Retry-After", Long.toString(retryAfter));
            }
        }
    }

    /// For a question to the catalog.
    public Taken takeQuestion(Caller caller) {
        return take("question " + caller.account(), limit(caller));
    }

    /// For anything else on the same surfaces.
    public Taken takeOther(Caller caller) {
        return take("other " + caller.account(), (long) limit(caller) * PROTOCOL_FACTOR);
    }

    private int limit(Caller caller) {
        return switch (caller.tier()) {
            case TOKEN -> token;
            case ANONYMOUS -> anonymous;
        };
    }

    private Taken take(String account, long limit) {
        Bucket bucket = buckets.get(
                account,
                ignored -> Bucket.builder()
                        .addLimit(bandwidth -> bandwidth.capacity(limit).refillGreedy(limit, MINUTE))
                        .withCustomTimePrecision(meter)
                        .build());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return new Taken(
                probe.isConsumed(),
                limit,
                probe.getRemainingTokens(),
                seconds(probe.getNanosToWaitForReset()),
                Math.max(1, seconds(probe.getNanosToWaitForRefill())));
    }

    private static long seconds(long nanos) {
        return Math.ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1));
    }
}
