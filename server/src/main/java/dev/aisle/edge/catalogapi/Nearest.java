package dev.aisle.edge.catalogapi;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Which known words a mistyped one may have meant.
public final class Nearest {

    private static final int MOST = 3;
    private static final int LONGEST = 40;

    /// Among more words than these only those of about the same length are compared.
    private static final int FEW = 10_000;

    private Nearest() {}

    private record Guess(String word, int distance) {}

    /// The three closest words by the letters to change; one that holds the word, or stands in it, comes before the
    /// others. Nothing for a word too long to be a slip of the pen.
    public static List<String> of(String word, Collection<String> known) {
        String wanted = word.toLowerCase(Locale.ROOT);
        if (wanted.isEmpty() || wanted.length() > LONGEST) {
            return List.of();
        }
        int far = known.size() > FEW ? 2 + wanted.length() / 3 : LONGEST;
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - wanted.length()) < far || candidate.contains(wanted))
                .map(candidate -> new Guess(candidate, distance(wanted, candidate.toLowerCase(Locale.ROOT))))
                .sorted(Comparator.comparingInt(Guess::distance).thenComparing(Guess::word))
                .limit(MOST)
                .map(Guess::word)
                .toList();
    }

    private static int distance(String wanted, String candidate) {
        boolean oneInTheOther = wanted.length() >= 3 && (candidate.contains(wanted) || wanted.contains(candidate));
        return oneInTheOther ? 1 : edits(wanted, candidate);
    }

    /// The letters to add, drop or replace.
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[to.length()];
    }
}
