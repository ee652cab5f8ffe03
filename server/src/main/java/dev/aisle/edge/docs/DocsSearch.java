package dev.aisle.edge.docs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds sections of pages by words. There are a few hundred of them, so they are all looked at: a word
/// counts the more the rarer it is, and more in a heading or in a short section (BM25).
final class DocsSearch {

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}_]+");
    private static final int WEIGHT_OF_TITLE = 4;
    private static final int LONGEST_QUERY = 200;
    private static final int LONGEST_EXCERPT = 200;
    private static final double SATURATION = 1.2;
    private static final double WEIGHT_OF_LENGTH = 0.75;

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Integer> sectionsWith = new HashMap<>();

    private final double usualLength;

    private record Entry(Page.Section section, Map<String, Integer> counts, int length) {}

    /// @param excerpt the first words of the paragraph in which most of the query stands
    record Hit(Page.Section section, String excerpt) {}

    DocsSearch(Library library) {
        for (Page page : library.pages()) {
            for (Page.Section section : page.sections()) {
                Map<String, Integer> counts = new HashMap<>();
                words(section.markdown()).forEach(it -> counts.merge(it, 1, Integer::sum));
                words(section.title() + " " + page.title())
                        .forEach(it -> counts.merge(it, WEIGHT_OF_TITLE, Integer::sum));
                counts.keySet().forEach(it -> sectionsWith.merge(it, 1, Integer::sum));
                entries.add(new Entry(
                        section,
                        counts,
                        counts.values().stream().mapToInt(it -> it).sum()));
            }
        }
        this.usualLength =
                Math.max(1, entries.stream().mapToInt(Entry::length).average().orElse(1));
    }

    List<Hit> find(String query, int limit) {
        Set<String> wanted = new HashSet<>(words(query.substring(0, Math.min(query.length(), LONGEST_QUERY))));
        record Scored(Entry entry, double score) {}
        return entries.stream()
                .map(it -> new Scored(it, score(it, wanted)))
                .filter(it -> it.score() > 0)
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .limit(limit)
                .map(it -> new Hit(it.entry().section(), excerpt(it.entry().section(), wanted)))
                .toList();
    }

    private double score(Entry entry, Set<String> wanted) {
        double score = 0;
        double size = 1 - WEIGHT_OF_LENGTH + WEIGHT_OF_LENGTH * entry.length() / usualLength;
        for (String word : wanted) {
            int count = entry.counts().getOrDefault(word, 0);
            int with = sectionsWith.getOrDefault(word, 0);
            if (count > 0) {
                score += Math.log(1 + (double) entries.size() / with) * count / (count + SATURATION * size);
            }
        }
        return score;
    }

    private static String excerpt(Page.Section section, Set<String> wanted) {
        String best = List.of(section.markdown().split("\n\n")).stream()
                .max(Comparator.comparingLong(paragraph -> words(paragraph).stream()
                        .distinct()
                        .filter(wanted::contains)
                        .count()))
                .orElse("")
                .replace('\n', ' ');
        return best.length() <= LONGEST_EXCERPT ? best : best.substring(0, LONGEST_EXCERPT) + "…";
    }

    /// Lower case, and in the singular as far as its ending tells.
    private static List<String> words(String text) {
        return NO_WORD.splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(it -> it.length() > 1)
                .map(DocsSearch::singular)
                .toList();
    }

    private static String singular(String word) {
        if (word.length() > 4 && word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        return word.length() > 3 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    }
}
