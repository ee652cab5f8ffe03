package dev.aisle.base.money;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A number as people write it in a price, in any convention of separators and in any script's digits.
///
/// @param thousandsAssumed true for one separator before exactly three digits: `1.299` is read as 1299, but a machine
/// may have meant 1.299
record WrittenNumber(int start, int end, BigDecimal value, char lastSeparator, boolean thousandsAssumed) {

    private static final int MOST_IN_A_TEXT = 16;
    private static final int MOST_DIGITS = 40;
    private static final char NONE = 0;
    private static final char SPACE = ' ';
    private static final char SPACED_CENTS = '_';
    private static final Set<String> MEASURES = Set.of(
            "cm", "mm", "ft", "kg", "ml", "oz", "lb", "lbs", "inch", "inches", "litre", "litres", "liter", "liters");

    /// The numbers of a text that may be prices: no percentages, dates, versions or measures.
    static List<WrittenNumber> allIn(String text) {
        List<WrittenNumber> found = new ArrayList<>();
        int at = 0;
        while (at < text.length() && found.size() < MOST_IN_A_TEXT) {
            if (startsNumber(text, at)) {
                Scan scan = new Scan(text, at);
                scan.number().filter(number -> mayBePrice(text, number)).ifPresent(found::add);
                at = scan.at;
            } else {
                at++;
            }
        }
        return found;
    }

    private static boolean startsNumber(String text, int at) {
        char c = text.charAt(at);
        if (isDigit(c)) {
            return true;
        }
        return c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)) && !followsWord(text, at);
    }

    /// A point after a letter ends an abbreviation, as in `Rs.500`; it does not begin a fraction.
    private static boolean followsWord(String text, int at) {
        return at > 0 && (Character.isLetterOrDigit(text.charAt(at - 1)) || text.charAt(at - 1) == '/');
    }

    private static boolean mayBePrice(String text, WrittenNumber number) {
        int next = number.end;
        while (next < text.length() && isSpace(text.charAt(next))) {
            next++;
        }
        if (next < text.length() && (text.charAt(next) == '%' || text.charAt(next) == '٪')) {
            return false;
        }
        int wordEnd = next;
        while (wordEnd < text.length() && Character.isLetter(text.charAt(wordEnd))) {
            wordEnd++;
        }
        String word = text.substring(next, wordEnd);
        return !MEASURES.contains(word) && (wordEnd - next < 3 || !MEASURES.contains(word.toLowerCase(Locale.ROOT)));
    }

    static boolean isDigit(char c) {
        return (c >= '0' && c <= '9') || (c > 127 && Character.isDigit(c));
    }

    /// Separators of East Asian width are the usual ones.
    private static char narrow(char c) {
        return c == '，' ? ',' : c == '．' ? '.' : c;
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || (c > 127 && Character.isSpaceChar(c));
    }

    /// Reads one number from a place; afterwards `at` is behind it.
    private static final class Scan {
        private final String text;
        private final int start;
        private final StringBuilder digits = new StringBuilder();
        private final List<Integer> groups = new ArrayList<>();
        private final StringBuilder separators = new StringBuilder();
        private int at;

        Scan(String text, int start) {
            this.text = text;
            this.start = start;
            this.at = start;
        }

        Optional<WrittenNumber> number() {
            boolean pointFirst = text.charAt(at) == '.';
            if (pointFirst) {
                at++;
            }
            group();
            for (char separator = separator(); separator != NONE; separator = separator()) {
                separators.append(separator);
                group();
            }
            if (digits.length() > MOST_DIGITS) {
                return Optional.empty();
            }
            if (pointFirst && separators.isEmpty()) {
                return Optional.of(of(new BigDecimal("0." + digits), false));
            }
            return value();
        }

        private void group() {
            int from = at;
            while (at < text.length() && isDigit(text.charAt(at))) {
                digits.append((char) ('0' + Character.digit(text.charAt(at), 10)));
                at++;
            }
            groups.add(at - from);
        }

        /// Steps over a separator inside the number, and says which; [#NONE] where the number ends.
        private char separator() {
            if (at >= text.length()) {
                return NONE;
            }
            char c = narrow(text.charAt(at));
            int run = digitsAt(at + 1);
            if (c == '.' || c == ',' || c == '٫' || c == '٬' || c == '،') {
                if (run > 0) {
                    at++;
                    return c;
                }
                boolean spacedCents = at + 1 < text.length() && isSpace(text.charAt(at + 1)) && digitsAt(at + 2) == 2;
                if (spacedCents && !last(SPACED_CENTS)) {
                    at += 2;
                    return SPACED_CENTS;
                }
                return NONE;
            }
            if (c == '\'' || c == '’' || c == '´' || c == '`') {
                at += run == 3 ? 1 : 0;
                return run == 3 ? '\'' : NONE;
            }
            if (isSpace(c)) {
                boolean grouping = run == 3 && groups.getFirst() <= 3 && onlySpacesSoFar();
                at += grouping ? 1 : 0;
                return grouping ? SPACE : NONE;
            }
            if (c == '€' && !separators.toString().contains("€") && decimalsSoFar() == 0) {
                boolean spaced = run == 0 && at + 1 < text.length() && isSpace(text.charAt(at + 1));
                int cents = spaced ? digitsAt(at + 2) : run;
                if (cents == 2 || (!spaced && cents > 0 && cents < 4)) {
                    at += spaced ? 2 : 1;
                    return '€';
                }
            }
            return NONE;
        }

        private boolean last(char separator) {
            return !separators.isEmpty() && separators.charAt(separators.length() - 1) == separator;
        }

        private boolean onlySpacesSoFar() {
            return separators.chars().allMatch(c -> c == SPACE);
        }

        /// A group that is not of three digits can only be decimals.
        private int decimalsSoFar() {
            return separators.isEmpty() || groups.getLast() == 3 ? 0 : groups.getLast();
        }

        private int digitsAt(int from) {
            int to = from;
            while (to < text.length() && isDigit(text.charAt(to))) {
                to++;
            }
            return Math.max(0, to - from);
        }

        private Optional<WrittenNumber> value() {
            if (separators.isEmpty()) {
                return Optional.of(of(new BigDecimal(digits.toString()), false));
            }
            char last = separators.charAt(separators.length() - 1);
            int after = groups.getLast();
            long same = separators.chars().filter(c -> c == last).count();
            boolean others = same < separators.length();
            return switch (last) {
                case SPACE, '\'', '٬', '،' -> Optional.of(whole(false));
                case '€', SPACED_CENTS, '٫' -> Optional.of(decimal(after));
                default -> {
                    if (same > 1) {
                        yield !groupsOfThreeUpToLast()
                                ? Optional.empty()
                                : Optional.of(after == 3 ? whole(false) : decimal(after));
                    }
                    boolean thousands = !others && after == 3 && groups.getFirst() <= 3 && digits.charAt(0) != '0';
                    yield Optional.of(thousands ? whole(true) : decimal(after));
                }
            };
        }

        /// `1.144.000` and the Indian `3,00,000` group their digits; `15.08.2017` is a date.
        private boolean groupsOfThreeUpToLast() {
            for (int i = 1; i < groups.size() - 1; i++) {
                if (groups.get(i) != 3 && groups.get(i) != 2) {
                    return false;
                }
            }
            return groups.getLast() <= 3 && (groups.getLast() == 3 || groups.get(groups.size() - 2) == 3);
        }

        private WrittenNumber whole(boolean assumed) {
            return of(new BigDecimal(digits.toString()), assumed);
        }

        private WrittenNumber decimal(int decimals) {
            int point = digits.length() - decimals;
            return of(new BigDecimal(digits.substring(0, point) + '.' + digits.substring(point)), false);
        }

        private WrittenNumber of(BigDecimal value, boolean assumed) {
            char last = separators.isEmpty() ? NONE : separators.charAt(separators.length() - 1);
            return new WrittenNumber(start, at, value, last, assumed);
        }
    }
}
