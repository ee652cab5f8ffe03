package dev.aisle.catalog.answer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.aisle.market.product.ProductId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// Where merged products went. Asked only for ids that the index does not hold, so an answer may be a little old.
public final class Redirects {

    private static final int MOST = 10_000;
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Function<ProductId, Optional<ProductId>> graph;
    private final Cache<ProductId, Optional<ProductId>> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(FRESH).build();

    /// Follows the redirects of the graph.
    ///
    /// @param graph the product that has taken over, where there is one
    public Redirects(Function<ProductId, Optional<ProductId>> graph) {
        this.graph = graph;
    }

    public Optional<ProductId> follow(ProductId id) {
        return known.get(id, graph).filter(target -> !target.equals(id));
    }
}
