package dev.aisle.catalog.index.lucene;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/// Splits the text of products and queries into words, the same way for both: case, accents, quotes and
/// dashes are folded, plurals cut; a number and its unit are also one word however they are written
/// (`15.6"`, `15.6 inch`); a code with dashes or dots is also kept whole (`dv7-1211ea` is `dv7`, `1211ea`
/// and `dv71211ea`). There are no stop words. Not for two threads at once.
final class Words {

    /// Takes the words one by one; the characters are only lent.
    interface Sink {

        void word(char[] text, int start, int length);

        /// Two or more neighbours written as one.
        void joined(char[] text, int start, int length);
    }

    /// Which neighbours are also given as one word.
    enum Joins {
        /// Numbers with units, and what is written with a dash or dot between.
        WRITTEN,
        /// Those, and every two neighbours: `head phones` then finds headphones, and order counts.
        NEIGHBOURS
    }

    private static final int LONGEST_WORD = 40;
    private static final int LONGEST_UNIT = 6;
    private static final String BONDS = "-.&'_+";

    private static final Set<String> UNITS = Set.of(
            "inch", "cm", "mm", "m", "km", "ft", "yd", "mg", "kg", "g", "lb", "oz", "ml", "l", "cl", "gal", "qt", "kb",
            "mb", "gb", "tb", "hz", "khz", "mhz", "ghz", "w", "kw", "wh", "kwh", "v", "kv", "a", "ma", "mah", "ah",
            "va", "rpm", "dpi", "ppi", "mp", "px", "fps", "gbps", "mbps", "db", "lm", "cd", "nm", "pack", "pcs", "ct");

    private static final Map<String, String> UNITS_SAID_OTHERWISE = Map.ofEntries(
            Map.entry("\"", "inch"),
            Map.entry("in", "inch"),
            Map.entry("inches", "inch"),
            Map.entry("lbs", "lb"),
            Map.entry("pound", "lb"),
            Map.entry("pounds", "lb"),
            Map.entry("ounce", "oz"),
            Map.entry("ounces", "oz"),
            Map.entry("foot", "ft"),
            Map.entry("feet", "ft"),
            Map.entry("pk", "pack"),
            Map.entry("packs", "pack"),
            Map.entry("pc", "pcs"),
            Map.entry("piece", "pcs"),
            Map.entry("pieces", "pcs"),
            Map.entry("count", "ct"),
            Map.entry("watt", "w"),
            Map.entry("watts", "w"),
            Map.entry("volt", "v"),
            Map.entry("volts", "v"));

    private final Folded folded = new Folded();
    private char[] chars = new char[512];
    private int size;
    private int[] ends = new int[64];
    private char[] bonds = new char[64];
    private boolean[] numbers = new boolean[64];
    private boolean[] units = new boolean[64];
    private int count;
    private final char[] word = new char[LONGEST_WORD];

    /// @param longest how many characters of the text are looked at
    void split(CharSequence text, int longest, Joins joins, Sink sink) {
        folded.of(text, Math.min(text.length(), longest));
        cut();
        for (int i = 0; i < count; i++) {
            sink.word(word, 0, stemmed(i, i + 1));
            int run = endOfRun(i);
            if (run > i + 1) {
                join(i, run, sink);
            } else if (i + 1 < count && bonds[i + 1] == ' ' && (joins == Joins.NEIGHBOURS || isMeasure(i))) {
                join(i, i + 2, sink);
            }
        }
    }

    /// Where the run of words that are written together ends, asked of its first word.
    private int endOfRun(int first) {
        if (isBond(bonds[first])) {
            return first + 1;
        }
        int end = first + 1;
        while (end < count && isBond(bonds[end])) {
            end++;
        }
        return end;
    }

    private static boolean isBond(char bond) {
        return bond != ' ' && bond != '/';
    }

    private boolean isMeasure(int number) {
        return numbers[number] && units[number + 1];
    }

    private void join(int from, int to, Sink sink) {
        if (end(to - 1) - start(from) <= LONGEST_WORD) {
            sink.joined(word, 0, stemmed(from, to));
        }
    }

    private int stemmed(int from, int to) {
        int length = Math.min(end(to - 1) - start(from), LONGEST_WORD);
        System.arraycopy(chars, start(from), word, 0, length);
        return Plural.cut(word, length);
    }

    private void cut() {
        count = 0;
        size = 0;
        char[] text = folded.text;
        int at = 0;
        char bond = ' ';
        while (at < folded.length) {
            if (isLetter(text[at])) {
                at = take(at, bond);
                bond = ' ';
            } else if (text[at] == '"' && count > 0 && numbers[count - 1] && at > 0 && isDigit(text[at - 1])) {
                addUnit("inch", '#');
                at++;
            } else if (isPossessive(at)) {
                at += 2;
            } else {
                bond = isBetweenLetters(at) && (BONDS.indexOf(text[at]) >= 0 || text[at] == '/') ? text[at] : ' ';
                at++;
            }
        }
    }

    private boolean isBetweenLetters(int at) {
        return at > 0 && isLetter(folded.text[at - 1]) && at + 1 < folded.length && isLetter(folded.text[at + 1]);
    }

    private boolean isPossessive(int at) {
        return folded.text[at] == '\''
                && at + 1 < folded.length
                && folded.text[at + 1] == 's'
                && (at + 2 == folded.length || !isLetter(folded.text[at + 2]));
    }

    /// Adds the word, or the number and unit, that begins here, and says where it ends.
    private int take(int start, char bond) {
        if (isDigit(folded.text[start])) {
            int end = takeNumber(start, bond);
            int letters = endOfLetters(end);
            if (letters == end) {
                return end;
            }
            String unit = unitIn(end, letters);
            if (unit.isEmpty()) {
                count--;
                size = start(count);
                add(folded.text, start, letters, bond, false);
            } else {
                addUnit(unit, '#');
            }
            return letters;
        }
        int end = Character.isIdeographic(folded.text[start]) ? start + 1 : endOfLetters(start);
        String unit = count > 0 && numbers[count - 1] ? unitIn(start, end) : "";
        if (unit.isEmpty()) {
            add(folded.text, start, end, bond, false);
        } else {
            addUnit(unit, bond == '-' ? ' ' : bond);
        }
        return end;
    }

    /// A number keeps its decimal point; a comma before exactly three digits is left out of it.
    private int takeNumber(int start, char bond) {
        char[] text = folded.text;
        int from = size;
        int at = start;
        while (at < folded.length) {
            char c = text[at];
            if (isDigit(c)) {
                push(c);
            } else if ((c == '.' || c == ',') && at + 1 < folded.length && isDigit(text[at + 1])) {
                if (c == '.' || !isThousands(at)) {
                    push('.');
                }
            } else {
                break;
            }
            at++;
        }
        close(from, bond, true, false);
        return at;
    }

    private boolean isThousands(int comma) {
        for (int i = comma + 1; i <= comma + 3; i++) {
            if (i >= folded.length || !isDigit(folded.text[i])) {
                return false;
            }
        }
        return comma + 4 >= folded.length || !isDigit(folded.text[comma + 4]);
    }

    private int endOfLetters(int start) {
        int at = start;
        while (at < folded.length && isLetter(folded.text[at]) && !Character.isIdeographic(folded.text[at])) {
            at++;
        }
        return at;
    }

    private String unitIn(int start, int end) {
        if (end - start > LONGEST_UNIT) {
            return "";
        }
        String said = new String(folded.text, start, end - start);
        return UNITS.contains(said) ? said : UNITS_SAID_OTHERWISE.getOrDefault(said, "");
    }

    private void addUnit(String unit, char bond) {
        int from = size;
        for (int i = 0; i < unit.length(); i++) {
            push(unit.charAt(i));
        }
        close(from, bond, false, true);
    }

    private void add(char[] text, int start, int end, char bond, boolean unit) {
        int from = size;
        for (int i = start; i < end; i++) {
            push(text[i]);
        }
        close(from, bond, false, unit);
    }

    private void push(char c) {
        if (size == chars.length) {
            chars = Arrays.copyOf(chars, 2 * size);
        }
        chars[size++] = c;
    }

    private void close(int from, char bond, boolean number, boolean unit) {
        if (size == from) {
            return;
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
            bonds = Arrays.copyOf(bonds, 2 * count);
            numbers = Arrays.copyOf(numbers, 2 * count);
            units = Arrays.copyOf(units, 2 * count);
        }
        ends[count] = size;
        bonds[count] = count == 0 ? ' ' : bond;
        numbers[count] = number;
        units[count++] = unit;
    }

    private int start(int i) {
        return i == 0 ? 0 : ends[i - 1];
    }

    private int end(int i) {
        return ends[i];
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z')
                || isDigit(c)
                || (c >= 128 && (Character.isLetterOrDigit(c) || Character.isSurrogate(c)));
    }
}
