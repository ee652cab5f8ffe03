package dev.aisle.partner.source.file;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a column or element of a product feed is about, by the names of the Google and the OpenAI specification.
enum Column {
    ID("id", "item_id"),
    SKU("sku"),
    TITLE("title", "name"),
    DESCRIPTION("description"),
    LINK("link", "url"),
    IMAGE("image_link", "image_url"),
    MORE_IMAGES("additional_image_link", "additional_image_links", "additional_image_url", "additional_image_urls"),
    PRICE("price"),
    SALE_PRICE("sale_price"),
    SALE_DATES("sale_price_effective_date"),
    AVAILABILITY("availability"),
    CONDITION("condition"),
    BRAND("brand"),
    GTIN("gtin", "ean", "upc", "isbn"),
    MPN("mpn"),
    GROUP("item_group_id", "group_id"),
    VARIANTS("variant_dict"),
    VARIANT_OPTION("variant_option"),
    COLOR("color", "colour"),
    SIZE("size"),
    MATERIAL("material"),
    PATTERN("pattern"),
    GENDER("gender"),
    AGE("age_group"),
    PRODUCT_TYPE("product_type"),
    CATEGORY("google_product_category", "product_category"),
    DETAIL("product_detail"),
    MULTIPACK("multipack"),
    WEIGHT("product_weight", "weight"),
    LENGTH("product_length", "length"),
    WIDTH("product_width", "width"),
    HEIGHT("product_height", "height"),
    SELLER("marketplace_seller"),
    RATING("star_rating"),
    RATING_COUNT("review_count"),
    LANGUAGE("content_language"),
    COUNTRY("store_country", "target_country");

    /// Said in a sentence of its own when nothing more is known of the thing, or as a choice within its group.
    static final List<Column> CHOICES = List.of(COLOR, SIZE, MATERIAL, PATTERN);

    static final List<Column> MEASURES = List.of(MULTIPACK, WEIGHT, LENGTH, WIDTH, HEIGHT);

    private static final Map<String, Column> BY_NAME = byName();

    private final String names;

    Column(String... names) {
        this.names = String.join(" ", names);
    }

    /// The column of a name; case, spaces and a leading `g:` do not count.
    static Optional<Column> named(String name) {
        String word = name.strip().toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
        return Optional.ofNullable(BY_NAME.get(word.startsWith("g:") ? word.substring(2) : word));
    }

    /// Whether one row may say it several times.
    boolean repeats() {
        return switch (this) {
            case MORE_IMAGES, PRODUCT_TYPE, CATEGORY, DETAIL, VARIANT_OPTION -> true;
            default -> false;
        };
    }

    /// The word a shopper reads for it: `Color`.
    String label() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    private static Map<String, Column> byName() {
        Map<String, Column> columns = new HashMap<>();
        for (Column column : values()) {
            for (String name : column.names.split(" ", -1)) {
                columns.put(name, column);
            }
        }
        return Map.copyOf(columns);
    }
}
