package dev.aisle.edge.restv1;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What may stand as the country of a call, with the currency and the language that go with it. Most of the world is
/// not among them: the contract names these.
enum Country {
    US("USD", "en"),
    GB("GBP", "en"),
    AU("AUD", "en"),
    CA("CAD", "en"),
    SE("SEK", "sv"),
    CZ("CZK", "cs"),
    RO("RON", "ro"),
    IE("EUR", "en"),
    DE("EUR", "de"),
    AT("EUR", "de"),
    FR("EUR", "fr"),
    IT("EUR", "it"),
    ES("EUR", "es"),
    NL("EUR", "nl"),
    FI("EUR", "fi"),
    PT("EUR", "pt"),
    GR("EUR", "el"),
    /// Reads two.
    BE("EUR"),
    /// Wherever the euro is.
    EU("EUR");

    static final Set<String> CODES = sorted(Arrays.stream(values()).map(Country::name));
    static final Set<String> CURRENCIES = sorted(Arrays.stream(values()).map(Country::currency));
    static final Set<String> LANGUAGES = sorted(Arrays.stream(values()).flatMap(it -> it.language().stream()));

    private final String currency;
    private final Optional<String> language;

    Country(String currency, String language) {
        this.currency = currency;
        this.language = Optional.of(language);
    }

    Country(String currency) {
        this.currency = currency;
        this.language = Optional.empty();
    }

    String currency() {
        return currency;
    }

    Optional<String> language() {
        return language;
    }

    private static Set<String> sorted(Stream<String> words) {
        return words.collect(Collectors.toCollection(TreeSet::new));
    }
}
