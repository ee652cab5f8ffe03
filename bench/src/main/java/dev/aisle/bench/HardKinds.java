package dev.aisle.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// In what two titles contradict each other, told by plain patterns that share nothing with the matcher: so
/// that wrong merges can be counted by what they are about.
enum HardKinds {
    COLOR("\\b(black|white|red|blue|green|yellow|orange|purple|pink|brown|gr[ae]y|silver|gold)\\b"),
    CAPACITY("(?<![\\d.])(\\d+(?:\\.\\d+)? ?[kmgt]b)\\b"),
    AMOUNT("(?<![\\d.])(\\d+(?:\\.\\d+)? ?(?:ml|cl|l|fl"
            + " oz|oz|g|kg|lbs?|inch|in|\"|cm|mm|ft|w|watt|v|mah|hz|ghz|mhz))(?!\\w)"),
    PACK("(?<![\\d.])(\\d+)[ -]?(?:pack|pk|pcs?|pieces|count|ct|users?)\\b|\\bpack of (\\d+)"),
    GENERATION("\\b((?:19|20)\\d\\d|\\d(?:st|nd|rd|th) gen\\w*|gen \\d|v\\d|mk ?\\d|mark (?:ii|iii|iv|\\d)|version"
            + " \\d[\\d.]*)\\b"),
    EDITION("\\b(pro|max|mini|plus|ultra|lite|deluxe|premium|standard|professional|home|student|upgrade)\\b", true),
    MODEL("(?<![\\w.])((?=[a-z0-9-]*\\d[a-z0-9-]*\\d)(?=[a-z0-9-]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*)(?![\\w.])");

    private static final Pattern AMOUNT_WRITTEN = Pattern.compile("[\\d.]+ ?[kmgt]b|[\\d.]+ ?[a-z]+|[\\d.]+\"");

    private final Pattern said;
    private final boolean oneSided;

    HardKinds(String said) {
        this(said, false);
    }

    HardKinds(String said, boolean oneSided) {
        this.said = Pattern.compile(said);
        this.oneSided = oneSided;
    }

    /// The kinds in which both titles say something and nothing of it in common; of an edition also where only one of
    /// them says one.
    static List<HardKinds> of(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        List<HardKinds> kinds = new ArrayList<>();
        for (HardKinds kind : values()) {
            Set<String> ofA = kind.words(a);
            Set<String> ofB = kind.words(b);
            boolean differ = kind.oneSided
                    ? !ofA.equals(ofB)
                    : !ofA.isEmpty() && !ofB.isEmpty() && Collections.disjoint(ofA, ofB);
            if (differ) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    private Set<String> words(String title) {
        Set<String> words = new HashSet<>();
        Matcher found = said.matcher(title);
        while (found.find()) {
            String word = found.group(1) == null ? found.group(found.groupCount()) : found.group(1);
            if (this != MODEL || !AMOUNT_WRITTEN.matcher(word).matches()) {
                words.add(word.replace(" ", "").replace("-", ""));
            }
        }
        return words;
    }
}
