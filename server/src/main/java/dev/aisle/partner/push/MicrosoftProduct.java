package dev.aisle.partner.push;

import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.destination.FeedItem;
import dev.aisle.partner.destination.FeedValue;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// An item of the Microsoft feed as a `product` of the Content API.
final class MicrosoftProduct {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("id", "offerId"),
            Map.entry("item_group_id", "itemGroupId"),
            Map.entry("title", "title"),
            Map.entry("description", "description"),
            Map.entry("link", "link"),
            Map.entry("image_link", "imageLink"),
            Map.entry("additional_image_link", "additionalImageLinks"),
            Map.entry("availability", "availability"),
            Map.entry("price", "price"),
            Map.entry("sale_price", "salePrice"),
            Map.entry("brand", "brand"),
            Map.entry("gtin", "gtin"),
            Map.entry("mpn", "mpn"),
            Map.entry("identifier_exists", "identifierExists"),
            Map.entry("condition", "condition"),
            Map.entry("color", "color"),
            Map.entry("size", "sizes"),
            Map.entry("gender", "gender"),
            Map.entry("age_group", "ageGroup"),
            Map.entry("material", "material"),
            Map.entry("product_category", "googleProductCategory"),
            Map.entry("product_type", "productType"));

    private MicrosoftProduct() {}

    static Map<String, Object> of(FeedItem item, Secret secret) {
        Map<String, Object> product = new LinkedHashMap<>();
        item.fields().forEach((field, value) -> {
            String name = NAMES.get(field);
            if (name != null && !value.isBlank()) {
                product.put(name, value(field, value, item));
            }
        });
        product.put("contentLanguage", secret.get("language"));
        product.put("targetCountry", secret.get("country"));
        product.put("channel", "Online");
        return product;
    }

    /// The feed's name of a field that the API names, whatever the case of its letters.
    static String feedField(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return NAMES.entrySet().stream()
                .filter(it -> it.getValue().toLowerCase(Locale.ROOT).equals(last))
                .findFirst()
                .map(Map.Entry::getKey)
                .orElse(last);
    }

    private static Object value(String field, FeedValue value, FeedItem item) {
        String said = value.said();
        return switch (field) {
            case "price", "sale_price" -> price(said, item.said("price"));
            case "identifier_exists" -> said.equals("TRUE");
            case "additional_image_link" -> value instanceof FeedValue.Texts several ? several.texts() : List.of(said);
            case "size" -> List.of(said);
            default -> said;
        };
    }

    /// An amount, in the currency of the price where it names none.
    private static Map<String, Object> price(String said, String withCurrency) {
        int space = said.indexOf(' ');
        Map<String, Object> price = new LinkedHashMap<>();
        price.put("value", new BigDecimal(space < 0 ? said : said.substring(0, space)));
        price.put("currency", withCurrency.substring(withCurrency.indexOf(' ') + 1));
        return price;
    }
}
