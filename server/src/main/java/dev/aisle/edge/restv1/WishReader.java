package dev.aisle.edge.restv1;

import dev.aisle.base.money.Money;
import dev.aisle.catalog.answer.Context;
import dev.aisle.catalog.answer.Filters;
import dev.aisle.edge.catalogapi.Known;
import dev.aisle.edge.catalogapi.Vocabulary;
import dev.aisle.market.listing.Condition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Reads the `filters` object of a body.
final class WishReader {

    private static final Set<String> AGES = Set.of("newborn", "infant", "toddler", "kids", "adult");
    private static final Set<String> CONDITIONS = Set.of("new", "used", "refurbished");
    private static final Set<String> AVAILABILITIES = Set.of(
            "InStock",
            "OutOfStock",
            "LimitedAvailability",
            "PreOrder",
            "BackOrder",
            "SoldOut",
            "Discontinued",
            "Unknown");
    private static final Set<String> TO_BE_HAD =
            Set.of("InStock", "LimitedAvailability", "PreOrder", "BackOrder", "Unknown");

    private static final int MOST_VALUES = 1_000;
    private static final Set<String> NAMES = Set.of(
            "price",
            "brand_ids",
            "exclude_brand_ids",
            "category_ids",
            "exclude_category_ids",
            "website_ids",
            "exclude_website_ids",
            "gender",
            "age",
            "condition",
            "conditions",
            "availability",
            "sale",
            "attributes",
            "colors",
            "dimensions");
    private static final FieldNames FIELDS = FieldNames.of("filters");

    private final Vocabulary vocabulary;
    private final AttributeHints attributes;

    WishReader(Vocabulary vocabulary, AttributeHints attributes) {
        this.vocabulary = vocabulary;
        this.attributes = attributes;
    }

    Filters read(JsonNode filters, Context context, Remarks remarks) {
        Filters read = new Reading(filters, remarks).read(context);
        FIELDS.checkObject(filters, NAMES, "filters", remarks);
        FIELDS.checkObject(filters.path("price"), Set.of("min_price", "max_price"), "filters.price", remarks);
        FIELDS.checkObject(filters.path("colors"), Set.of("palette"), "filters.colors", remarks);
        for (JsonNode side : filters.path("dimensions")) {
            FIELDS.checkObject(side, Set.of("min", "max", "unit"), "filters.dimensions", remarks);
        }
        attributes.check(read, remarks);
        return read;
    }

    /// Whether brands, categories or websites are named, without which there is nothing to browse.
    static boolean narrows(Filters filters) {
        return filters.brands().isPresent()
                || filters.categories().isPresent()
                || filters.merchants().isPresent();
    }

    /// One `filters` object being read.
    private final class Reading {

        private final JsonNode filters;
        private final Remarks remarks;

        Reading(JsonNode filters, Remarks remarks) {
            this.filters = filters;
            this.remarks = remarks;
        }

        Filters read(Context context) {
            if (!filters.isMissingNode() && !filters.isNull() && !filters.isObject()) {
                throw Rejected.field("value is not a valid dict", "type_error.dict", "body", "filters");
            }
            Set<String> availability = words(filters, "availability", AVAILABILITIES);
            boolean in = availability.isEmpty() || availability.stream().anyMatch(TO_BE_HAD::contains);
            boolean out = availability.stream().anyMatch(it -> !TO_BE_HAD.contains(it));
            List<String> categories = known("category", "category_ids", vocabulary.categories());
            return Filters.NONE.but(it -> {
                // unknown slugs are passed over; where none is known, the field was not sent
                it.categories = Optional.of(categories).filter(slugs -> !slugs.isEmpty());
                it.excludeCategories = known("category", "exclude_category_ids", vocabulary.categories());
                it.minPrice = price(filters, "min_price", context, RoundingMode.CEILING);
                it.maxPrice = price(filters, "max_price", context, RoundingMode.FLOOR);
                requireOrder(filters.path("price"));
                it.merchants = named("website", "website_ids", vocabulary.merchants());
                it.excludeMerchants = known("website", "exclude_website_ids", vocabulary.merchants());
                it.brands = named("brand", "brand_ids", vocabulary.brands());
                it.excludeBrands = known("brand", "exclude_brand_ids", vocabulary.brands());
                it.conditions = conditions(filters);
                it.available = Optional.of(!out);
                it.gender = gender(filters);
                it.ages = Optional.of(words(filters, "age", AGES)).filter(ages -> !ages.isEmpty());
                it.onlyOwnCurrency = true;
                it.traits = TraitsReader.read(filters, !in);
            });
        }

        private <T> List<T> known(String kind, String name, Known<T> words) {
            Set<T> found = new LinkedHashSet<>();
            List<String> said = texts(filters, name);
            for (int i = 0; i < said.size(); i++) {
                String word = said.get(i).strip();
                Optional<T> meant = words.find(word);
                meant.ifPresent(found::add);
                if (meant.isEmpty()) {
                    remarks.unknown(kind, word, () -> words.nearest(word), "$.filters." + name + "[" + i + "]");
                }
            }
            return List.copyOf(found);
        }

        private <T> Optional<List<T>> named(String kind, String name, Known<T> words) {
            return texts(filters, name).isEmpty() ? Optional.empty() : Optional.of(known(kind, name, words));
        }
    }

    private static List<String> texts(JsonNode filters, String name) {
        JsonNode values = filters.path(name);
        if (values.isMissingNode() || values.isNull()) {
            return List.of();
        }
        if (!values.isArray()) {
            throw Rejected.field("value is not a valid list", "type_error.list", "body", "filters", name);
        }
        if (values.size() > MOST_VALUES) {
            throw Rejected.field(
                    "ensure this value has at most " + MOST_VALUES + " items",
                    "value_error.list.max_items",
                    "body",
                    "filters",
                    name);
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if (!values.path(i).isString()) {
                throw Rejected.field("str type expected", "type_error.str", "body", "filters", name, i);
            }
            texts.add(values.path(i).stringValue());
        }
        return texts;
    }

    private static Set<String> words(JsonNode filters, String name, Set<String> permitted) {
        Set<String> words = new LinkedHashSet<>(texts(filters, name));
        for (String word : words) {
            if (!permitted.contains(word)) {
                throw Rejected.field(
                        "value is not a valid enumeration member; permitted: "
                                + String.join(", ", permitted.stream().sorted().toList()),
                        "type_error.enum",
                        "body",
                        "filters",
                        name);
            }
        }
        return words;
    }

    /// Unsaid means new, and what nobody knows counts as new; new and used together are no filter.
    private static Set<Condition> conditions(JsonNode filters) {
        Set<String> said = new LinkedHashSet<>(words(filters, "conditions", Set.of("new", "used")));
        JsonNode one = filters.path("condition");
        if (!one.isMissingNode() && !one.isNull()) {
            said.add(one.asString(""));
        }
        said.stream().filter(it -> !CONDITIONS.contains(it)).findFirst().ifPresent(it -> {
            throw Rejected.field(
                    "value is not a valid enumeration member; permitted: new, refurbished, used",
                    "type_error.enum",
                    "body",
                    "filters",
                    "condition");
        });
        Set<Condition> conditions = EnumSet.noneOf(Condition.class);
        if (said.isEmpty() || said.contains("new")) {
            conditions.add(Condition.NEW);
        }
        if (said.contains("used")) {
            conditions.add(Condition.USED);
            conditions.add(Condition.REFURBISHED);
        }
        if (said.contains("refurbished")) {
            conditions.add(Condition.REFURBISHED);
        }
        return conditions;
    }

    private static Optional<String> gender(JsonNode filters) {
        JsonNode gender = filters.path("gender");
        if (gender.isMissingNode() || gender.isNull()) {
            return Optional.empty();
        }
        String word = gender.asString("");
        if (!Set.of("male", "female", "unisex").contains(word)) {
            throw Rejected.field(
                    "value is not a valid enumeration member; permitted: female, male",
                    "type_error.enum",
                    "body",
                    "filters",
                    "gender");
        }
        return Optional.of(word);
    }

    private static void requireOrder(JsonNode price) {
        JsonNode least = price.path("min_price");
        JsonNode most = price.path("max_price");
        if (least.isNumber() && most.isNumber() && least.decimalValue().compareTo(most.decimalValue()) > 0) {
            throw Rejected.field(
                    "ensure this value is at most max_price", "value_error", "body", "filters", "price", "min_price");
        }
    }

    private static OptionalLong price(JsonNode filters, String end, Context context, RoundingMode rounding) {
        JsonNode price = filters.path("price");
        if (!price.isMissingNode() && !price.isNull() && !price.isObject()) {
            throw Rejected.field("value is not a valid dict", "type_error.dict", "body", "filters", "price");
        }
        JsonNode amount = price.path(end);
        if (amount.isMissingNode() || amount.isNull()) {
            return OptionalLong.empty();
        }
        if (!amount.isNumber() || amount.decimalValue().signum() < 0) {
            throw Rejected.field(
                    "ensure this value is a number of major units, at least 0",
                    "value_error.number",
                    "body",
                    "filters",
                    "price",
                    end);
        }
        BigDecimal minor = amount.decimalValue()
                .movePointRight(Money.exponent(context.currency()))
                .setScale(0, rounding);
        return OptionalLong.of(minor.min(BigDecimal.valueOf(Money.LARGEST)).longValueExact());
    }
}
