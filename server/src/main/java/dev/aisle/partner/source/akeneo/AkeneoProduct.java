package dev.aisle.partner.source.akeneo;

import static dev.aisle.partner.source.PlatformHttp.text;

import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.RawListing;
import dev.aisle.market.listing.RawListing.Named;
import dev.aisle.market.listing.RawListing.Said;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.Sayings;
import dev.aisle.partner.source.akeneo.AkeneoMapping.Target;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A product of a PIM with what its models say, the nearest first, as a raw listing.
final class AkeneoProduct {

    private static final Pattern IN_BRACES = Pattern.compile("\\{([A-Za-z0-9_]{1,100})\\}");
    private static final int LONGEST_ITEM = 2_000;

    private final Access access;
    private final AkeneoMapping mapping;
    private final Instant readAt;

    AkeneoProduct(Access access, Instant readAt) {
        this.access = access;
        this.mapping = AkeneoMapping.of(access.secret());
        this.readAt = readAt;
    }

    /// Nothing where it is switched off, or has no address.
    ///
    /// @param line its own values, then those of its model, and of that one's
    List<RawListing> listings(JsonNode product, List<JsonNode> line) {
        Optional<URI> page = address(product, line);
        if (!product.path("enabled").asBoolean(false) || page.isEmpty()) {
            return List.of();
        }
        boolean isVariant = !text(product, "parent").isEmpty();
        String item = UrlKey.of(page.get()).value() + (isVariant ? "#" + text(product, "uuid") : "");
        if (item.length() > LONGEST_ITEM) {
            return List.of();
        }
        return List.of(new RawListing(
                access.merchant().id(),
                Platform.AKENEO,
                item,
                page.get(),
                fields(product, line, page.get(), isVariant),
                isVariant ? options(line) : List.of(),
                isVariant ? List.of() : options(line),
                readAt));
    }

    private Map<Field, List<Said>> fields(JsonNode product, List<JsonNode> line, URI page, boolean isVariant) {
        Sayings all = new Sayings();
        all.say(Field.TITLE, value(line, Target.TITLE));
        all.say(Field.URL, page.toString());
        all.say(Field.DESCRIPTION, value(line, Target.DESCRIPTION));
        all.say(Field.BRAND, value(line, Target.BRAND));
        all.say(Field.GTIN, value(line, Target.GTIN));
        all.say(Field.MPN, value(line, Target.MPN));
        String sku = value(line, Target.SKU);
        all.say(Field.SKU, sku.isEmpty() ? text(product, "identifier") : sku);
        all.say(Field.PRICE, value(line, Target.PRICE));
        access.currency().ifPresent(it -> all.say(Field.CURRENCY, it));
        all.say(Field.AVAILABILITY, availability(value(line, Target.STOCK)));
        String image = value(line, Target.IMAGE);
        if (image.startsWith("http")) {
            all.say(Field.IMAGE, image);
        }
        product.path("categories")
                .forEach(it -> all.say(Field.CATEGORY, it.asString("").replace('_', ' ')));
        if (isVariant) {
            all.say(Field.GROUP, text(product, "parent"));
        }
        return all.fields();
    }

    /// A PIM seldom knows the stock; what it offers is there unless it says otherwise.
    private static String availability(String stock) {
        if (stock.isEmpty()) {
            return "InStock";
        }
        return stock.matches("(?i)0+([.,]0+)?|false|no|out.*") ? "OutOfStock" : "InStock";
    }

    private List<Named> options(List<JsonNode> line) {
        List<Named> options = new ArrayList<>();
        for (Target target : List.of(Target.COLOR, Target.SIZE)) {
            String value = value(line, target);
            if (!value.isEmpty()) {
                options.add(new Named(target == Target.COLOR ? "Color" : "Size", value));
            }
        }
        return options;
    }

    private Optional<URI> address(JsonNode product, List<JsonNode> line) {
        String link = mapping.find(Target.LINK).orElse("");
        String text = link.contains("{") ? filled(link, product, line) : value(line, link);
        try {
            return Optional.of(URI.create(text)).filter(it -> it.getHost() != null && text.startsWith("http"));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    /// Nothing where one of the attributes is not there.
    private String filled(String template, JsonNode product, List<JsonNode> line) {
        Matcher matcher = IN_BRACES.matcher(template);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String value = switch (matcher.group(1)) {
                case "uuid" -> text(product, "uuid");
                case "identifier" -> text(product, "identifier");
                default -> value(line, matcher.group(1));
            };
            if (!value.matches("[^\\s?#\\\\{}]{1,500}")) {
                return "";
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(filled).toString();
    }

    private String value(List<JsonNode> line, Target target) {
        return mapping.find(target).map(code -> value(line, code)).orElse("");
    }

    /// The value of an attribute in our locale and channel, from the nearest that has one.
    private String value(List<JsonNode> line, String code) {
        for (JsonNode level : line) {
            for (JsonNode value : level.path("values").path(code)) {
                String words = isOurs(value) ? words(value) : "";
                if (!words.isEmpty()) {
                    return words;
                }
            }
        }
        return "";
    }

    private boolean isOurs(JsonNode value) {
        return isOurs(text(value, "locale"), "locale") && isOurs(text(value, "scope"), "channel");
    }

    private boolean isOurs(String said, String ours) {
        return said.isEmpty()
                || access.secret()
                        .find(ours)
                        .filter(it -> !it.isEmpty() && !it.equals(said))
                        .isEmpty();
    }

    private String words(JsonNode value) {
        JsonNode data = value.path("data");
        if (data.isArray()) {
            for (JsonNode each : data) {
                boolean price = each.isObject();
                if (price
                        && access.currency()
                                .filter(it -> !it.equals(text(each, "currency")))
                                .isEmpty()) {
                    return text(each, "amount");
                }
                if (!price) {
                    return each.asString("");
                }
            }
            return "";
        }
        if (data.isObject()) {
            return (text(data, "amount") + " " + text(data, "unit")).strip();
        }
        String label = text(
                value.path("linked_data").path("labels"),
                access.secret().find("locale").orElse(""));
        return label.isEmpty() ? text(value, "data") : label;
    }
}
