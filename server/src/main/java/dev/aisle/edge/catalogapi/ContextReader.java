package dev.aisle.edge.catalogapi;

import dev.aisle.catalog.answer.Context;
import dev.aisle.edge.wire.Message;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Reads a `context` object: the currency that prices are asked in, and hints. What else is in it does not count, and
/// is told.
final class ContextReader {

    private ContextReader() {}

    /// @param names those that may stand in the object
    static Context read(JsonNode context, Set<String> names, CatalogCalls.Asking asking, List<Message> messages) {
        String path = asking.path() + ".context";
        messages.addAll(FieldHints.context(context, names, path));
        String currency = text(context, "currency").orElse(Context.DEFAULT.currency());
        requireCurrency(currency, path);
        boolean address = text(context, "address_country").isPresent();
        Optional<String> country = text(context, address ? "address_country" : "country");
        country.filter(it -> !CodeHints.isCountry(it))
                .ifPresent(it -> messages.add(Message.warning(
                        "unknown_country",
                        "Unknown country '" + it + "'. Send an ISO 3166-1 code of two letters, such as US or DE."
                                + nearest(CodeHints.countries(it)),
                        path + (address ? ".address_country" : ".country"))));
        Optional<String> language = text(context, "language");
        language.filter(it -> !CodeHints.isLanguage(it))
                .ifPresent(it -> messages.add(Message.warning(
                        "unknown_language",
                        "Unknown language '" + it + "'. Send a BCP 47 tag, such as en or de-AT."
                                + nearest(CodeHints.languages(it)),
                        path + ".language")));
        return new Context(
                currency.toUpperCase(Locale.ROOT),
                language.or(asking::language),
                country.map(it -> it.toUpperCase(Locale.ROOT)));
    }

    private static Optional<String> text(JsonNode context, String name) {
        return context.path(name).stringValueOpt().map(String::strip).filter(it -> !it.isEmpty());
    }

    private static void requireCurrency(String said, String path) {
        try {
            Currency.getInstance(said.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new Refused(
                    Refused.Code.INVALID_REQUEST,
                    path + ".currency must be an ISO 4217 code such as USD, not '" + said + "'."
                            + nearest(CodeHints.currencies(said)));
        }
    }

    private static String nearest(List<String> codes) {
        return codes.isEmpty() ? "" : " Nearest: " + String.join(", ", codes) + ".";
    }
}
