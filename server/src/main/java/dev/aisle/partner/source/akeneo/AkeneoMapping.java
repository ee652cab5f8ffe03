package dev.aisle.partner.source.akeneo;

import dev.aisle.partner.credentials.Secret;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Which attribute of a PIM says what. A PIM knows no addresses of products: the link is an attribute, or an address
/// with attributes in braces, such as `https://shop.example.com/p/{sku}`.
///
/// @param attributes codes; for [Target#LINK] also a template
public record AkeneoMapping(Map<Target, String> attributes) {

    /// What can be said of a product, with the codes that PIMs often use for it.
    public enum Target {
        TITLE("name", "title", "label", "product_name", "erp_name"),
        DESCRIPTION("description", "long_description", "short_description"),
        BRAND("brand", "manufacturer", "marque", "marke"),
        PRICE("price", "prices", "list_price", "retail_price"),
        LINK("url", "link", "product_url", "permalink", "web_address", "url_key"),
        IMAGE("image_url", "image_link", "picture_url", "image"),
        GTIN("gtin", "ean", "ean13", "upc", "barcode"),
        MPN("mpn", "part_number", "manufacturer_part_number"),
        SKU("sku", "identifier", "reference"),
        STOCK("stock", "quantity", "in_stock", "availability"),
        COLOR("color", "colour", "main_color", "farbe"),
        SIZE("size", "clothing_size", "groesse");

        private final String codes;

        Target(String... codes) {
            this.codes = String.join(" ", codes);
        }

        private List<String> likely() {
            return List.of(codes.split(" ", -1));
        }

        /// Its name in forms and in the secret.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// An attribute of a PIM.
    ///
    /// @param type such as `pim_catalog_text`
    public record Attribute(String code, String type) {}

    public AkeneoMapping {
        attributes = Map.copyOf(attributes);
    }

    private static final String PREFIX = "map.";

    /// What the attributes' own codes and types suggest; the merchant confirms it.
    public static AkeneoMapping guess(List<Attribute> known) {
        Map<Target, String> guessed = new EnumMap<>(Target.class);
        for (Target target : Target.values()) {
            best(target, known).ifPresent(it -> guessed.put(target, it));
        }
        return new AkeneoMapping(guessed);
    }

    /// The attributes that could say it by their type, in the order of their codes.
    public static List<String> choices(Target target, List<Attribute> known) {
        return known.stream()
                .filter(it -> fits(target, it.type()))
                .map(Attribute::code)
                .sorted()
                .toList();
    }

    private static Optional<String> best(Target target, List<Attribute> known) {
        for (String code : target.likely()) {
            for (Attribute attribute : known) {
                if (attribute.code().equalsIgnoreCase(code) && fits(target, attribute.type())) {
                    return Optional.of(attribute.code());
                }
            }
        }
        for (String code : target.likely()) {
            for (Attribute attribute : known) {
                if (attribute.code().toLowerCase(Locale.ROOT).contains(code)
                        && fits(target, attribute.type())
                        && !isOfAnother(target, attribute.code())) {
                    return Optional.of(attribute.code());
                }
            }
        }
        String only = switch (target) {
            case PRICE -> "pim_catalog_price_collection";
            case SKU -> "pim_catalog_identifier";
            default -> "";
        };
        return known.stream()
                .filter(it -> it.type().equals(only))
                .map(Attribute::code)
                .findFirst();
    }

    /// Whether another target is likely to have the code, letter for letter.
    private static boolean isOfAnother(Target apartFrom, String code) {
        return Arrays.stream(Target.values())
                .filter(it -> it != apartFrom)
                .anyMatch(it -> it.likely().contains(code.toLowerCase(Locale.ROOT)));
    }

    private static boolean fits(Target target, String type) {
        return switch (target) {
            case PRICE -> type.equals("pim_catalog_price_collection") || type.equals("pim_catalog_number");
            case LINK, IMAGE -> type.equals("pim_catalog_text");
            case TITLE -> type.equals("pim_catalog_text");
            case DESCRIPTION -> type.startsWith("pim_catalog_text");
            default ->
                !type.equals("pim_catalog_price_collection") && !type.contains("file") && !type.contains("image");
        };
    }

    /// The attribute of a target; nothing where there is none.
    public Optional<String> find(Target target) {
        return Optional.ofNullable(attributes.get(target)).filter(it -> !it.isBlank());
    }

    static AkeneoMapping of(Secret secret) {
        Map<Target, String> known = new EnumMap<>(Target.class);
        for (Target target : Target.values()) {
            secret.find(PREFIX + target.word()).ifPresent(it -> known.put(target, it));
        }
        return new AkeneoMapping(known);
    }

    /// A secret with this mapping in it.
    public Secret into(Secret secret) {
        Secret all = secret;
        for (Map.Entry<Target, String> each : attributes.entrySet()) {
            all = all.with(PREFIX + each.getKey().word(), each.getValue());
        }
        return all;
    }
}
