package dev.aisle.edge.catalogapi;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.aisle.market.taxonomy.Brand;
import dev.aisle.market.taxonomy.Brands;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Brands by id, or by name in any spelling.
public final class KnownBrands implements Known<String> {

    private static final int MOST_NAMES = 50_000;
    private static final int MOST_REMEMBERED = 10_000;
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    /// A brand that is new must be found soon.
    private static final Duration FOUND_REMEMBERED = Duration.ofSeconds(2);

    private final LoadingCache<String, Optional<String>> found;
    private final LoadingCache<String, List<String>> names;

    public KnownBrands(Brands brands) {
        this.found = Caffeine.newBuilder()
                .expireAfterWrite(FOUND_REMEMBERED)
                .maximumSize(MOST_REMEMBERED)
                .build(word -> brands.find(word).map(Brand::name));
        this.names = Caffeine.newBuilder().expireAfterWrite(REMEMBERED).build(all -> brands.names(MOST_NAMES));
    }

    @Override
    public Optional<String> find(String word) {
        return word.indexOf('\0') >= 0 ? Optional.empty() : found.get(word); // no text of PostgreSQL holds one
    }

    @Override
    public List<String> nearest(String word) {
        return Nearest.of(word, names.get("all"));
    }
}
