package dev.aisle.base.money;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The words that shops of many languages put beside an amount to say that it is not what one piece costs now, from
/// `price-words.txt`.
final class PriceWords {

    private static final String FILE = "price-words.txt";
    private static final String BEFORE_THE_AMOUNT = "before the amount: ";
    private static final String BEHIND_THE_AMOUNT = "behind the amount: ";

    /// Words of a phrase; longer ones are not looked for.
    private static final int LONGEST_PHRASE = 8;

    /// How many words may stand between an amount and the phrase about it.
    private static final int FURTHEST = 2;

    private static final Map<String, PriceText.Kind> BEFORE = new HashMap<>();
    private static final Map<String, PriceText.Kind> BEHIND = new HashMap<>();

    static {
        read();
    }

    private PriceWords() {}

    /// What the words right before an amount say of it; null for nothing. The last phrase counts.
    static PriceText.@Nullable Kind before(String lead) {
        List<String> words = words(lead);
        for (int end = words.size(); end >= Math.max(1, words.size() - FURTHEST); end--) {
            for (int start = Math.max(0, end - LONGEST_PHRASE); start < end; start++) {
                PriceText.Kind kind = BEFORE.get(String.join(" ", words.subList(start, end)));
                if (kind != null) {
                    return kind;
                }
            }
        }
        return null;
    }

    /// What the words right behind an amount say of it; null for nothing. The first phrase counts.
    static PriceText.@Nullable Kind behind(String tail) {
        List<String> words = words(tail);
        for (int start = 0; start <= Math.min(FURTHEST, words.size() - 1); start++) {
            for (int end = Math.min(words.size(), start + LONGEST_PHRASE); end > start; end--) {
                PriceText.Kind kind = BEHIND.get(String.join(" ", words.subList(start, end)));
                if (kind != null) {
                    return kind;
                }
            }
        }
        return null;
    }

    /// Runs of letters and digits in lower case, apostrophes left out, and the plus of `+ VAT`.
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (c == '+' && word.isEmpty()) {
                words.add("+");
            } else if (Character.isLetterOrDigit(c) || c == '×' || Character.getType(c) == Character.NON_SPACING_MARK) {
                word.append(Character.toLowerCase(c));
            } else if (c != '\'' && c != '’' && !word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        return words;
    }

    private static void read() {
        try (InputStream in = PriceWords.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing");
            }
            Map<String, PriceText.Kind> phrases = BEFORE;
            PriceText.Kind kind = PriceText.Kind.PLAIN;
            for (String line : new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList()) {
                if (line.startsWith("[")) {
                    String section = line.substring(1, line.indexOf(']'));
                    phrases = section.startsWith(BEFORE_THE_AMOUNT) ? BEFORE : BEHIND;
                    kind = kind(section.substring(BEHIND_THE_AMOUNT.length()));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    for (String phrase : line.split(",", -1)) {
                        phrases.put(String.join(" ", words(phrase)), kind);
                    }
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static PriceText.Kind kind(String section) {
        return switch (section) {
            case "the price of before" -> PriceText.Kind.BEFORE;
            case "other money" -> PriceText.Kind.OTHER;
            case "a part of it" -> PriceText.Kind.PART;
            case "for members" -> PriceText.Kind.FOR_MEMBERS;
            case "without tax" -> PriceText.Kind.WITHOUT_TAX;
            default -> throw new IllegalStateException(FILE + " has an unknown section: " + section);
        };
    }
}
