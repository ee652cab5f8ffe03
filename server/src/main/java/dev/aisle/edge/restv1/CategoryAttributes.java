package dev.aisle.edge.restv1;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.aisle.catalog.answer.Context;
import dev.aisle.catalog.answer.Filters;
import dev.aisle.catalog.answer.Search;
import dev.aisle.catalog.index.Attributes;
import dev.aisle.edge.catalogapi.Answers;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.product.Product;
import dev.aisle.market.product.ProductId;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// Which attributes things of a category have, as far as the best known of them say it: what a filter on attributes
/// may ask for there.
final class CategoryAttributes {

    private static final int MOST = 30;
    private static final int MOST_VALUES = 30;
    private static final int LONGEST_VALUE = 60;
    private static final int MOST_REMEMBERED = 1_000;
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    private final Answers answers;
    private final Function<Collection<ProductId>, List<Product>> graph;
    private final LoadingCache<String, List<Map<String, Object>>> remembered = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MOST_REMEMBERED)
            .build(this::look);

    /// @param graph these of the products that are there
    CategoryAttributes(Answers answers, Function<Collection<ProductId>, List<Product>> graph) {
        this.answers = answers;
        this.graph = graph;
    }

    private static final class Attribute {

        private final String name;
        private final Map<String, Integer> values = new HashMap<>();
        private int products;

        Attribute(String name) {
            this.name = name;
        }

        private Map<String, Object> written(String handle) {
            List<String> most = values.entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(MOST_VALUES)
                    .map(Map.Entry::getKey)
                    .toList();
            return Map.of("slug", handle, "name", name, "values", most);
        }
    }

    /// As `{slug, name, values}`, what most products say first.
    List<Map<String, Object>> of(String category) {
        return remembered.get(category);
    }

    private List<Map<String, Object>> look(String category) {
        Filters inside = Filters.NONE.but(it -> {
            it.categories = Optional.of(List.of(category));
            it.available = Optional.of(false);
        });
        List<ProductId> best = answers
                .search(new Search(Optional.empty(), inside, Context.DEFAULT, Search.LARGEST_PAGE, Optional.empty()))
                .products()
                .stream()
                .map(it -> it.product().id())
                .toList();
        Map<String, Attribute> attributes = new TreeMap<>();
        graph.apply(best).forEach(product -> count(product, attributes));
        return attributes.entrySet().stream()
                .sorted(Comparator.comparingInt(it -> -it.getValue().products))
                .limit(MOST)
                .map(it -> it.getValue().written(it.getKey()))
                .toList();
    }

    private static void count(Product product, Map<String, Attribute> attributes) {
        Set<String> counted = new HashSet<>();
        for (Listing.Named said : product.attributes()) {
            String handle = Attributes.handle(said.name());
            if (said.value().length() > LONGEST_VALUE) {
                continue;
            }
            Attribute attribute = attributes.computeIfAbsent(
                    handle, ignored -> new Attribute(said.name().strip()));
            attribute.values.merge(said.value(), 1, Integer::sum);
            if (counted.add(handle)) {
                attribute.products++;
            }
        }
    }
}
