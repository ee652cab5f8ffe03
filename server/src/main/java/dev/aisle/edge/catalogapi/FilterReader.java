package dev.aisle.edge.catalogapi;

import dev.aisle.catalog.answer.Filters;
import dev.aisle.edge.wire.Message;
import dev.aisle.market.listing.Condition;
import dev.aisle.market.merchant.MerchantId;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Reads a `filters` object that fits its schema. What it names and nobody knows is never passed over in silence:
/// each such word becomes a warning with the nearest words that are known.
final class FilterReader {

    private static final int MOST_VALUES = 1_000;
    private static final int MOST_WARNINGS = 20;
    private static final int MOST_HINTS = 5;
    private static final int LONGEST_QUOTE = 100;

    private final JsonNode filters;
    private final String path;
    private final Vocabulary vocabulary;
    private final Set<String> names;
    private final List<Message> messages;
    private int warnings;

    FilterReader(JsonNode filters, String path, Vocabulary vocabulary, Set<String> names, List<Message> messages) {
        this.filters = filters;
        this.path = path;
        this.vocabulary = vocabulary;
        this.names = names;
        this.messages = messages;
    }

    Filters read() {
        for (String name : filters.propertyNames()) {
            if (!names.contains(name)) {
                warnings++;
                String hint = FieldHints.filter(name).orElseGet(() -> FieldHints.nearest(name, names));
                messages.add(Message.warning(
                        "unknown_filter", "Unknown filter '" + name + "'. " + hint, Schema.member(path, name)));
            }
        }
        for (String name : filters.path("price").propertyNames()) {
            if (!name.equals("min") && !name.equals("max")) {
                messages.add(Message.warning(
                        "unknown_filter",
                        "Unknown filter 'price." + name + "'. " + FieldHints.price(name),
                        Schema.member(path + ".price", name)));
            }
        }
        return Filters.NONE.but(it -> {
            it.categories =
                    either("categories", "category_ids", "unknown_category", "category", vocabulary.categories());
            it.excludeCategories = known(
                            "exclude_category_ids", "unknown_category", "category", vocabulary.categories())
                    .orElse(List.of());
            it.minPrice = price("min");
            it.maxPrice = price("max");
            it.merchants = either("website_ids", "shop_ids", "unknown_website", "website", vocabulary.merchants());
            it.excludeMerchants = this.<MerchantId>known(
                            "exclude_website_ids", "unknown_website", "website", vocabulary.merchants())
                    .orElse(List.of());
            it.brands = known("brand_ids", "unknown_brand", "brand", vocabulary.brands());
            it.excludeBrands = known("exclude_brand_ids", "unknown_brand", "brand", vocabulary.brands())
                    .orElse(List.of());
            it.conditions = conditions();
            it.available = filters.has("available")
                    ? Optional.of(filters.path("available").booleanValue())
                    : Optional.empty();
            it.gender = word("gender");
            it.ages = word("age").map(Set::of);
        });
    }

    /// Whether a filter is among them that this catalog knows and that says something.
    boolean narrows() {
        return filters.properties().stream()
                .anyMatch(it -> names.contains(it.getKey())
                        && !(it.getValue().isContainer() && it.getValue().isEmpty()));
    }

    /// The names of the filters that were sent, for a message that says which of them left nothing.
    static List<String> sent(JsonNode filters) {
        return List.copyOf(filters.propertyNames());
    }

    private <T> Optional<List<T>> either(String name, String alias, String code, String kind, Known<T> words) {
        Optional<List<T>> own = known(name, code, kind, words);
        Optional<List<T>> other = known(alias, code, kind, words);
        if (own.isEmpty() || other.isEmpty()) {
            return own.isPresent() ? own : other;
        }
        Set<T> both = new LinkedHashSet<>(own.get());
        both.addAll(other.get());
        return Optional.of(List.copyOf(both));
    }

    /// What the words of a list stand for; nothing if the list is not there or empty, an empty list if nobody knows
    /// any of its words.
    private <T> Optional<List<T>> known(String name, String code, String kind, Known<T> words) {
        JsonNode values = filters.path(name);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String at = Schema.member(path, name);
        if (values.size() > MOST_VALUES) {
            throw new Refused(
                    Refused.Code.INVALID_REQUEST,
                    at + " has " + values.size() + " entries; send at most " + MOST_VALUES + ".");
        }
        Set<T> found = new LinkedHashSet<>();
        for (int i = 0; i < values.size(); i++) {
            String word = values.path(i).stringValue().strip();
            Optional<T> meaning = words.find(word);
            if (meaning.isPresent()) {
                found.add(meaning.get());
            } else if (warnings < MOST_WARNINGS) {
                List<String> nearest = warnings < MOST_HINTS ? words.nearest(word) : List.of();
                warn(code, kind, word, nearest, at + '[' + i + ']');
            }
        }
        return Optional.of(List.copyOf(found));
    }

    private void warn(String code, String kind, String word, List<String> nearest, String at) {
        warnings++;
        String hint = nearest.isEmpty() ? "." : ". Nearest: " + String.join(", ", nearest) + ".";
        messages.add(Message.warning(code, "Unknown " + kind + " '" + quoted(word) + "'" + hint, at));
    }

    private static String quoted(String word) {
        return word.length() <= LONGEST_QUOTE ? word : word.substring(0, LONGEST_QUOTE) + "…";
    }

    private OptionalLong price(String end) {
        JsonNode price = filters.path("price");
        if (price.has("min")
                && price.has("max")
                && price.path("min").decimalValue().compareTo(price.path("max").decimalValue()) > 0) {
            throw new Refused(
                    Refused.Code.INVALID_REQUEST,
                    path + ".price.min is above " + path + ".price.max; swap them, both are in minor units.");
        }
        if (!price.has(end)) {
            return OptionalLong.empty();
        }
        BigDecimal amount = price.path(end).decimalValue();
        return OptionalLong.of(amount.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValueExact());
    }

    private Set<Condition> conditions() {
        Set<Condition> conditions = EnumSet.noneOf(Condition.class);
        for (JsonNode word : filters.path("condition")) {
            conditions.add(
                    switch (word.stringValue()) {
                        case "new" -> Condition.NEW;
                        case "refurbished" -> Condition.REFURBISHED;
                        case "used", "secondhand" -> Condition.USED;
                        default -> throw new IllegalStateException("the schema admits " + word);
                    });
        }
        return conditions;
    }

    private Optional<String> word(String name) {
        return filters.path(name).stringValueOpt();
    }
}
