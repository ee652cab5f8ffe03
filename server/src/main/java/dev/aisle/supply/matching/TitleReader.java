package dev.aisle.supply.matching;

import dev.aisle.supply.matching.Term.Kind;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/// Reads a title into its terms: one pass over the letters, one over the words.
final class TitleReader {

    private static final int LONGEST_TITLE = 400;
    private static final int LONGEST_NUMBER = 15;

    /// A title's terms, of which the first so many name the thing and the others describe it.
    record Read(List<Term> terms, int head) {}

    /// A word this long that ends a hyphenated code is a word: `b450-plus`, but `rtx-3090-ti` is a code.
    private static final int SHORTEST_TAIL = 4;

    private static final int LONGEST_HEAD = 9;
    private static final int SHORTEST_HEAD = 3;

    private final List<Term> terms = new ArrayList<>();
    private final BitSet breaks = new BitSet();
    private int head = -1;

    private TitleReader() {}

    static List<Term> read(String title) {
        return readWhole(title).terms;
    }

    static Read readWhole(String title) {
        TitleReader reader = new TitleReader();
        reader.chunks(folded(title.length() > LONGEST_TITLE ? title.substring(0, LONGEST_TITLE) : title));
        TermJoiner joiner = new TermJoiner(reader.terms, reader.breaks, reader.head);
        List<Term> joined = joiner.joined();
        int named = joiner.head() < 0 ? joined.size() : joiner.head();
        return new Read(joined, Math.min(Math.max(named, Math.min(SHORTEST_HEAD, joined.size())), LONGEST_HEAD));
    }

    /// Lower case without accents, typographic marks as plain ones.
    static String folded(String text) {
        boolean plain = true;
        for (int i = 0; i < text.length() && plain; i++) {
            plain = text.charAt(i) < 128;
        }
        if (plain) {
            return text.toLowerCase(Locale.ROOT);
        }
        StringBuilder marks = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\u2122', '\u00ae', '\u00a9', '\u2120' -> marks.append(' ');
                case '\u201c', '\u201d', '\u201e', '\u2033', '\u2036', '\u00a8' -> marks.append('"');
                case '\u2018', '\u2019', '\u201a', '\u2032', '\u00b4', '`' -> marks.append('\'');
                case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212' -> marks.append('-');
                case '\u00d7' -> marks.append('x');
                case '\u00df' -> marks.append("ss");
                default -> marks.append(c);
            }
        }
        String decomposed = Normalizer.normalize(marks, Normalizer.Form.NFKD);
        StringBuilder folded = new StringBuilder(decomposed.length());
        for (int i = 0; i < decomposed.length(); i++) {
            char c = decomposed.charAt(i);
            if (Character.getType(c) != Character.NON_SPACING_MARK) {
                folded.append(Character.toLowerCase(c));
            }
        }
        return folded.toString();
    }

    /// Cuts at spaces and marks; a hyphen, point or slash inside a chunk is looked at later.
    private void chunks(String text) {
        StringBuilder chunk = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char before = i == 0 ? ' ' : text.charAt(i - 1);
            char after = i + 1 == text.length() ? ' ' : text.charAt(i + 1);
            if (Character.isLetterOrDigit(c)) {
                chunk.append(c);
            } else if (c == '.' && Character.isDigit(after) && (isDigit(before) || chunk.isEmpty())) {
                chunk.append(chunk.isEmpty() ? "0." : ".");
            } else if (c == ',' && isDigit(before) && isDigit(after)) {
                if (!isThousands(text, i)) {
                    chunk.append('.');
                }
            } else if (c == '-' && Character.isLetterOrDigit(before) && Character.isLetterOrDigit(after)) {
                chunk.append('-');
            } else if (!joinsLetters(c, chunk, text, i)
                    && (c != '\'' || !Character.isLetter(before) || !Character.isLetter(after))) {
                chunk(chunk);
                if (c != ' ' && c != '.') {
                    breaks.set(terms.size());
                }
                if (head < 0 && terms.size() >= SHORTEST_HEAD && (c == ',' || c == '|' || c == '-' || c == ';')) {
                    head = terms.size();
                }
                if (isDigit(before) && (c == '"' || (c == '\'' && after == '\''))) {
                    unit("inch");
                } else if (c == '%' && isDigit(before)) {
                    unit("%");
                } else if (c == '+'
                        && Character.isLetterOrDigit(before)
                        && !Character.isLetterOrDigit(after)
                        && !terms.isEmpty()) {
                    terms.add(new Term(Kind.SERIES, "plus", 0));
                } else if (c == '/'
                        && after == 's'
                        && (i + 2 == text.length() || !Character.isLetterOrDigit(text.charAt(i + 2)))) {
                    perSecond();
                    i++;
                }
            }
        }
        chunk(chunk);
    }

    /// Whether a point or slash stands between a single letter and a single letter or digit: `m.2` and
    /// `w/o` are a word each.
    private static boolean joinsLetters(char mark, StringBuilder chunk, String text, int at) {
        if (chunk.length() != 1 || !Character.isLetter(chunk.charAt(0)) || at + 1 >= text.length()) {
            return false;
        }
        char after = text.charAt(at + 1);
        boolean single = at + 2 >= text.length() || !Character.isLetterOrDigit(text.charAt(at + 2));
        return single && (mark == '.' ? isDigit(after) : mark == '/' && Character.isLetter(after));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// A comma with three digits after it, and no fourth.
    private static boolean isThousands(String text, int comma) {
        for (int i = comma + 1; i <= comma + 3; i++) {
            if (i >= text.length() || !isDigit(text.charAt(i))) {
                return false;
            }
        }
        return comma + 4 >= text.length() || !isDigit(text.charAt(comma + 4));
    }

    private void chunk(StringBuilder chunk) {
        if (chunk.isEmpty()) {
            return;
        }
        String text = chunk.toString();
        chunk.setLength(0);
        if (text.indexOf('-') < 0) {
            piece(text);
        } else {
            hyphenated(text);
        }
    }

    private void hyphenated(String text) {
        String[] pieces = text.split("-", 0);
        boolean digits = text.chars().anyMatch(Character::isDigit);
        if (!digits || (pieces.length == 2 && saysTwoThings(pieces[0], pieces[1]))) {
            for (String piece : pieces) {
                piece(piece);
            }
            return;
        }
        int from = 0;
        while (from < pieces.length - 1 && pieces[from].length() >= 5 && isLetters(pieces[from])) {
            piece(pieces[from]);
            from++;
        }
        int to = pieces.length;
        while (to - 1 > from && pieces[to - 1].length() >= SHORTEST_TAIL && isLetters(pieces[to - 1])) {
            to--;
        }
        StringBuilder code = new StringBuilder();
        for (int i = from; i < to; i++) {
            code.append(pieces[i]);
        }
        piece(code.toString());
        for (int i = to; i < pieces.length; i++) {
            piece(pieces[i]);
        }
    }

    /// A number and its unit or noun (`3-pack`), a noun and its number (`usb-3.0`), a range (`18-55`).
    private static boolean saysTwoThings(String first, String second) {
        boolean number = isNumber(first);
        if (number
                && (Units.of(second) != null || (second.length() >= 3 && isLetters(second) && first.length() <= 3))) {
            return true;
        }
        if (number && isNumber(second)) {
            return first.length() <= 4 && second.length() <= 4;
        }
        return number ? quantityEnd(second) > 0 : isLetters(first) && isNumber(second) && second.indexOf('.') > 0;
    }

    private void piece(String text) {
        if (isNumber(text)) {
            number(text);
            return;
        }
        if (!hasDigit(text)) {
            int roman = Words.roman(text);
            if (roman > 0) {
                terms.add(new Term(Kind.VERSION, "", roman));
            } else {
                terms.add(Term.word(text));
            }
            return;
        }
        int digits = leadingNumber(text);
        String rest = text.substring(digits);
        if (digits > 0) {
            double value = value(text.substring(0, digits));
            Units.Unit unit = Units.of(rest);
            if (unit != null && !(unit.tight() && rest.equals("g") && value <= 6)) {
                terms.add(quantity(value, unit));
                return;
            }
            if (rest.equals("x")) {
                terms.add(new Term(Kind.NUMBER, plain(value), value));
                return;
            }
            if (rest.equals("st") || rest.equals("nd") || rest.equals("rd") || rest.equals("th")) {
                terms.add(new Term(Kind.NUMBER, plain(value), value));
                return;
            }
            if (rest.length() > 1 && rest.charAt(0) == 'x' && isDigit(rest.charAt(1))) {
                piece(text.substring(0, digits));
                piece(rest.substring(1));
                return;
            }
        } else {
            int letters = leadingLetters(text);
            String word = text.substring(0, letters);
            String tail = text.substring(letters);
            if (word.equals("x") && isNumber(tail) && tail.length() <= 2) {
                terms.add(new Term(Kind.NUMBER, plain(value(tail)), value(tail)));
                return;
            }
            if (Words.isGeneration(word) && isNumber(tail)) {
                terms.add(new Term(Kind.VERSION, "", value(tail)));
                return;
            }
            if (Words.isStandard(word) && isNumber(tail)) {
                terms.add(new Term(Kind.STANDARD, word, value(tail)));
                return;
            }
        }
        terms.add(new Term(Kind.CODE, text.replace(".", ""), 0));
    }

    private void number(String text) {
        double value = value(text);
        boolean whole = text.indexOf('.') < 0;
        if (whole && text.length() >= 5) {
            terms.add(new Term(Kind.CODE, text, 0));
        } else if (whole && text.length() == 4 && value >= 1980 && value <= 2035) {
            terms.add(new Term(Kind.YEAR, text, value));
        } else {
            terms.add(new Term(Kind.NUMBER, plain(value), value));
        }
    }

    private void unit(String word) {
        Units.Unit unit = Units.of(word);
        if (unit != null && !terms.isEmpty() && TermJoiner.isCount(terms.getLast())) {
            terms.add(quantity(terms.removeLast().value(), unit));
        }
    }

    /// `mb/s` is a rate, not an amount.
    private void perSecond() {
        if (!terms.isEmpty()
                && terms.getLast().kind() == Kind.QUANTITY
                && terms.getLast().text().equals("GB")) {
            Term amount = terms.removeLast();
            terms.add(new Term(Kind.QUANTITY, "Mbit/s", amount.value() * 8000));
        }
    }

    static Term quantity(double value, Units.Unit unit) {
        return new Term(Kind.QUANTITY, unit.dimension(), value * unit.factor());
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_NUMBER && leadingNumber(text) == text.length();
    }

    private static int quantityEnd(String text) {
        int digits = leadingNumber(text);
        return digits > 0 && digits < text.length() && Units.of(text.substring(digits)) != null ? digits : 0;
    }

    private static int leadingNumber(String text) {
        int end = 0;
        boolean point = false;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (c == '.' && !point && end > 0) {
                point = true;
            } else if (!isDigit(c)) {
                break;
            }
            end++;
        }
        return end > 0 && text.charAt(end - 1) == '.' ? end - 1 : end;
    }

    private static int leadingLetters(String text) {
        int end = 0;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isLetters(String text) {
        return leadingLetters(text) == text.length();
    }

    private static boolean hasDigit(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static double value(String digits) {
        return digits.length() > LONGEST_NUMBER ? 0 : Double.parseDouble(digits);
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
