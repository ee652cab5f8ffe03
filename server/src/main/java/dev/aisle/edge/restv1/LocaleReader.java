package dev.aisle.edge.restv1;

import dev.aisle.catalog.answer.Context;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The locale of a call: what the call itself says goes before its headers; a country alone brings its currency and
/// language; nothing at all is English, United States, dollars.
final class LocaleReader {

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
        Optional<Country> country = value("country", said, call)
                .map(it -> permitted("country", it.toUpperCase(Locale.ROOT), Country.CODES))
                .map(Country::valueOf);
        String currency = value("currency", said, call)
                .map(it -> permitted("currency", it.toUpperCase(Locale.ROOT), Country.CURRENCIES))
                .orElseGet(() -> country.orElse(Country.US).currency());
        Optional<String> language = value("language", said, call)
                .map(it -> permitted("language", it.toLowerCase(Locale.ROOT), Country.LANGUAGES))
                .or(() -> country.flatMap(Country::language));
        return new Context(
                currency, language, country.filter(it -> it != Country.EU).map(Country::name));
    }

    private static Optional<String> value(String name, Said said, Call call) {
        return said.of(name)
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .or(() -> Optional.ofNullable(call.locale().get(name)));
    }

    private static String permitted(String name, String said, Set<String> codes) {
        if (!codes.contains(said)) {
            throw Rejected.field(
                    "value is not a valid enumeration member; permitted: " + String.join(", ", codes),
                    "type_error.enum",
                    "config",
                    name);
        }
        return said;
    }
}
