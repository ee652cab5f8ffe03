package dev.aisle.partner.source.file;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a column or element of a product feed is about, by the names of the Google and the OpenAI
/// specification.
public enum Column {
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

    /// What a merchant is asked to confirm, in this order: what a listing cannot be without, and what helps most to
    /// find it.
    public static final List<Column> ASKED = List.of(
            ID,
            TITLE,
            LINK,
            PRICE,
            SALE_PRICE,
            IMAGE,
            DESCRIPTION,
            AVAILABILITY,
            BRAND,
            GTIN,
            MPN,
            CONDITION,
            GROUP,
            COLOR,
            SIZE,
            PRODUCT_TYPE);

    /// Without them a row is no listing.
    public static final List<Column> NEEDED = List.of(ID, TITLE, LINK, PRICE);

    /// Parts of names that files in the languages of the connect page often use, the likeliest first.
    private static final Map<Column, List<String>> LIKELY = Map.ofEntries(
            Map.entry(
                    ID, List.of("product_id", "artikelnummer", "article_id", "item_number", "sku", "referencia", "id")),
            Map.entry(
                    TITLE,
                    List.of(
                            "product_name",
                            "title",
                            "titel",
                            "titre",
                            "titulo",
                            "título",
                            "bezeichnung",
                            "name",
                            "nombre",
                            "nom")),
            Map.entry(LINK, List.of("product_url", "deeplink", "link", "url", "enlace", "lien", "href")),
            Map.entry(PRICE, List.of("price", "preis", "precio", "prix", "amount")),
            Map.entry(
                    SALE_PRICE, List.of("sale_price", "angebotspreis", "special_price", "precio_oferta", "prix_promo")),
            Map.entry(IMAGE, List.of("image", "picture", "photo", "bild", "imagen")),
            Map.entry(DESCRIPTION, List.of("description", "beschreibung", "descripcion", "descripción")),
            Map.entry(AVAILABILITY, List.of("availability", "stock", "verfügbarkeit", "verfugbarkeit", "disponib")),
            Map.entry(BRAND, List.of("brand", "manufacturer", "marke", "hersteller", "marque", "marca")),
            Map.entry(GTIN, List.of("gtin", "ean", "barcode", "upc", "isbn")),
            Map.entry(MPN, List.of("mpn", "part_number", "herstellernummer")),
            Map.entry(CONDITION, List.of("condition", "zustand", "etat", "état", "estado")),
            Map.entry(GROUP, List.of("group_id", "parent_id", "parent_sku")),
            Map.entry(COLOR, List.of("color", "colour", "farbe", "couleur")),
            Map.entry(SIZE, List.of("size", "größe", "groesse", "taille", "talla")),
            Map.entry(
                    PRODUCT_TYPE,
                    List.of("product_type", "category", "kategorie", "categoria", "categoría", "catégorie")));

    private static final Map<String, Column> BY_NAME = byName();

    private final String names;

    Column(String... names) {
        this.names = String.join(" ", names);
    }

    /// The column of a name; case, spaces and a leading `g:` do not count.
    static Optional<Column> named(String name) {
        return Optional.ofNullable(BY_NAME.get(plain(name)));
    }

    private static String plain(String name) {
        String word = name.strip().toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
        return word.startsWith("g:") ? word.substring(2) : word;
    }

    /// Which of a file's columns each field is probably in: by its name, else by a likely part of it. To be
    /// confirmed.
    static Map<Column, String> guess(List<String> names) {
        Map<Column, String> guessed = new EnumMap<>(Column.class);
        for (String name : names) {
            named(name).filter(ASKED::contains).ifPresent(it -> guessed.putIfAbsent(it, name));
        }
        for (Column column : ASKED) {
            if (!guessed.containsKey(column)) {
                likely(column, names, guessed.values()).ifPresent(it -> guessed.put(column, it));
            }
        }
        return guessed;
    }

    private static Optional<String> likely(Column column, List<String> names, Collection<String> taken) {
        for (String part : LIKELY.getOrDefault(column, List.of())) {
            for (String name : names) {
                boolean free = !taken.contains(name) && named(name).isEmpty();
                if (free
                        && (part.length() < 4
                                ? plain(name).equals(part)
                                : plain(name).contains(part))) {
                    return Optional.of(name);
                }
            }
        }
        return Optional.empty();
    }

    /// Its name in forms and in the secret.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
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
