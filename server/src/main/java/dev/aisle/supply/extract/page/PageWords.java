package dev.aisle.supply.extract.page;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The words shops of many languages use for what they show, from `page-words.txt`.
public final class PageWords {

    public enum Kind {
        SKU("sku"),
        MPN("mpn"),
        GTIN("gtin"),
        BRAND("brand"),
        OUT_OF_STOCK("out of stock"),
        IN_STOCK("in stock"),
        STOCK_LABEL("stock label"),
        PREORDER("preorder"),
        BACKORDER("backorder"),
        BUY("buy");

        private final String section;

        Kind(String section) {
            this.section = section;
        }
    }

    private static final String FILE = "page-words.txt";
    private static final String BETWEEN_WORDS = ".:：#-‐‑–";
    private static final PageWords SHIPPED = read();

    private final Map<Kind, Set<String>> phrases = new EnumMap<>(Kind.class);

    private PageWords() {}

    private Set<String> phrases(Kind kind) {
        return phrases.getOrDefault(kind, Set.of());
    }

    /// Whether the whole text is one of the phrases.
    static boolean isOne(Kind kind, String text) {
        return SHIPPED.phrases(kind).contains(folded(text));
    }

    /// Whether a text holds one of the phrases, as whole words.
    public static boolean holdsOne(Kind kind, String text) {
        String folded = folded(text);
        for (String phrase : SHIPPED.phrases(kind)) {
            int at = folded.indexOf(phrase);
            while (at >= 0) {
                if (isBoundary(folded, at - 1) && isBoundary(folded, at + phrase.length())) {
                    return true;
                }
                at = folded.indexOf(phrase, at + 1);
            }
        }
        return false;
    }

    /// Lower case; white space, dots, colons and hyphens become single spaces, and none at the end.
    static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c) || BETWEEN_WORDS.indexOf(c) >= 0) {
                space = true;
            } else if (Character.getType(c) != Character.FORMAT) {
                if (space && !folded.isEmpty()) {
                    folded.append(' ');
                }
                space = false;
                folded.append(Character.toLowerCase(c));
            }
        }
        return folded.toString();
    }

    /// Scripts without spaces between words have no boundaries to look for.
    private static boolean isBoundary(String text, int at) {
        if (at < 0 || at >= text.length()) {
            return true;
        }
        char c = text.charAt(at);
        return !Character.isLetterOrDigit(c) || Character.isIdeographic(c) || c >= '\u0E00';
    }

    private static PageWords read() {
        PageWords words = new PageWords();
        try (InputStream in = PageWords.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing");
            }
            Set<String> section = new HashSet<>();
            for (String line : new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList()) {
                if (line.startsWith("[")) {
                    section = words.phrases.computeIfAbsent(
                            kind(line.substring(1, line.indexOf(']'))), it -> new HashSet<>());
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    for (String phrase : line.split(",", -1)) {
                        section.add(folded(phrase));
                    }
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        words.phrases.values().forEach(phrases -> phrases.remove(""));
        return words;
    }

    private static Kind kind(String section) {
        for (Kind kind : Kind.values()) {
            if (kind.section.equals(section.strip().toLowerCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw new IllegalStateException(FILE + " has an unknown section: " + section);
    }
}
