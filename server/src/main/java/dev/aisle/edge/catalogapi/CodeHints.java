package dev.aisle.edge.catalogapi;

import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which codes of countries, currencies and languages somebody may have meant who wrote a name, a sign or an older
/// code.
final class CodeHints {

    private static final int MOST = 3;
    private static final int LONGEST = 40;
    private static final int LONG_CODE = 3;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final Map<String, String> COUNTRY_NAMES = names(COUNTRIES, CodeHints::countryName);
    private static final Map<String, String> LANGUAGE_NAMES =
            names(LANGUAGES, code -> Locale.of(code).getDisplayLanguage(Locale.ENGLISH));
    private static final Map<String, String> CURRENCY_NAMES = names(
            Currency.getAvailableCurrencies().stream()
                    .map(Currency::getCurrencyCode)
                    .collect(Collectors.toSet()),
            code -> Currency.getInstance(code).getDisplayName(Locale.ENGLISH));

    private static final Map<String, String> COUNTRY_SAID_OTHERWISE =
            Map.of("uk", "GB", "england", "GB", "britain", "GB", "america", "US", "holland", "NL");
    private static final Map<String, String> CURRENCY_SAID_OTHERWISE = Map.ofEntries(
            Map.entry("$", "USD"),
            Map.entry("us$", "USD"),
            Map.entry("dollar", "USD"),
            Map.entry("dollars", "USD"),
            Map.entry("€", "EUR"),
            Map.entry("euros", "EUR"),
            Map.entry("£", "GBP"),
            Map.entry("pound", "GBP"),
            Map.entry("pounds", "GBP"),
            Map.entry("¥", "JPY"),
            Map.entry("yen", "JPY"),
            Map.entry("rmb", "CNY"));

    private CodeHints() {}

    static boolean isCountry(String code) {
        return COUNTRIES.contains(code.toUpperCase(Locale.ROOT));
    }

    /// Whether a BCP 47 tag begins with a language of two letters that there is, or one of three.
    static boolean isLanguage(String tag) {
        String language = Locale.forLanguageTag(tag.replace('_', '-')).getLanguage();
        return LANGUAGES.contains(language) || language.length() == LONG_CODE;
    }

    static List<String> countries(String said) {
        Optional<String> ofThree = COUNTRIES.stream()
                .filter(code -> Locale.of("", code).getISO3Country().equalsIgnoreCase(said))
                .findFirst();
        return ofThree.map(List::of).orElseGet(() -> nearest(said, COUNTRY_SAID_OTHERWISE, COUNTRY_NAMES));
    }

    static List<String> currencies(String said) {
        List<String> named = nearest(said, CURRENCY_SAID_OTHERWISE, CURRENCY_NAMES);
        return named.isEmpty() ? Nearest.of(said, CURRENCY_NAMES.values()) : named;
    }

    static List<String> languages(String said) {
        return nearest(said, Map.of(), LANGUAGE_NAMES);
    }

    /// A name that is the word, else the shortest of those it stands in.
    private static List<String> nearest(String said, Map<String, String> otherwise, Map<String, String> names) {
        String word = said.strip().toLowerCase(Locale.ROOT);
        if (word.isEmpty() || word.length() > LONGEST) {
            return List.of();
        }
        Optional<String> exactly =
                Optional.ofNullable(otherwise.get(word)).or(() -> Optional.ofNullable(names.get(word)));
        if (exactly.isPresent()) {
            return List.of(exactly.get());
        }
        Stream<String> like = word.length() < 3
                ? Stream.of()
                : names.keySet().stream()
                        .filter(name -> name.contains(word))
                        .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        List<String> found = like.limit(MOST).toList();
        return (found.isEmpty() && word.length() > 3 ? Nearest.of(word, names.keySet()) : found)
                .stream().flatMap(name -> Stream.ofNullable(names.get(name))).toList();
    }

    private static String countryName(String code) {
        return Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
    }

    private static Map<String, String> names(Set<String> codes, Function<String, String> name) {
        return codes.stream()
                .collect(Collectors.toMap(
                        code -> name.apply(code).toLowerCase(Locale.ROOT), code -> code, (one, other) -> one));
    }
}
