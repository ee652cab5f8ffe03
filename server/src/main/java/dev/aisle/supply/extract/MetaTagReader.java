package dev.aisle.supply.extract;

import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.Origin.Evidence;
import dev.aisle.supply.extract.draft.Draft;
import dev.aisle.supply.extract.page.PageFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Element;

/// What a page's `meta` tags say: Open Graph with its product properties, Twitter cards, and plain names.
final class MetaTagReader {

    private static final double LESS_SURE = 0.8;

    private static final Map<String, Field> OPEN_GRAPH = Map.ofEntries(
            Map.entry("og:title", Field.TITLE),
            Map.entry("og:description", Field.DESCRIPTION),
            Map.entry("og:brand", Field.BRAND),
            Map.entry("og:availability", Field.AVAILABILITY),
            Map.entry("og:upc", Field.GTIN),
            Map.entry("og:ean", Field.GTIN),
            Map.entry("og:isbn", Field.GTIN),
            Map.entry("og:mpn", Field.MPN),
            Map.entry("product:brand", Field.BRAND),
            Map.entry("product:availability", Field.AVAILABILITY),
            Map.entry("product:condition", Field.CONDITION),
            Map.entry("product:retailer_item_id", Field.SKU),
            Map.entry("product:retailer_part_no", Field.SKU),
            Map.entry("product:sku", Field.SKU),
            Map.entry("product:mfr_part_no", Field.MPN),
            Map.entry("product:mpn", Field.MPN),
            Map.entry("product:ean", Field.GTIN),
            Map.entry("product:upc", Field.GTIN),
            Map.entry("product:isbn", Field.GTIN),
            Map.entry("product:gtin", Field.GTIN),
            Map.entry("product:category", Field.CATEGORY),
            Map.entry("product:item_group_id", Field.GROUP),
            Map.entry("product:age_group", Field.AGE),
            Map.entry("product:target_gender", Field.GENDER));

    private static final Map<String, Field> PLAIN = Map.of(
            "twitter:title", Field.TITLE,
            "twitter:description", Field.DESCRIPTION,
            "description", Field.DESCRIPTION);

    private static final Map<String, String> ATTRIBUTES = Map.of(
            "product:color", "Color",
            "product:size", "Size",
            "product:material", "Material",
            "product:pattern", "Pattern");

    private static final List<String> PRICES =
            List.of("product:sale_price", "product:price", "og:price", "product:amount", "product:pretax_price");

    private final PageFacts facts;
    private final Map<String, List<String>> tags = new HashMap<>();

    private MetaTagReader(PageFacts facts) {
        this.facts = facts;
    }

    /// Two drafts: Open Graph, and the rest.
    static List<Draft> read(PageFacts facts) {
        MetaTagReader reader = new MetaTagReader(facts);
        for (Element meta : facts.page().select("meta[content]")) {
            String name = meta.hasAttr("property") ? meta.attr("property") : meta.attr("name");
            if (!name.isBlank() && !meta.attr("content").isBlank()) {
                reader.tags
                        .computeIfAbsent(name.strip().toLowerCase(Locale.ROOT), it -> new ArrayList<>())
                        .add(meta.attr("content").strip());
            }
        }
        return List.of(reader.openGraph(), reader.plain());
    }

    /// Whether the page calls itself a product to social networks.
    static boolean saysProduct(PageFacts facts) {
        Element type = facts.page().selectFirst("meta[property=og:type], meta[name=og:type]");
        return type != null && type.attr("content").toLowerCase(Locale.ROOT).contains("product");
    }

    private Draft openGraph() {
        Draft draft = new Draft(Evidence.OPEN_GRAPH);
        OPEN_GRAPH.forEach((tag, field) -> all(tag).forEach(value -> draft.say(field, value)));
        ATTRIBUTES.forEach((tag, name) -> first(tag).ifPresent(value -> draft.attribute(name, value)));
        all("og:image:secure_url").forEach(image -> sayAddress(draft, image));
        all("og:image").forEach(image -> sayAddress(draft, image));
        all("og:image:url").forEach(image -> sayAddress(draft, image));
        price(draft);
        return draft;
    }

    private void price(Draft draft) {
        for (String tag : PRICES) {
            first(tag + ":amount").filter(SchemaOffers::isAboveZero).ifPresent(price -> {
                draft.say(Field.PRICE, price);
                draft.say(Field.CURRENCY, first(tag + ":currency"));
            });
        }
        if (!draft.says(Field.PRICE)) {
            PRICES.forEach(
                    tag -> first(tag).filter(SchemaOffers::isAboveZero).ifPresent(it -> draft.say(Field.PRICE, it)));
        }
        draft.say(Field.CURRENCY, first("product:price:currency").or(() -> first("og:price:currency")));
        first("product:original_price:amount")
                .or(() -> first("og:price:standard_amount"))
                .or(() -> first("product:sale_price:amount").flatMap(sale -> first("product:price:amount")))
                .filter(SchemaOffers::isAboveZero)
                .ifPresent(price -> draft.say(Field.LIST_PRICE, price));
    }

    private Draft plain() {
        Draft draft = new Draft(Evidence.META);
        PLAIN.forEach((tag, field) -> all(tag).forEach(value -> draft.say(field, value)));
        all("twitter:image").forEach(image -> sayAddress(draft, image));
        for (int i = 1; i <= 2; i++) {
            String label = first("twitter:label" + i).orElse("").toLowerCase(Locale.ROOT);
            Optional<String> data = first("twitter:data" + i);
            if (label.contains("price") && data.isPresent() && SchemaOffers.isAboveZero(data.get())) {
                draft.say(Field.PRICE, data.get(), LESS_SURE);
            }
            if (label.contains("availability") && data.isPresent()) {
                draft.say(Field.AVAILABILITY, data.get(), LESS_SURE);
            }
        }
        Element root = facts.page().selectFirst("html[lang]");
        if (root != null) {
            draft.say(Field.LANGUAGE, root.attr("lang"));
        }
        first("og:locale").ifPresent(locale -> draft.say(Field.LANGUAGE, locale.replace('_', '-'), LESS_SURE));
        return draft;
    }

    private void sayAddress(Draft draft, String image) {
        facts.resolve(image).ifPresent(url -> draft.say(Field.IMAGE, url.toString()));
    }

    private List<String> all(String tag) {
        return tags.getOrDefault(tag, List.of());
    }

    private Optional<String> first(String tag) {
        return all(tag).stream().findFirst();
    }
}
