package dev.aisle.edge.catalogapi;

import dev.aisle.market.taxonomy.Category;
import dev.aisle.market.taxonomy.Taxonomy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Category slugs.
public final class KnownCategories implements Known<String> {

    private static final int MOST = 3;

    private final Taxonomy taxonomy;

    public KnownCategories(Taxonomy taxonomy) {
        this.taxonomy = taxonomy;
    }

    @Override
    public Optional<String> find(String word) {
        return taxonomy.find(word).map(Category::slug);
    }

    /// What the word may mean, then what is spelled like it.
    @Override
    public List<String> nearest(String word) {
        Set<String> near = new LinkedHashSet<>();
        taxonomy.nearest(word, MOST).forEach(category -> near.add(category.slug()));
        near.addAll(Nearest.of(word, taxonomy.all().stream().map(Category::slug).toList()));
        return near.stream().limit(MOST).toList();
    }
}
