package dev.aisle.edge.catalogapi;

import dev.aisle.edge.wire.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Names of fields that stand where this catalog does not look, with the place where they are looked for. They are
/// no mistake in the protocol's eyes, but whoever sends one would be answered as if they had not.
final class FieldHints {

    private static final int MOST = 10;

    /// What callers write, without signs and in lower case, and what they mean.
    private static final Map<String, String> MEANT = meant();

    private static final String SORTED = "Results come best first and cannot be sorted; narrow them with filters.";

    private FieldHints() {}

    /// Warnings for unknown names in a `catalog` object and in its `pagination`.
    ///
    /// @param fields the names that may stand in the object
    static List<Message> of(Operation operation, JsonNode catalog, Set<String> fields, String path) {
        Stream<Message> own = catalog.propertyNames().stream()
                .filter(name -> !fields.contains(name))
                .map(name -> Message.warning(
                        "unknown_field",
                        "Unknown field '" + name + "'. " + hint(operation, name, fields),
                        Schema.member(path, name)));
        Stream<Message> paging = catalog.path("pagination").propertyNames().stream()
                .filter(name -> !Set.of("cursor", "limit").contains(name))
                .map(name -> Message.warning(
                        "unknown_field",
                        "Unknown field '" + name + "' in pagination. "
                                + meaning(name)
                                        .filter(it -> it.startsWith("pagination."))
                                        .map(FieldHints::use)
                                        .orElse("There are pagination.cursor and pagination.limit."),
                        Schema.member(path + ".pagination", name)));
        Stream<Message> chosen = Stream.iterate(
                        0, i -> i < catalog.path("selected").size(), i -> i + 1)
                .flatMap(i -> catalog.path("selected").path(i).propertyNames().stream()
                        .filter(name -> !Set.of("name", "label", "id").contains(name))
                        .map(name -> Message.warning(
                                "unknown_field",
                                "Unknown field '" + name + "' in selected. There are name, label and id.",
                                Schema.member(path + ".selected[" + i + "]", name))));
        return Stream.of(own, paging, chosen)
                .flatMap(messages -> messages)
                .limit(MOST)
                .toList();
    }

    /// Warnings for unknown names in a `context` object.
    static List<Message> context(JsonNode context, Set<String> names, String path) {
        return context.propertyNames().stream()
                .filter(name -> !names.contains(name))
                .map(name -> Message.warning(
                        "unknown_field",
                        "Unknown field '" + name + "' in context. "
                                + meaning(name)
                                        .filter(it -> it.contains("."))
                                        .map(FieldHints::use)
                                        .orElseGet(() -> nearest(name, names)),
                        Schema.member(path, name)))
                .limit(MOST)
                .toList();
    }

    /// Warnings for arguments of a tool that stand beside its `catalog` object, where nobody looks.
    static List<Message> beside(JsonNode arguments, Set<String> fields) {
        return arguments.propertyNames().stream()
                .filter(name -> !name.equals("catalog") && !name.equals("meta"))
                .map(name -> Message.warning(
                        "unknown_field",
                        "Unknown field '" + name + "' beside catalog. "
                                + (fields.contains(name)
                                        ? "Put it into catalog."
                                        : meaning(name)
                                                .filter(it -> it.contains(".") || fields.contains(it))
                                                .map(it -> use("catalog." + it))
                                                .orElse("There are catalog and meta.")),
                        Schema.member("$", name)))
                .limit(MOST)
                .toList();
    }

    /// Where an unknown filter belongs; nothing for a word without a known meaning.
    static Optional<String> filter(String name) {
        return meaning(name).map(it -> it.equals("sort") ? SORTED : it.equals("words") ? inWords(name) : use(it));
    }

    /// What an unknown name in a price filter should be.
    static String price(String name) {
        String end = Set.of("lte", "lt", "to", "under", "below", "upper", "high", "maxprice", "maximum")
                        .contains(bare(name))
                ? "max"
                : "min";
        boolean amount = Set.of("amount", "value", "currency").contains(bare(name));
        return "Use " + (amount ? "filters.price.min and filters.price.max" : "filters.price." + end)
                + ", in minor units of context.currency: 9995 is $99.95.";
    }

    /// Arguments of a tool that should stand in its `catalog` object.
    static Optional<String> unwrapped(JsonNode arguments, Set<String> fields) {
        List<String> stray = arguments.propertyNames().stream()
                .filter(name -> fields.contains(name) || MEANT.containsKey(bare(name)))
                .toList();
        return stray.isEmpty()
                ? Optional.empty()
                : Optional.of("; put " + String.join(", ", stray) + " into it: {\"catalog\":{\"" + stray.getFirst()
                        + "\":...}}");
    }

    private static String hint(Operation operation, String name, Set<String> fields) {
        if (bare(name).equals("catalog")) {
            return "The body is the catalog object itself: send what is in it.";
        }
        Optional<String> own = switch (operation) {
            case SEARCH -> Optional.empty();
            case LOOKUP -> lookup(bare(name));
            case PRODUCT -> product(bare(name));
        };
        if (own.isPresent()) {
            return own.get();
        }
        Optional<String> meaning = meaning(name);
        if (meaning.filter("sort"::equals).isPresent()) {
            return SORTED;
        }
        if (meaning.filter("words"::equals).isPresent()) {
            return operation == Operation.PRODUCT ? asSelected(name) : inWords(name);
        }
        return meaning.filter(it -> fields.contains(it.split("\\.", -1)[0]))
                .map(FieldHints::use)
                .orElseGet(() -> nearest(name, fields));
    }

    private static Optional<String> lookup(String name) {
        return switch (name) {
            case "id", "productid", "productids", "variantid", "variantids", "product", "products", "sku" ->
                Optional.of("Use ids, a list of product or variant ids.");
            case "url", "link", "links", "page", "pageurl" -> Optional.of("Use urls, a list of store product pages.");
            case "query", "q", "text" -> Optional.of("Use search_catalog to search by words.");
            default -> Optional.empty();
        };
    }

    private static Optional<String> product(String name) {
        return switch (name) {
            case "ids", "productid", "variantid", "product", "productids" ->
                Optional.of("Use id, one product or variant id; lookup_catalog takes several.");
            case "url", "urls", "link" ->
                Optional.of("Use lookup_catalog with urls, and get_product with the id found.");
            case "query", "q", "text" -> Optional.of("Use search_catalog to search by words.");
            case "options", "option", "selection", "variant", "attributes" ->
                Optional.of("Use selected, such as [{\"name\":\"Size\",\"label\":\"M\"}].");
            default -> Optional.empty();
        };
    }

    private static String asSelected(String name) {
        return "Use selected: [{\"name\":\"" + name.strip() + "\",\"label\":...}].";
    }

    private static String inWords(String name) {
        return "There is no filter for it; say the " + name + " in query.";
    }

    static String nearest(String name, Set<String> fields) {
        List<String> near = new ArrayList<>(Nearest.of(name, fields));
        return near.isEmpty()
                ? "Known: " + String.join(", ", fields.stream().sorted().toList()) + "."
                : "Nearest: " + String.join(", ", near) + ".";
    }

    private static String use(String place) {
        return place.contains("filters.price")
                ? "Use " + place + ", in minor units of context.currency: 9995 is $99.95."
                : "Use " + place + ".";
    }

    private static Optional<String> meaning(String name) {
        return Optional.ofNullable(MEANT.get(bare(name)));
    }

    private static String bare(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                letters.append(c);
            }
        }
        return letters.toString().toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> meant() {
        Map<String, List<String>> words = Map.ofEntries(
                Map.entry(
                        "query",
                        List.of("query", "q", "text", "keyword", "keywords", "search", "searchterm", "term", "prompt")),
                Map.entry("filters.categories", List.of("category", "categories", "categoryid", "categoryids")),
                Map.entry("filters.exclude_category_ids", List.of("excludecategory", "excludecategories")),
                Map.entry("filters.brand_ids", List.of("brand", "brands", "brandid", "brandids", "manufacturer")),
                Map.entry("filters.exclude_brand_ids", List.of("excludebrand", "excludebrands")),
                Map.entry(
                        "filters.website_ids",
                        List.of(
                                "store",
                                "stores",
                                "storeid",
                                "storeids",
                                "shop",
                                "shops",
                                "shopid",
                                "shopids",
                                "merchant",
                                "merchants",
                                "merchantid",
                                "website",
                                "websites",
                                "websiteid",
                                "websiteids",
                                "domain",
                                "domains",
                                "seller",
                                "sellers",
                                "retailer",
                                "site")),
                Map.entry(
                        "filters.exclude_website_ids",
                        List.of(
                                "excludestore",
                                "excludestores",
                                "excludeshops",
                                "excludewebsites",
                                "excludemerchants")),
                Map.entry("filters.price.max", List.of("maxprice", "pricemax", "priceto", "budget", "pricelte")),
                Map.entry("filters.price.min", List.of("minprice", "pricemin", "pricefrom", "pricegte")),
                Map.entry("filters.price", List.of("price", "prices", "pricerange")),
                Map.entry(
                        "filters.available", List.of("instock", "available", "availability", "stock", "onlyavailable")),
                Map.entry("filters.condition", List.of("condition", "conditions", "state")),
                Map.entry("filters.gender", List.of("gender", "sex", "genders")),
                Map.entry("filters.age", List.of("age", "ages", "agegroup")),
                Map.entry(
                        "pagination.limit",
                        List.of("limit", "count", "pagesize", "perpage", "maxresults", "num", "top", "first")),
                Map.entry(
                        "pagination.cursor",
                        List.of(
                                "cursor",
                                "page",
                                "offset",
                                "pagetoken",
                                "nextpagetoken",
                                "nextcursor",
                                "after",
                                "skip")),
                Map.entry("context.currency", List.of("currency", "curr", "currencycode")),
                Map.entry("context.language", List.of("language", "lang", "locale")),
                Map.entry("context.address_country", List.of("country", "addresscountry", "countrycode", "region")),
                Map.entry(
                        "words",
                        List.of(
                                "color",
                                "colors",
                                "colour",
                                "size",
                                "sizes",
                                "material",
                                "style",
                                "pattern",
                                "attribute",
                                "attributes",
                                "options",
                                "feature",
                                "features")),
                Map.entry("sort", List.of("sort", "sortby", "order", "orderby", "ordering")));
        Map<String, String> meant = new java.util.HashMap<>();
        words.forEach((place, names) -> names.forEach(name -> meant.put(name, place)));
        return Map.copyOf(meant);
    }
}
