package dev.aisle.edge.restv1;

import dev.aisle.catalog.answer.Context;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The locale of a call: what the call itself says goes before its headers; a country alone brings its currency and
/// language; nothing at all is English, United States, dollars.
final class LocaleReader {

    private static final Set<String> LANGUAGES =
            Set.of("en", "de", "fr", "it", "es", "nl", "sv", "fi", "pt", "cs", "el", "ro");
    private static final Set<String> CURRENCIES = Set.of("USD", "CAD", "AUD", "GBP", "EUR", "SEK", "CZK", "RON");
    private static final Map<String, String> CURRENCY_OF = Map.ofEntries(
            Map.entry("US", "USD"),
            Map.entry("GB", "GBP"),
            Map.entry("AU", "AUD"),
            Map.entry("CA", "CAD"),
            Map.entry("SE", "SEK"),
            Map.entry("CZ", "CZK"),
            Map.entry("RO", "RON"),
            Map.entry("EU", "EUR"),
            Map.entry("IE", "EUR"),
            Map.entry("DE", "EUR"),
            Map.entry("AT", "EUR"),
            Map.entry("FR", "EUR"),
            Map.entry("BE", "EUR"),
            Map.entry("IT", "EUR"),
            Map.entry("ES", "EUR"),
            Map.entry("NL", "EUR"),
            Map.entry("FI", "EUR"),
            Map.entry("PT", "EUR"),
            Map.entry("GR", "EUR"));
    private static final Map<String, String> LANGUAGE_OF = Map.ofEntries(
            Map.entry("US", "en"),
            Map.entry("GB", "en"),
            Map.entry("AU", "en"),
            Map.entry("CA", "en"),
            Map.entry("IE", "en"),
            Map.entry("DE", "de"),
            Map.entry("AT", "de"),
            Map.entry("FR", "fr"),
            Map.entry("IT", "it"),
            Map.entry("ES", "es"),
            Map.entry("NL", "nl"),
            Map.entry("SE", "sv"),
            Map.entry("FI", "fi"),
            Map.entry("PT", "pt"),
            Map.entry("CZ", "cs"),
            Map.entry("GR", "el"),
            Map.entry("RO", "ro"));

    private LocaleReader() {}

    /// Of a call with a body, whose `config` may hold it.
    static Context ofBody(Call call) {
        return of("config", call);
    }

    /// Of a call whose locale stands in that member of its body.
    static Context of(String member, Call call) {
        JsonNode locale = call.body().path(member);
        if (!locale.isMissingNode() && !locale.isNull() && !locale.isObject()) {
            throw Rejected.field("value is not a valid dict", "type_error.dict", "body", member);
        }
        return read(name -> text(locale, member, name), call);
    }

    static Optional<String> text(JsonNode locale, String member, String name) {
        JsonNode said = locale.path(name);
        if (!said.isMissingNode() && !said.isNull() && !said.isString()) {
            throw Rejected.field("str type expected", "type_error.str", "body", member, name);
        }
        return said.stringValueOpt();
    }

    /// Of a call with a query string.
    static Context ofQuery(Call call) {
        return read(call::parameter, call);
    }

    private interface Said {
        Optional<String> of(String name);
    }

    private static Context read(Said said, Call call) {
        Optional<String> country = value("country", said, call).map(it -> it.toUpperCase(Locale.ROOT));
        if (country.filter(it -> !CURRENCY_OF.containsKey(it)).isPresent()) {
            throw wrong(
                    "country",
                    String.join(", ", CURRENCY_OF.keySet().stream().sorted().toList()));
        }
        String currency = value("currency", said, call)
                .map(it -> it.toUpperCase(Locale.ROOT))
                .or(() -> country.map(CURRENCY_OF::get))
                .orElse("USD");
        if (!CURRENCIES.contains(currency)) {
            throw wrong(
                    "currency", String.join(", ", CURRENCIES.stream().sorted().toList()));
        }
        Optional<String> language = value("language", said, call).map(it -> it.toLowerCase(Locale.ROOT));
        if (language.filter(it -> !LANGUAGES.contains(it)).isPresent()) {
            throw wrong(
                    "language", String.join(", ", LANGUAGES.stream().sorted().toList()));
        }
        return new Context(
                currency, language.or(() -> country.map(LANGUAGE_OF::get)), country.filter(it -> !it.equals("EU")));
    }

    private static Optional<String> value(String name, Said said, Call call) {
        return said.of(name)
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .or(() -> Optional.ofNullable(call.locale().get(name)));
    }

    private static Rejected wrong(String name, String permitted) {
        return Rejected.field(
                "value is not a valid enumeration member; permitted: " + permitted, "type_error.enum", "config", name);
    }
}
