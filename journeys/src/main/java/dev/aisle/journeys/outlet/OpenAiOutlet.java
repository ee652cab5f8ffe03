package dev.aisle.journeys.outlet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// OpenAI's product feed specification, as strict as it can be read.
public final class OpenAiOutlet {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> KNOWN = Set.of(
            "item_id title description url brand seller_name image_url availability price is_eligible_search group_id"
                    .split(" ", -1));
    private static final Set<String> OPTIONAL = Set.of(
            ("listing_has_variations variant_dict offer_id gtin mpn condition product_category material color size gender"
                            + " age_group dimensions weight item_weight_unit additional_image_urls sale_price seller_url"
                            + " shipping_price shipping accepts_returns return_deadline_in_days return_policy review_count"
                            + " star_rating is_eligible_checkout target_countries store_country")
                    .split(" ", -1));
    private static final Set<String> FLAGS =
            Set.of("is_eligible_search", "is_eligible_checkout", "listing_has_variations", "accepts_returns");

    private OpenAiOutlet() {}

    /// Inspects a `jsonl.gz` file of a merchant with that domain.
    public static Inspection inspect(byte[] file, String domain) {
        List<String> errors = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Set<String> groups = new HashSet<>();
        Map<String, Set<String>> optionNames = new HashMap<>();
        List<String> lines = text(file).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String where = "line " + (i + 1);
            JsonNode object = JSON.readTree(lines.get(i));
            shape(object, where, errors);
            Row row = new Row(where, fields(object), errors);
            check(row, object, domain);
            String id = object.path("item_id").asString("");
            String group = object.path("group_id").asString("");
            if (!ids.add(id)) {
                row.error("item_id", "is not the only one: " + id);
            }
            if (!group.isEmpty()) {
                groups.add(group);
                Set<String> names = new TreeSet<>(object.path("variant_dict").propertyNames());
                if (!optionNames.computeIfAbsent(group, ignored -> names).equals(names)) {
                    row.error("variant_dict", "has other names than the group's: " + names);
                }
            }
        }
        groups.stream().filter(ids::contains).forEach(it -> errors.add("group_id is an item_id: " + it));
        return new Inspection(lines.size(), ids, errors);
    }

    private static void shape(JsonNode object, String where, List<String> errors) {
        object.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (!KNOWN.contains(name) && !OPTIONAL.contains(name)) {
                errors.add(where + ": no such field: " + name);
            }
            boolean right = FLAGS.contains(name)
                    ? value.isBoolean()
                    : switch (name) {
                        case "variant_dict", "dimensions" -> value.isObject() && !value.isEmpty();
                        case "additional_image_urls", "target_countries" -> value.isArray() && !value.isEmpty();
                        case "review_count", "return_deadline_in_days" ->
                            value.isIntegralNumber() && value.asLong() >= 0;
                        default -> value.isString() && !value.asString().isBlank();
                    };
            if (!right) {
                errors.add(where + ": " + name + " has the wrong type: " + value);
            }
        });
    }

    private static void check(Row row, JsonNode object, String domain) {
        row.required(
                "item_id", "title", "description", "url", "brand", "seller_name", "image_url", "availability", "price");
        row.longest("item_id", 50);
        row.longest("group_id", 50);
        row.longest("title", 150);
        row.longest("description", 5_000);
        row.plain("description");
        row.url("url");
        row.below("url", domain);
        row.url("image_url");
        row.image("image_url", Set.of("jpg", "jpeg", "png"));
        row.url("additional_image_urls");
        row.url("seller_url");
        row.url("return_policy");
        row.oneOf("availability", "in_stock", "out_of_stock", "pre_order", "backorder", "unknown");
        var price = row.price("price");
        var sale = row.price("sale_price");
        row.below("sale_price", sale, price);
        if (row.has("sale_price") && !row.currency("price").equals(row.currency("sale_price"))) {
            row.error("sale_price", "is in another currency");
        }
        row.gtin("gtin", false);
        row.oneOf("condition", "new", "refurbished", "used");
        row.oneOf("gender", "male", "female", "unisex");
        row.oneOf("age_group", "newborn", "infant", "toddler", "kids", "adult");
        row.number("star_rating")
                .filter(it -> it.doubleValue() > 5)
                .ifPresent(it -> row.error("star_rating", "is over 5"));
        object.path("target_countries").forEach(it -> {
            if (!Set.of("US", "CA", "MX").contains(it.asString(""))) {
                row.error("target_countries", "is not open: " + it);
            }
        });
        boolean variant = object.has("group_id") || object.has("variant_dict") || object.has("listing_has_variations");
        if (variant
                && !(object.has("group_id")
                        && object.has("variant_dict")
                        && object.path("listing_has_variations").asBoolean(false))) {
            row.error("group_id", "stands without its companions");
        }
        if (object.path("is_eligible_checkout").asBoolean(false)) {
            row.error("is_eligible_checkout", "needs an enabled integration");
        }
    }

    private static Map<String, List<String>> fields(JsonNode object) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        object.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isArray() || value.isObject()) {
                fields.put(
                        field.getKey(),
                        value.valueStream().map(it -> it.asString("")).toList());
            } else {
                fields.put(field.getKey(), List.of(value.asString("")));
            }
        });
        return fields;
    }

    private static String text(byte[] file) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
