package dev.aisle.market.taxonomy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads a taxonomy from text, in either of two forms: our own, a tab a level with trigger words behind a colon, or
/// whole paths such as `Shoes > Boots`, with or without `123 - ` before them. Lines that begin with `#` are comments.
final class TaxonomyFile {

    private static final int MOST_CATEGORIES = 50_000;

    /// A category with the words that lead to it; words after `~` count in category paths only.
    record Entry(Category category, List<String> words) {}

    private record Line(List<String> path, List<String> words) {}

    private TaxonomyFile() {}

    static List<Entry> read(List<String> text) {
        boolean paths = text.stream().anyMatch(line -> !line.startsWith("#") && line.contains(" > "));
        List<String> above = new ArrayList<>();
        Map<List<String>, List<String>> lines = new LinkedHashMap<>();
        for (String line : text) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Line read = paths ? ofPath(line) : ofLevel(line, above);
            if (lines.putIfAbsent(read.path, read.words) != null) {
                throw new IllegalArgumentException("the taxonomy names twice: " + String.join(" > ", read.path));
            }
        }
        if (lines.isEmpty() || lines.size() > MOST_CATEGORIES) {
            throw new IllegalArgumentException("a taxonomy has 1 to " + MOST_CATEGORIES + " categories");
        }
        return entries(lines);
    }

    private static Line ofPath(String line) {
        int id = line.indexOf(" - ");
        boolean numbered = id > 0 && line.substring(0, id).chars().allMatch(Character::isLetterOrDigit);
        List<String> path = new ArrayList<>();
        for (String name : line.substring(numbered ? id + 3 : 0).split(" > ", -1)) {
            path.add(name.strip());
        }
        return new Line(List.copyOf(path), List.of());
    }

    private static Line ofLevel(String line, List<String> above) {
        int level = 0;
        while (line.charAt(level) == '\t') {
            level++;
        }
        if (level > above.size()) {
            throw new IllegalArgumentException("the taxonomy skips a level: " + line.strip());
        }
        int colon = line.indexOf(':');
        String name = (colon < 0 ? line : line.substring(0, colon)).strip();
        List<String> words = new ArrayList<>();
        if (colon >= 0) {
            for (String word : line.substring(colon + 1).split(",", -1)) {
                if (!word.isBlank()) {
                    words.add(word.strip());
                }
            }
        }
        above.subList(level, above.size()).clear();
        above.add(name);
        return new Line(List.copyOf(above), words);
    }

    /// A slug is the leaf's name; names that several places share get their parents' before them.
    private static List<Entry> entries(Map<List<String>, List<String>> lines) {
        Map<String, Integer> uses = new HashMap<>();
        lines.keySet().forEach(path -> uses.merge(kebab(path.getLast()), 1, Integer::sum));
        Map<List<String>, String> slugs = new HashMap<>();
        Map<String, List<String>> taken = new HashMap<>();
        List<Entry> entries = new ArrayList<>(lines.size());
        lines.forEach((path, words) -> {
            String slug = kebab(path.getLast());
            for (int from = path.size() - 2;
                    from >= 0 && (uses.getOrDefault(slug, 0) > 1 || taken.containsKey(slug));
                    from--) {
                slug = kebab(String.join(" ", path.subList(from, path.size())));
            }
            require(taken.putIfAbsent(slug, path) == null, () -> "two categories have the slug of " + path);
            slugs.put(path, slug);
            List<String> parent = path.subList(0, path.size() - 1);
            require(parent.isEmpty() || slugs.containsKey(parent), () -> "the taxonomy has no " + parent);
            entries.add(
                    new Entry(new Category(slug, path.getLast(), path, Optional.ofNullable(slugs.get(parent))), words));
        });
        return entries;
    }

    private static void require(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise.get());
        }
    }

    private static String kebab(String name) {
        return String.join("-", PlainWords.of(name)).toLowerCase(Locale.ROOT);
    }
}
