package dev.aisle.catalog.index.lucene;

import java.util.LinkedHashSet;
import java.util.Set;

/// Part numbers, SKUs and GTINs as exact terms: letters and digits in lower case; of a number without its leading
/// zeros, so that a UPC, an EAN and a GTIN-14 of one thing are equal.
final class Codes {

    private static final int SHORTEST = 4;
    private static final int LONGEST = 40;

    private Codes() {}

    /// The code's term, empty for what is too short or too long to tell things apart.
    static String term(String code) {
        StringBuilder term = new StringBuilder(code.length());
        boolean digits = true;
        for (int i = 0; i < code.length(); i++) {
            char c = Character.toLowerCase(code.charAt(i));
            if (Character.isLetterOrDigit(c)) {
                term.append(c);
                digits &= c >= '0' && c <= '9';
            }
        }
        int zeros = 0;
        while (digits && zeros < term.length() && term.charAt(zeros) == '0') {
            zeros++;
        }
        int length = term.length() - zeros;
        return length < SHORTEST || length > LONGEST ? "" : term.substring(zeros);
    }

    /// The terms of whatever in a query may be a code: what has a digit in it and no space.
    static Set<String> inQuery(String query) {
        Set<String> codes = new LinkedHashSet<>();
        for (String part : query.split("\\s+", -1)) {
            if (part.chars().anyMatch(c -> c >= '0' && c <= '9')) {
                codes.add(term(part));
            }
        }
        codes.remove("");
        return codes;
    }
}
