package dev.aisle.base.money;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How currencies are written in prices, and which ISO 4217 codes a written mark may stand for. ISO codes are marks of
/// themselves.
public final class CurrencyMarks {

    private static final String TABLE = "currency-marks.tsv";

    /// Codes that are words in other languages too: they count only beside a number.
    private static final Set<String> CODES_LIKE_WORDS = Set.of(
            "ALL", "TOP", "CUP", "MOP", "TRY", "PEN", "COP", "BAM", "LAK", "GEL", "DOP", "MAD", "RON", "BOB", "KID",
            "SOS", "AMD", "ETB", "MUR", "INR", "SAR", "SEK", "LEU", "PAB", "XXX", "XTS");

    private static final CurrencyMarks SHIPPED = read();

    /// One way of writing a currency.
    ///
    /// @param codes what it may stand for, the likeliest first; empty for money that ISO 4217 does not know
    record Mark(String text, List<String> codes, Strength strength, boolean caseCounts, boolean stem) {

        /// Whether the text holds this mark at the place, as a word of its own.
        boolean standsAt(String in, int from) {
            int to = from + text.length();
            if (to > in.length() || !in.regionMatches(!caseCounts, from, text, 0, text.length())) {
                return false;
            }
            boolean startsFree = !isLetter(text.charAt(0)) || from == 0 || !isLetter(in.charAt(from - 1));
            boolean endsFree =
                    stem || !isLetter(text.charAt(text.length() - 1)) || to == in.length() || !isLetter(in.charAt(to));
            return startsFree && endsFree;
        }

        private static boolean isLetter(char c) {
            return Character.isLetter(c);
        }
    }

    /// Where a mark is believed: anywhere in a text, only beside a number, or only alone with a number.
    enum Strength {
        ANYWHERE,
        BESIDE_A_NUMBER,
        ALONE
    }

    /// A mark as it stands in a text.
    record Found(Mark mark, String written) {}

    private final Map<Character, List<Mark>> byFirst;
    private final Map<Character, List<Mark>> byLast;
    private final Map<String, List<String>> codes;

    private CurrencyMarks(List<Mark> marks) {
        this.byFirst = marks.stream().collect(Collectors.groupingBy(mark -> fold(mark.text.charAt(0))));
        this.byLast =
                marks.stream().collect(Collectors.groupingBy(mark -> fold(mark.text.charAt(mark.text.length() - 1))));
        this.codes = new HashMap<>();
        for (Mark mark : marks) {
            codes.putIfAbsent(mark.text, mark.codes);
            codes.putIfAbsent(mark.text.toLowerCase(Locale.ROOT), mark.codes);
        }
    }

    /// The ISO 4217 codes a mark may stand for, the likeliest first: `kr` is DKK, SEK, NOK or ISK. Empty for a mark
    /// that is unknown.
    public static List<String> codes(String mark) {
        String text = mark.strip();
        List<String> exact = SHIPPED.codes.get(text);
        return exact != null ? exact : SHIPPED.codes.getOrDefault(text.toLowerCase(Locale.ROOT), List.of());
    }

    /// Whether the whole text is a mark of a currency, in its own spelling.
    static boolean isMark(String text) {
        return !text.isEmpty()
                && SHIPPED.byFirst.getOrDefault(fold(text.charAt(0)), List.of()).stream()
                        .anyMatch(mark -> mark.text.length() == text.length() && mark.standsAt(text, 0));
    }

    /// The one code a mark stands for where the shop's own currency and country are known: the shop's currency if the
    /// mark can be read so, else the country's, else the likeliest.
    ///
    /// @param country ISO 3166-1, two letters
    public static Optional<String> resolve(String mark, Optional<String> shopCurrency, Optional<String> country) {
        List<String> codes = codes(mark);
        if (codes.size() < 2) {
            return codes.stream().findFirst();
        }
        return shopCurrency
                .filter(codes::contains)
                .or(() -> country.flatMap(CurrencyMarks::ofCountry).filter(codes::contains))
                .or(() -> Optional.of(codes.getFirst()));
    }

    /// The currency of a country, by its ISO 3166-1 code of two letters.
    public static Optional<String> ofCountry(String country) {
        try {
            return Optional.ofNullable(Currency.getInstance(Locale.of("", country)))
                    .map(Currency::getCurrencyCode);
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /// The mark that ends right before a place, spaces and light punctuation between them aside.
    static @Nullable Found endingBefore(String text, int place) {
        int end = place;
        while (end > 0 && isLight(text.charAt(end - 1))) {
            end--;
        }
        // a mark may itself end in punctuation, such as "Rs."
        for (int to = Math.min(place, end + 2); to >= end; to--) {
            Found found = to == 0 ? null : endingAt(text, to);
            if (found != null) {
                return namedBefore(text, to - found.written.length(), found);
            }
        }
        return null;
    }

    /// `NZD $` is the dollar of New Zealand.
    private static Found namedBefore(String text, int place, Found shared) {
        int end = place;
        while (end > 0 && WrittenNumber.isSpace(text.charAt(end - 1))) {
            end--;
        }
        Found name = shared.mark.codes.size() < 2 || end == 0 ? null : endingAt(text, end);
        boolean names =
                name != null && name.mark.codes.size() == 1 && shared.mark.codes.contains(name.mark.codes.getFirst());
        return name != null && names ? name : shared;
    }

    private static @Nullable Found endingAt(String text, int end) {
        for (Mark mark : SHIPPED.byLast.getOrDefault(fold(text.charAt(end - 1)), List.of())) {
            int from = end - mark.text.length();
            if (from >= 0 && mark.standsAt(text, from)) {
                return new Found(mark, text.substring(from, end));
            }
        }
        return null;
    }

    /// The mark that begins right after a place, spaces and light punctuation between them aside.
    static @Nullable Found startingAfter(String text, int place) {
        int start = afterRoundCents(text, place);
        while (start < text.length() && isLight(text.charAt(start))) {
            start++;
        }
        for (int from = Math.max(place, start - 1); from <= start && from < text.length(); from++) {
            Found found = startingAt(text, from);
            if (found != null) {
                return from > place && leansOnNumber(text, from + found.written.length()) ? null : found;
            }
        }
        return null;
    }

    /// In `Pack of 6: £4` the mark belongs to the number after it.
    private static boolean leansOnNumber(String text, int end) {
        return end < text.length() && WrittenNumber.isDigit(text.charAt(end));
    }

    private static @Nullable Found startingAt(String text, int from) {
        for (Mark mark : SHIPPED.byFirst.getOrDefault(fold(text.charAt(from)), List.of())) {
            if (mark.standsAt(text, from)) {
                return new Found(mark, text.substring(from, from + mark.text.length()));
            }
        }
        return null;
    }

    /// The first mark anywhere in a text that needs no number beside it.
    static @Nullable Found anywhereIn(String text) {
        for (int from = 0; from < text.length(); from++) {
            Found found = startingAt(text, from);
            if (found != null && found.mark.strength == Strength.ANYWHERE) {
                return found;
            }
        }
        return null;
    }

    private static boolean isLight(char c) {
        return WrittenNumber.isSpace(c) || ".:,=*~\u200e\u200f".indexOf(c) >= 0;
    }

    /// The `,-`, `.–`, `:-` and `/-` that stand for round cents.
    private static int afterRoundCents(String text, int place) {
        boolean round = place + 1 < text.length()
                && ".,:/".indexOf(text.charAt(place)) >= 0
                && "-–—=".indexOf(text.charAt(place + 1)) >= 0;
        return round ? place + 2 : place;
    }

    private static char fold(char c) {
        return Character.toLowerCase(c);
    }

    private static CurrencyMarks read() {
        List<Mark> marks = new ArrayList<>();
        Set<String> written = new HashSet<>();
        try (InputStream in = CurrencyMarks.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException(TABLE + " is missing");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> marks.addAll(marks(line)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        marks.forEach(mark -> written.add(mark.text));
        for (Currency currency : Currency.getAvailableCurrencies()) {
            String code = currency.getCurrencyCode();
            if (!written.contains(code)) {
                marks.add(new Mark(code, List.of(code), Strength.BESIDE_A_NUMBER, false, false));
                if (!CODES_LIKE_WORDS.contains(code)) {
                    marks.add(new Mark(code, List.of(code), Strength.ANYWHERE, true, false));
                }
            }
        }
        marks.sort(Comparator.comparingInt((Mark mark) -> -mark.text.length())
                .thenComparing(mark -> !mark.caseCounts)
                .thenComparing(Mark::strength));
        return new CurrencyMarks(marks);
    }

    private static List<Mark> marks(String line) {
        String[] columns = line.split("\t");
        List<String> codes = columns[0].equals("-") ? List.of() : List.of(columns[0].split(","));
        return Arrays.stream(columns).skip(1).map(column -> mark(column, codes)).toList();
    }

    private static Mark mark(String column, List<String> codes) {
        int flags = 0;
        while (column.charAt(flags) == '=' || column.charAt(flags) == '?') {
            flags++;
        }
        boolean caseCounts = column.substring(0, flags).contains("=");
        boolean alone = column.substring(0, flags).contains("?");
        String rest = column.substring(flags);
        boolean stem = rest.endsWith("*");
        String text = stem ? rest.substring(0, rest.length() - 1) : rest;
        boolean hasSymbol = text.chars().anyMatch(c -> Character.getType(c) == Character.CURRENCY_SYMBOL);
        Strength strength = alone ? Strength.ALONE : hasSymbol ? Strength.ANYWHERE : Strength.BESIDE_A_NUMBER;
        return new Mark(text, codes, strength, caseCounts, stem);
    }
}
