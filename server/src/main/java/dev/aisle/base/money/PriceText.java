package dev.aisle.base.money;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a written price says: the mark of its currency as it stands there (`$`, `EUR`, `Kč`), the amount in major
/// units, and what the words beside it say of it. Of a range or several prices it is the first; of "was … now …" and
/// "… without tax, … with it" it is the one to pay.
///
/// @param thousandsAssumed true where one separator before exactly three digits was read as a thousands separator, as
/// people write it; [#decimalReading] is what a machine would have meant
public record PriceText(Optional<String> mark, Optional<BigDecimal> amount, boolean thousandsAssumed, Kind kind) {

    public static final PriceText NOTHING = new PriceText(Optional.empty(), Optional.empty());

    /// What an amount is by the words beside it, from what one piece costs now to what has nothing to do with it.
    public enum Kind {
        PLAIN,
        WITHOUT_TAX,
        FOR_MEMBERS,
        BEFORE,
        PART,
        OTHER
    }

    private static final int LONGEST = 300;
    private static final int LONGEST_PLAIN = 15;
    private static final Set<String> DINARS_AND_RIALS_OF_THREE_DECIMALS =
            Set.of("BHD", "IQD", "JOD", "KWD", "LYD", "OMR");
    private static final Set<String> FREE = Set.of("free", "gratis", "kostenlos", "gratuit", "gratuito");
    private static final Set<String> RANGE_WORDS =
            Set.of("-", "–", "—", "to", "bis", "do", "do.", "till", "al", "à", "~");

    private PriceText(Optional<String> mark, Optional<BigDecimal> amount) {
        this(mark, amount, false, Kind.PLAIN);
    }

    /// Reads any written form of a price.
    public static PriceText read(String price) {
        PriceText plain = plain(price);
        if (plain != null) {
            return plain;
        }
        Optional<BigDecimal> scientific = scientific(price);
        if (scientific.isPresent()) {
            return new PriceText(Optional.empty(), scientific);
        }
        String text = price.length() > LONGEST ? price.substring(0, LONGEST) : price;
        List<WrittenNumber> numbers = WrittenNumber.allIn(text);
        return chosen(text, numbers, choose(text, numbers));
    }

    /// The price of before that a text names beside another: 79.90 of "RRP £79.90 £49.90".
    public static Optional<PriceText> before(String price) {
        String text = price.length() > LONGEST ? price.substring(0, LONGEST) : price;
        List<WrittenNumber> numbers = WrittenNumber.allIn(text);
        for (int i = 0; i < numbers.size() && numbers.size() > 1; i++) {
            if (kind(text, numbers, i) == Kind.BEFORE) {
                return Optional.of(chosen(text, numbers, weigh(text, numbers, i)));
            }
        }
        return Optional.empty();
    }

    private static PriceText chosen(String text, List<WrittenNumber> numbers, @Nullable Chosen chosen) {
        CurrencyMarks.Found found =
                chosen == null || chosen.mark == null ? CurrencyMarks.anywhereIn(text) : chosen.mark;
        Optional<String> mark = Optional.ofNullable(found).map(CurrencyMarks.Found::written);
        if (chosen == null || promisesOnlyShipping(text)) {
            boolean free = numbers.isEmpty() && saysFree(text);
            return new PriceText(mark, free ? Optional.of(BigDecimal.ZERO) : Optional.empty());
        }
        PriceText read =
                new PriceText(mark, Optional.of(chosen.number.value()), chosen.number.thousandsAssumed(), chosen.kind);
        return read.thousandsAssumed && found != null && countsInThousandths(found.mark(), chosen.number)
                ? read.decimalReading()
                : read;
    }

    /// Reads a price whose currency may stand beside it, such as in its label; the price's own mark is believed first.
    public static PriceText read(String price, String besideIt) {
        PriceText read = read(price);
        if (read.mark.isPresent()) {
            return read;
        }
        Optional<String> mark = read(besideIt).mark.or(() -> loneMark(besideIt));
        return new PriceText(mark, read.amount, read.thousandsAssumed, read.kind);
    }

    /// The same text with its one separator taken as the decimal point: 1.299 where [#read] says 1299.
    public PriceText decimalReading() {
        return thousandsAssumed ? new PriceText(mark, amount.map(it -> it.movePointLeft(3)), false, kind) : this;
    }

    /// A mark that is the whole text.
    private static Optional<String> loneMark(String text) {
        String stripped = text.strip();
        return CurrencyMarks.isMark(stripped) ? Optional.of(stripped) : Optional.empty();
    }

    /// The quick way for `1299`, `12.99` and `-3`: most prices come from machines.
    private static @Nullable PriceText plain(String price) {
        int length = price.length();
        if (length == 0 || length > LONGEST_PLAIN) {
            return null;
        }
        long digits = 0;
        int point = -1;
        for (int i = 0; i < length; i++) {
            char c = price.charAt(i);
            if (c >= '0' && c <= '9') {
                digits = digits * 10 + (c - '0');
            } else if (c == '.' && point < 0 && i > 0) {
                point = i;
            } else {
                return null;
            }
        }
        int decimals = point < 0 ? 0 : length - point - 1;
        boolean thousands = decimals == 3 && point <= 3 && price.charAt(0) != '0';
        return point == length - 1
                ? null
                : new PriceText(
                        Optional.empty(),
                        Optional.of(BigDecimal.valueOf(digits, thousands ? 0 : decimals)),
                        thousands,
                        Kind.PLAIN);
    }

    /// `1.5E+3`, as some programs print large numbers.
    private static Optional<BigDecimal> scientific(String price) {
        int e = Math.max(price.indexOf('E'), price.indexOf('e'));
        if (e <= 0 || e + 1 >= price.length() || price.length() > LONGEST_PLAIN * 2) {
            return Optional.empty();
        }
        for (int i = 0; i < price.length(); i++) {
            char c = price.charAt(i);
            boolean sign = i == e + 1 && (c == '+' || c == '-');
            if (i != e && !sign && c != '.' && (c < '0' || c > '9')) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(new BigDecimal(price));
        } catch (NumberFormatException unfinished) {
            return Optional.empty();
        }
    }

    private record Chosen(WrittenNumber number, CurrencyMarks.@Nullable Found mark, int rank, Kind kind) {

        Chosen(WrittenNumber number, CurrencyMarks.@Nullable Found mark, int rank) {
            this(number, mark, rank, Kind.PLAIN);
        }

        boolean isBetterThan(@Nullable Chosen other) {
            return other == null || rank > other.rank || (rank == other.rank && kind.compareTo(other.kind) < 0);
        }
    }

    private static @Nullable Chosen choose(String text, List<WrittenNumber> numbers) {
        Chosen best = null;
        for (int i = 0; i < numbers.size(); i++) {
            Chosen chosen = weigh(text, numbers, i);
            boolean laterZero = best != null && chosen.number.value().signum() == 0;
            if (chosen.rank > 0 && !laterZero && chosen.isBetterThan(best)) {
                best = chosen;
            }
        }
        return best;
    }

    private static Chosen weigh(String text, List<WrittenNumber> numbers, int at) {
        WrittenNumber number = numbers.get(at);
        Chosen chosen = weigh(text, number, numbers.size() == 1);
        boolean sharesMark =
                chosen.mark == null && at + 1 < numbers.size() && isRange(text, number, numbers.get(at + 1));
        if (sharesMark) {
            CurrencyMarks.Found shared =
                    CurrencyMarks.startingAfter(text, numbers.get(at + 1).end());
            chosen = shared == null ? chosen : new Chosen(number, shared, 3);
        }
        return new Chosen(number, chosen.mark, chosen.rank, kind(text, numbers, at));
    }

    /// What the words beside a number say of it; words about the number before it are not for this one.
    private static Kind kind(String text, List<WrittenNumber> numbers, int at) {
        WrittenNumber number = numbers.get(at);
        int next = at + 1 < numbers.size() ? numbers.get(at + 1).start() : text.length();
        Kind behind = PriceWords.behind(text.substring(number.end(), next));
        if (behind != null) {
            return behind;
        }
        String lead = text.substring(at == 0 ? 0 : numbers.get(at - 1).end(), number.start());
        Kind before = at > 0 && PriceWords.behind(lead) != null && !isMany(lead) ? null : PriceWords.before(lead);
        return before == null ? Kind.PLAIN : before;
    }

    /// The sign between a count and an amount: `4 x 12.50`.
    private static boolean isMany(String between) {
        String bare = between.strip();
        return bare.startsWith("x") || bare.startsWith("×");
    }

    /// How likely a number is the price: 3 with a mark beside it, 2 bare, 1 grown together with a word, 0 not at all.
    private static Chosen weigh(String text, WrittenNumber number, boolean alone) {
        CurrencyMarks.Found before = usable(CurrencyMarks.endingBefore(text, number.start()), text, number, alone);
        CurrencyMarks.Found after = usable(CurrencyMarks.startingAfter(text, number.end()), text, number, alone);
        CurrencyMarks.Found mark = stronger(before, after);
        if (mark == null && number.lastSeparator() == '€') {
            mark = CurrencyMarks.anywhereIn("€");
        }
        if (isNegative(text, number) || isDate(text, number)) {
            return new Chosen(number, mark, 0);
        }
        if (mark != null) {
            boolean partOfName = after == null
                    && mark.mark().strength() != CurrencyMarks.Strength.ANYWHERE
                    && number.end() < text.length()
                    && Character.isLetter(text.charAt(number.end()));
            return partOfName ? new Chosen(number, null, 1) : new Chosen(number, mark, 3);
        }
        if (followsLabelInParentheses(text, number)) {
            return new Chosen(number, null, 0);
        }
        boolean grown = (number.start() > 0 && Character.isLetter(text.charAt(number.start() - 1)))
                || (number.end() < text.length() && Character.isLetter(text.charAt(number.end())));
        return new Chosen(number, null, grown ? 1 : 2);
    }

    private static CurrencyMarks.@Nullable Found usable(
            CurrencyMarks.@Nullable Found found, String text, WrittenNumber number, boolean alone) {
        if (found == null || found.mark().strength() != CurrencyMarks.Strength.ALONE) {
            return found;
        }
        int others = 0;
        for (int i = 0; i < text.length(); i++) {
            boolean inNumber = i >= number.start() && i < number.end();
            others += !inNumber && !WrittenNumber.isSpace(text.charAt(i)) ? 1 : 0;
        }
        return alone && others == found.written().length() ? found : null;
    }

    /// The mark before a number is believed, unless it is shared by several currencies and the one after it names
    /// which.
    private static CurrencyMarks.@Nullable Found stronger(
            CurrencyMarks.@Nullable Found before, CurrencyMarks.@Nullable Found after) {
        if (before == null || after == null) {
            return before == null ? after : before;
        }
        boolean settles = before.mark().codes().size() > 1
                && after.mark().codes().size() == 1
                && before.mark().codes().contains(after.mark().codes().getFirst())
                && !before.written().equals("£");
        return settles ? after : before;
    }

    private static boolean isRange(String text, WrittenNumber first, WrittenNumber second) {
        String between = text.substring(first.end(), second.start()).strip().toLowerCase(Locale.ROOT);
        return RANGE_WORDS.contains(between);
    }

    /// `-5` and `-$5` are discounts; `- $5` is a list item.
    private static boolean isNegative(String text, WrittenNumber number) {
        String before = text.substring(0, number.start()).strip();
        char first = before.isEmpty() ? ' ' : before.charAt(0);
        return (first == '-' || first == '−')
                && before.length() < 5
                && before.indexOf(' ') < 0
                && (before.length() > 1 || text.charAt(number.start() - 1) == first);
    }

    /// `25-09` and `July, 2004`.
    private static boolean isDate(String text, WrittenNumber number) {
        int end = number.end();
        boolean dayAndMonth = end + 2 < text.length()
                && (text.charAt(end) == '-' || text.charAt(end) == '/')
                && text.charAt(end + 1) == '0'
                && WrittenNumber.isDigit(text.charAt(end + 2));
        int start = number.start();
        boolean monthAndDay = start > 1
                && text.charAt(start) == '0'
                && end - start > 1
                && number.lastSeparator() == 0
                && (text.charAt(start - 1) == '-' || text.charAt(start - 1) == '/');
        boolean afterComma = start > 2
                && text.charAt(start - 1) == ' '
                && text.charAt(start - 2) == ','
                && Character.isLetter(text.charAt(start - 3));
        return dayAndMonth || monthAndDay || (afterComma && end - start == 4);
    }

    /// `(min. order: 1)` counts something else.
    private static boolean followsLabelInParentheses(String text, WrittenNumber number) {
        int open = text.lastIndexOf('(', number.start());
        if (open <= 0 || text.lastIndexOf(')', number.start()) > open) {
            return false;
        }
        return text.substring(open, number.start()).chars().anyMatch(Character::isLetter);
    }

    private static boolean promisesOnlyShipping(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.startsWith("free shipping") || lower.startsWith("free delivery");
    }

    private static boolean saysFree(String text) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? Character.toLowerCase(text.charAt(i)) : ' ';
            if (Character.isLetter(c)) {
                word.append(c);
            } else {
                if (FREE.contains(word.toString())) {
                    return true;
                }
                word.setLength(0);
            }
        }
        return false;
    }

    /// `1.500 KD` is one and a half dinars; in Tunisia the comma is the decimal point.
    private static boolean countsInThousandths(CurrencyMarks.Mark mark, WrittenNumber number) {
        if (mark.codes().size() != 1) {
            return false;
        }
        String code = mark.codes().getFirst();
        return (number.lastSeparator() == '.' && DINARS_AND_RIALS_OF_THREE_DECIMALS.contains(code))
                || code.equals("TND");
    }
}
