package dev.aisle.edge.catalogapi;

import dev.aisle.catalog.answer.Context;
import dev.aisle.edge.wire.Message;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Reads a `context` object: the currency that prices are asked in, and hints. What else is in it does not count.
final class ContextReader {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private ContextReader() {}

    static Context read(JsonNode context, CatalogCalls.Asking asking, List<Message> messages) {
        String currency =
                text(context, "currency").map(it -> it.toUpperCase(Locale.ROOT)).orElse(Context.DEFAULT.currency());
        requireCurrency(currency, asking);
        Optional<String> country = text(context, "address_country").or(() -> text(context, "country"));
        country.filter(it -> !COUNTRIES.contains(it.toUpperCase(Locale.ROOT)))
                .ifPresent(it -> messages.add(Message.warning(
                        "unknown_country",
                        "Unknown country '" + it + "'. Send an ISO 3166-1 code of two letters, such as US or DE.",
                        asking.path() + ".context."
                                + (text(context, "address_country").isPresent() ? "address_country" : "country"))));
        return new Context(
                currency,
                text(context, "language").or(asking::language),
                country.map(it -> it.toUpperCase(Locale.ROOT)));
    }

    private static Optional<String> text(JsonNode context, String name) {
        return context.path(name).stringValueOpt().map(String::strip).filter(it -> !it.isEmpty());
    }

    private static void requireCurrency(String code, CatalogCalls.Asking asking) {
        try {
            Currency.getInstance(code);
        } catch (IllegalArgumentException unknown) {
            throw new Refused(
                    Refused.Code.INVALID_REQUEST,
                    asking.path() + ".context.currency must be an ISO 4217 code such as USD, not '" + code + "'.");
        }
    }
}
