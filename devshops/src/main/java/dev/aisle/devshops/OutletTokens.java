package dev.aisle.devshops;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The access tokens that an outlet gave out, an hour each, and how many calls it takes a minute.
final class OutletTokens {

    private static final long SECONDS = 3_600;
    private static final long MINUTE = 60;
    private static final int RANDOM_BYTES = 16;

    private final InstantSource time;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Instant> tokens = new ConcurrentHashMap<>();
    private int callsAMinute = Integer.MAX_VALUE;
    private long minute;
    private int calls;

    OutletTokens(InstantSource time) {
        this.time = time;
    }

    String make() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String token = HexFormat.of().formatHex(bytes);
        tokens.put(token, time.instant().plusSeconds(SECONDS));
        return token;
    }

    long seconds() {
        return SECONDS - 1;
    }

    boolean works(String token) {
        return Optional.ofNullable(tokens.get(token))
                .filter(end -> end.isAfter(time.instant()))
                .isPresent();
    }

    void endAll() {
        tokens.clear();
    }

    synchronized void quota(int most) {
        callsAMinute = most;
        calls = 0;
    }

    /// Counts a call; the seconds to wait where it is one too many.
    synchronized Optional<Long> over() {
        long now = time.instant().getEpochSecond();
        if (now / MINUTE != minute) {
            minute = now / MINUTE;
            calls = 0;
        }
        return ++calls > callsAMinute ? Optional.of(MINUTE - now % MINUTE) : Optional.empty();
    }
}
