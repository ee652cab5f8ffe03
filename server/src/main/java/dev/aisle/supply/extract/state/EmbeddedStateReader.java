package dev.aisle.supply.extract.state;

import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.Origin.Evidence;
import dev.aisle.supply.extract.draft.Draft;
import dev.aisle.supply.extract.draft.PageProduct;
import dev.aisle.supply.extract.markup.JsonLdReader;
import dev.aisle.supply.extract.page.PageFacts;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What a page's own scripts know of the thing it shows: variants as the common platforms keep them, else any object
/// that has the name of the page and a price.
public final class EmbeddedStateReader {

    private static final int DEEPEST = 30;
    private static final int MOST_NODES = 300_000;
    private static final double LEAST_LIKENESS = 0.6;

    private static final List<String> NAMES = List.of(
            "name", "title", "productName", "product_name", "displayName", "itemName", "productTitle", "productname");
    private static final List<String> PRICES = List.of(
            "salePrice",
            "sale_price",
            "specialPrice",
            "special_price",
            "finalPrice",
            "final_price",
            "currentPrice",
            "current_price",
            "sellingPrice",
            "discountPrice",
            "priceNow",
            "price",
            "Price",
            "price_amount",
            "priceAmount",
            "productPrice",
            "product_price",
            "priceValue",
            "displayPrice",
            "unitPrice",
            "prices",
            "pricing",
            "priceInfo");
    private static final List<String> AMOUNTS = List.of(
            "sale",
            "sales",
            "special",
            "final",
            "finalPrice",
            "current",
            "currentPrice",
            "now",
            "salePrice",
            "value",
            "amount",
            "price",
            "decimalPrice",
            "raw",
            "min",
            "regular",
            "basePrice",
            "centAmount");
    private static final List<String> CURRENCIES =
            List.of("priceCurrency", "currency", "currencyCode", "currency_code", "currencyIso", "currencyISO");
    private static final List<String> SKUS = List.of(
            "sku",
            "productSku",
            "articleNumber",
            "partNumber",
            "itemNumber",
            "productCode",
            "product_code",
            "articleId",
            "reference",
            "skuId",
            "sku_id",
            "displayPartNumber",
            "productId",
            "product_id",
            "itemId",
            "id",
            "pid");
    private static final List<String> GTINS = List.of("gtin", "gtin13", "ean", "ean13", "upc", "barcode", "isbn");
    private static final List<String> BRANDS = List.of("brand", "brandName", "brand_name", "manufacturer", "vendor");

    private final PageFacts facts;
    private final Set<BigDecimal> visible;
    private Optional<JsonNode> best = Optional.empty();
    private double bestScore;
    private int nodes;

    private EmbeddedStateReader(PageFacts facts, Set<BigDecimal> visible) {
        this.facts = facts;
        this.visible = visible;
    }

    /// The one thing that the page's scripts describe, if it is clear which.
    ///
    /// @param visible the amounts a reader sees on the page: a price in a script that is none of them is not said
    public static Optional<PageProduct> read(PageFacts facts, Set<BigDecimal> visible) {
        List<JsonNode> values = EmbeddedJson.of(facts.page());
        Optional<PageProduct> variants = PlatformVariants.read(facts, values);
        EmbeddedStateReader reader = new EmbeddedStateReader(facts, visible);
        values.forEach(value -> reader.search(value, 0));
        return variants.isPresent() ? variants : reader.best.map(reader::describe);
    }

    private void search(JsonNode node, int depth) {
        if (depth > DEEPEST || nodes++ > MOST_NODES) {
            return;
        }
        if (node.isObject()) {
            double score = score(node);
            if (score > bestScore) {
                best = Optional.of(node);
                bestScore = score;
            }
        }
        for (JsonNode child : node) {
            if (child.isContainer()) {
                search(child, depth + 1);
            }
        }
    }

    /// Zero for what is not the thing this page shows.
    private double score(JsonNode node) {
        Optional<String> name = first(node, NAMES);
        if (name.isEmpty() || price(node).isEmpty() || facts.likeness(name.get()) < LEAST_LIKENESS) {
            return 0;
        }
        double score = 4 * facts.likeness(name.get());
        score += first(node, SKUS)
                        .filter(id ->
                                id.length() > 3 && facts.address().toString().contains(id))
                        .isPresent()
                ? 3
                : 0;
        score += first(node, List.of("sku")).isPresent() ? 1 : 0;
        score += first(node, CURRENCIES).isPresent() ? 1 : 0;
        score += price(node).filter(this::isVisible).isPresent() ? 2 : 0;
        return score;
    }

    private PageProduct describe(JsonNode node) {
        Draft draft = new Draft(Evidence.EMBEDDED_STATE);
        draft.say(Field.TITLE, first(node, NAMES));
        price(node).flatMap(this::asShown).ifPresent(amount -> draft.say(Field.PRICE, amount.toPlainString()));
        draft.say(Field.CURRENCY, currency(node).filter(it -> it.length() == 3));
        for (String sku : SKUS) {
            String text = JsonLdReader.scalar(node.path(sku));
            if (!text.isEmpty() && text.chars().anyMatch(Character::isDigit)) {
                draft.say(
                        Field.SKU, text, sku.toLowerCase(java.util.Locale.ROOT).contains("sku") ? 1 : 0.6);
            }
        }
        draft.say(Field.GTIN, first(node, GTINS));
        draft.say(Field.MPN, first(node, List.of("mpn", "manufacturerPartNumber")));
        draft.say(Field.BRAND, brand(node));
        availability(node).ifPresent(it -> draft.say(Field.AVAILABILITY, it));
        first(node, List.of("image", "imageUrl", "image_url", "img"))
                .flatMap(facts::resolve)
                .ifPresent(url -> draft.say(Field.IMAGE, url.toString()));
        return new PageProduct(draft);
    }

    /// The amount as the page shows it: scripts may count in hundredths.
    private Optional<BigDecimal> asShown(BigDecimal amount) {
        if (visible.isEmpty() || isVisible(amount)) {
            return Optional.of(amount);
        }
        BigDecimal hundredth = amount.movePointLeft(2);
        return amount.scale() <= 0 && isVisible(hundredth) ? Optional.of(hundredth) : Optional.empty();
    }

    private boolean isVisible(BigDecimal amount) {
        return visible.contains(amount.stripTrailingZeros());
    }

    private static Optional<BigDecimal> price(JsonNode node) {
        for (String key : PRICES) {
            Optional<BigDecimal> found = amount(node.path(key), 0);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<BigDecimal> amount(JsonNode node, int depth) {
        if (node.isNumber() || node.isString()) {
            return decimal(JsonLdReader.scalar(node)).filter(it -> it.signum() > 0);
        }
        if (node.isObject() && depth < 3) {
            for (String key : AMOUNTS) {
                Optional<BigDecimal> found = amount(node.path(key), depth + 1);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<BigDecimal> decimal(String text) {
        try {
            return text.length() > 15 ? Optional.empty() : Optional.of(new BigDecimal(text));
        } catch (NumberFormatException notPlain) {
            return Optional.empty();
        }
    }

    private static Optional<String> currency(JsonNode node) {
        Optional<String> own = first(node, CURRENCIES);
        if (own.isPresent()) {
            return own;
        }
        for (String key : PRICES) {
            Optional<String> inside = first(node.path(key), CURRENCIES);
            if (inside.isPresent()) {
                return inside;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> brand(JsonNode node) {
        for (String key : BRANDS) {
            JsonNode brand = node.path(key);
            String text = brand.isObject() ? JsonLdReader.scalar(brand.path("name")) : JsonLdReader.scalar(brand);
            if (!text.isBlank() && text.chars().anyMatch(Character::isLetter)) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> availability(JsonNode node) {
        for (String key :
                List.of("availability", "stockStatus", "availabilityStatus", "inStock", "isInStock", "in_stock")) {
            JsonNode value = node.path(key);
            if (value.isBoolean()) {
                return Optional.of(value.booleanValue() ? "InStock" : "OutOfStock");
            }
            if (value.isString()
                    && !value.stringValue().isBlank()
                    && value.stringValue().length() < 40) {
                return Optional.of(value.stringValue());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> first(JsonNode node, List<String> keys) {
        for (String key : keys) {
            String text = JsonLdReader.scalar(node.path(key));
            if (!text.isBlank()) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }
}
