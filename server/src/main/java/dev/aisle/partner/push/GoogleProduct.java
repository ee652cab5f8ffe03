package dev.aisle.partner.push;

import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.destination.FeedItem;
import dev.aisle.partner.destination.FeedValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// An item of the Google feed as a `ProductInput` of the Merchant API: camel case, enumerations in
/// capitals, prices in millionths.
final class GoogleProduct {

    private static final int MICROS = 6;
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm[:ss]XX");

    /// Where the API's name is not the feed's in camel case.
    private static final Map<String, String> OTHER_NAMES =
            Map.of("gtin", "gtins", "product_type", "productTypes", "additional_image_link", "additionalImageLinks");

    private GoogleProduct() {}

    static Map<String, Object> of(FeedItem item, Secret secret) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        item.fields().forEach((field, value) -> {
            if (!field.equals("id") && !value.isBlank()) {
                attributes.put(name(field), value(field, value));
            }
        });
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("offerId", item.said("id"));
        input.put("contentLanguage", secret.get("language"));
        input.put("feedLabel", secret.get("feed_label"));
        input.put("productAttributes", attributes);
        return input;
    }

    /// The feed's name of a field that the API names, such as `productAttributes.salePrice`.
    static String feedField(String path) {
        String last = path.substring(path.lastIndexOf('.') + 1).replaceAll("\\[.*", "");
        if (last.equals("offerId")) {
            return "id";
        }
        for (Map.Entry<String, String> other : OTHER_NAMES.entrySet()) {
            if (other.getValue().equals(last)) {
                return other.getKey();
            }
        }
        return last.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static String name(String field) {
        String other = OTHER_NAMES.get(field);
        if (other != null) {
            return other;
        }
        StringBuilder name = new StringBuilder();
        for (String word : field.split("_", -1)) {
            name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }

    private static Object value(String field, FeedValue value) {
        String said = value.said();
        return switch (field) {
            case "price", "sale_price" -> price(said);
            case "availability", "condition", "gender", "age_group" -> said.toUpperCase(Locale.ROOT);
            case "identifier_exists" -> said.equals("yes");
            case "availability_date" -> moment(said);
            case "additional_image_link" -> value instanceof FeedValue.Texts several ? several.texts() : List.of(said);
            case "gtin", "product_type" -> List.of(said);
            default -> said;
        };
    }

    /// `79.99 USD` as micros, which are a number in a text.
    private static Map<String, Object> price(String said) {
        int space = said.indexOf(' ');
        Map<String, Object> price = new LinkedHashMap<>();
        price.put(
                "amountMicros",
                new BigDecimal(said.substring(0, space))
                        .movePointRight(MICROS)
                        .toBigInteger()
                        .toString());
        price.put("currencyCode", said.substring(space + 1));
        return price;
    }

    private static String moment(String said) {
        try {
            return OffsetDateTime.parse(said, MINUTES).toInstant().toString();
        } catch (DateTimeException other) {
            return said;
        }
    }
}
