package dev.aisle.market.vendor;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/// How fast a vendor may call REST v1.
public enum KeyTier {
    DEFAULT("default", 50, 100, OptionalLong.of(10_000)),
    HIGH("high", 200, 500, OptionalLong.of(100_000)),
    NO_LIMIT("no-limit", 1_000, 2_000, OptionalLong.empty());

    private final String word;
    private final int perSecond;
    private final int burst;
    private final OptionalLong perDay;

    KeyTier(String word, int perSecond, int burst, OptionalLong perDay) {
        this.word = word;
        this.perSecond = perSecond;
        this.burst = burst;
        this.perDay = perDay;
    }

    public static Optional<KeyTier> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }

    public String word() {
        return word;
    }

    /// Calls a second, in the long run.
    public int perSecond() {
        return perSecond;
    }

    /// Calls at once.
    public int burst() {
        return burst;
    }

    /// Calls a day; none means any number.
    public OptionalLong perDay() {
        return perDay;
    }
}
