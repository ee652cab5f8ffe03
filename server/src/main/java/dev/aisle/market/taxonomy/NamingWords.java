package dev.aisle.market.taxonomy;

import java.util.List;
import java.util.Set;

/// The part of a title that names the thing. Shops list features after a comma, and after "for" what it goes with.
final class NamingWords {

    /// After these a title speaks of what the thing goes with, not of what it is.
    private static final Set<String> GOES_WITH = Set.of(
            "for",
            "fur",
            "pour",
            "para",
            "per",
            "voor",
            "compatible",
            "kompatibel",
            "with",
            "w",
            "mit",
            "avec",
            "con",
            "met",
            "fit",
            "passend",
            "featuring",
            "including",
            "incl",
            "include");
    private static final String SEGMENT_ENDS = ",;|•·";
    private static final int FEWEST_WORDS_BEFORE_DASH = 3;
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    private NamingWords() {}

    static List<String> of(String title) {
        List<String> stems = PlainWords.stemsOf(beginning(title));
        int end = 1;
        while (end < stems.size() && !GOES_WITH.contains(stems.get(end))) {
            end++;
        }
        return stems.subList(0, Math.min(end, stems.size()));
    }

    /// Up to the first comma, or a dash after a few words, without what stands in brackets.
    private static String beginning(String title) {
        StringBuilder beginning = new StringBuilder(title.length());
        int words = 0;
        int depth = 0;
        for (int i = 0; i < title.length(); i++) {
            char c = title.charAt(i);
            words += c == ' ' ? 1 : 0;
            if (OPENING.indexOf(c) >= 0) {
                depth++;
                beginning.append(' ');
            } else if (CLOSING.indexOf(c) >= 0) {
                depth = Math.max(0, depth - 1);
            } else if (depth == 0 && endsName(title, i, words)) {
                break;
            } else if (depth == 0) {
                beginning.append(c);
            }
        }
        return beginning.toString();
    }

    private static boolean endsName(String title, int at, int words) {
        char c = title.charAt(at);
        boolean dash = (c == '-' || c == '–' || c == '—')
                && title.startsWith(" ", at + 1)
                && at > 0
                && title.charAt(at - 1) == ' ';
        return dash ? words >= FEWEST_WORDS_BEFORE_DASH : words > 0 && SEGMENT_ENDS.indexOf(c) >= 0;
    }
}
