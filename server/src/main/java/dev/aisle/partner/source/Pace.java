package dev.aisle.partner.source;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Arrays;

/// At most so many requests to one host in any second, as a platform allows; whose would be one more waits.
public final class Pace {

    private static final long SECOND = 1_000_000_000L;
    private static final int MOST_HOSTS = 10_000;

    private final Cache<String, Sent> hosts = Caffeine.newBuilder()
            .maximumSize(MOST_HOSTS)
            .expireAfterAccess(Duration.ofMinutes(1))
            .build();
    private final int aSecond;

    public Pace(int aSecond) {
        this.aSecond = aSecond;
    }

    /// Returns when the next request to the host may be sent, which counts from then on.
    public void await(String host) {
        hosts.get(host, ignored -> new Sent(aSecond)).next();
    }

    /// When the last ones were sent.
    private static final class Sent {

        private final long[] nanos;
        private int oldest;

        Sent(int many) {
            nanos = new long[many];
            Arrays.fill(nanos, System.nanoTime() - SECOND);
        }

        synchronized void next() {
            long wait = nanos[oldest] + SECOND - System.nanoTime();
            if (wait > 0) {
                try {
                    Thread.sleep(Duration.ofNanos(wait));
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }
            nanos[oldest] = System.nanoTime();
            oldest = (oldest + 1) % nanos.length;
        }
    }
}
