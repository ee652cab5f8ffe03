package dev.aisle.bench;

import dev.aisle.market.merchant.Platform;
import java.util.List;
import java.util.Optional;

/// What a platform allows one reader, as its simulator enforces it, and how much of that a reader took.
final class AllowedRate {

    /// Shopify's REST bucket: that many calls at once, then two a second.
    private static final int SHOPIFY_BUCKET = 40;

    private static final int SHOPIFY_A_SECOND = 2;
    /// BigCommerce's quota of a window.
    private static final int BIGCOMMERCE_QUOTA = 150;

    private static final double BIGCOMMERCE_WINDOW = 30;
    private static final int AKENEO_A_SECOND = 100;

    private AllowedRate() {}

    /// Nothing where the platform names no rate, or the reader was done before it could meet it.
    ///
    /// @param asked when each request was made, in seconds
    static Optional<Double> share(Platform platform, List<Double> asked) {
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        double first = asked.getFirst();
        double length = asked.getLast() - first;
        return switch (platform) {
            case SHOPIFY ->
                asked.size() <= SHOPIFY_BUCKET
                        ? Optional.empty()
                        : Optional.of(asked.size() / (SHOPIFY_BUCKET + SHOPIFY_A_SECOND * length));
            case BIGCOMMERCE -> {
                long windows = (long) (length / BIGCOMMERCE_WINDOW); // the last one need not be used up
                long within = asked.stream()
                        .filter(at -> at < first + windows * BIGCOMMERCE_WINDOW)
                        .count();
                yield windows == 0 ? Optional.empty() : Optional.of((double) within / (windows * BIGCOMMERCE_QUOTA));
            }
            case AKENEO -> Optional.of(asked.size() / Math.max(1, AKENEO_A_SECOND * length));
            default -> Optional.empty();
        };
    }
}
