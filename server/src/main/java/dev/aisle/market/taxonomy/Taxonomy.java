package dev.aisle.market.taxonomy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The categories of the market: a small one of our own, or the operator's.
public final class Taxonomy {

    private static final String SHIPPED = "categories.txt";
    private static final double NEAR = 0.25;

    private final Map<String, Category> bySlug;
    private final Map<String, List<Category>> children;
    private final Map<String, Set<String>> letters;
    private final CategoryWords words;

    private Taxonomy(List<String> text) {
        List<TaxonomyFile.Entry> entries = TaxonomyFile.read(text);
        Map<String, Category> categories = new LinkedHashMap<>();
        Map<String, List<Category>> below = new HashMap<>();
        Map<String, Set<String>> spelled = new HashMap<>();
        for (TaxonomyFile.Entry entry : entries) {
            Category category = entry.category();
            categories.put(category.slug(), category);
            below.computeIfAbsent(category.parent().orElse(""), ignored -> new ArrayList<>())
                    .add(category);
            spelled.put(category.slug(), trigrams(category.slug()));
        }
        this.bySlug = Collections.unmodifiableMap(categories);
        this.children = below;
        this.letters = spelled;
        this.words = new CategoryWords(entries);
    }

    /// The taxonomy that comes with Aisle.
    public static Taxonomy shipped() {
        try (InputStream in = Taxonomy.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException(SHIPPED + " is missing");
            }
            return new Taxonomy(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// The operator's taxonomy: a file of paths such as `Shoes > Boots`, one a line, or in the form of our own. Throws
    /// `IllegalArgumentException` with what is wrong with it.
    public static Taxonomy of(Path file) {
        try {
            return new Taxonomy(Files.readAllLines(file));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("the taxonomy file cannot be read: " + file, unreadable);
        }
    }

    public Optional<Category> find(String slug) {
        return Optional.ofNullable(bySlug.get(slug));
    }

    /// All categories, each after the one above it.
    public List<Category> all() {
        return List.copyOf(bySlug.values());
    }

    public List<Category> roots() {
        return List.copyOf(children.getOrDefault("", List.of()));
    }

    /// The categories right below one.
    public List<Category> children(String slug) {
        return List.copyOf(children.getOrDefault(slug, List.of()));
    }

    /// The categories from the root down to this one; empty for an unknown slug.
    public List<Category> pathTo(String slug) {
        List<Category> path = new ArrayList<>();
        for (Category at = bySlug.get(slug);
                at != null;
                at = at.parent().map(bySlug::get).orElse(null)) {
            path.addFirst(at);
        }
        return path;
    }

    /// The categories that a text may have meant, the likeliest first: what its words lead to, then what is spelled
    /// alike.
    public List<Category> nearest(String text, int limit) {
        Set<Category> near = new LinkedHashSet<>();
        String spaced = text.replace('-', ' ').replace('_', ' ');
        Category meant = words.inPath(spaced);
        if (meant != null) {
            near.add(meant);
        }
        Set<String> asked = trigrams(String.join("-", PlainWords.of(text)));
        Map<Category, Double> scores = new HashMap<>();
        bySlug.values()
                .forEach(category ->
                        scores.put(category, alike(asked, letters.getOrDefault(category.slug(), Set.of()))));
        scores.entrySet().stream()
                .filter(entry -> entry.getValue() >= NEAR)
                .sorted(Map.Entry.<Category, Double>comparingByValue()
                        .reversed()
                        .thenComparing(entry -> entry.getKey().slug()))
                .forEach(entry -> near.add(entry.getKey()));
        return near.stream().limit(limit).toList();
    }

    /// The slug of the category that the words of a listing lead to: the shop's own category paths first, then the
    /// title. Where only the shop's department is known, that is given; nothing rather than a guess.
    public Optional<String> categoryOf(String title, List<String> shopCategoryPaths) {
        Category department = null;
        for (String path : shopCategoryPaths) {
            Category found = words.inPath(path);
            if (found != null && !found.isRoot()) {
                return Optional.of(found.slug());
            }
            department = department == null ? found : department;
        }
        Category named = words.inTitle(title);
        if (department == null) {
            return Optional.ofNullable(named).map(Category::slug);
        }
        boolean within = named != null && named.path().getFirst().equals(department.name());
        return Optional.of(named != null && within ? named.slug() : department.slug());
    }

    private static Set<String> trigrams(String slug) {
        String padded = ' ' + slug + ' ';
        Set<String> trigrams = new HashSet<>();
        for (int i = 0; i + 3 <= padded.length(); i++) {
            trigrams.add(padded.substring(i, i + 3));
        }
        return trigrams;
    }

    /// Dice's coefficient.
    private static double alike(Set<String> one, Set<String> other) {
        long shared = one.stream().filter(other::contains).count();
        return 2.0 * shared / Math.max(1, one.size() + other.size());
    }
}
