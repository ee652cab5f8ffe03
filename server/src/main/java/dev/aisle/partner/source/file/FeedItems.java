package dev.aisle.partner.source.file;

import dev.aisle.base.json.Json;
import dev.aisle.base.money.PriceText;
import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.Origin.Evidence;
import dev.aisle.market.listing.RawListing;
import dev.aisle.market.listing.RawListing.Named;
import dev.aisle.market.listing.RawListing.Said;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.source.Source.BadRow;
import dev.aisle.supply.normalize.WebAddress;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Makes raw listings of a merchant's feed rows. What a row says is kept in its words; only what a listing cannot be
/// without is asked for here: id, title, link and price.
final class FeedItems {

    private static final double CONFIDENCE = 0.95;
    private static final double CONFIDENCE_IN_ID_AS_SKU = 0.6;
    private static final int LONGEST_ITEM = 2_000;
    private static final Pattern BETWEEN_ADDRESSES = Pattern.compile(",(?=\\s*https?:)");
    private static final URI NOWHERE = URI.create("about:blank");

    private final MerchantId merchant;
    private final Instant readAt;

    FeedItems(MerchantId merchant, Instant readAt) {
        this.merchant = merchant;
        this.readAt = readAt;
    }

    /// What became of a row.
    sealed interface Item {
        record Read(RawListing listing) implements Item {}

        record Bad(BadRow row) implements Item {}
    }

    /// @param line not the end
    Item read(Rows.Line line) {
        return switch (line) {
            case Rows.Line.Words words -> read(words.number(), words.row());
            case Rows.Line.Broken broken -> new Item.Bad(new BadRow(broken.number(), broken.reason()));
            case Rows.Line.End end -> throw new IllegalArgumentException("the end is no row");
        };
    }

    private Item read(long number, FeedRow row) {
        String id = row.find(Column.ID)
                .or(() -> row.find(Column.SKU))
                .map(String::strip)
                .orElse("");
        String missing = missing(row, id);
        if (!missing.isEmpty()) {
            return new Item.Bad(new BadRow(number, missing));
        }
        Optional<URI> link = row.find(Column.LINK).flatMap(text -> WebAddress.of(text, NOWHERE));
        if (link.isEmpty()) {
            return new Item.Bad(new BadRow(
                    number,
                    "link is not an http address: " + row.find(Column.LINK).orElse("")));
        }
        boolean inGroup = row.says(Column.GROUP);
        String item = UrlKey.of(link.get()).value() + (inGroup ? "#" + id : "");
        if (item.length() > LONGEST_ITEM) {
            return new Item.Bad(new BadRow(number, "link is longer than " + LONGEST_ITEM + " characters"));
        }
        return new Item.Read(new RawListing(
                merchant,
                Platform.PRODUCT_FEED,
                item,
                link.get(),
                fields(row, id, link.get()),
                inGroup ? options(row) : List.of(),
                attributes(row, inGroup),
                readAt));
    }

    private static String missing(FeedRow row, String id) {
        StringBuilder missing = new StringBuilder();
        append(missing, id.isEmpty(), "id");
        append(missing, !row.says(Column.TITLE), "title");
        append(missing, !row.says(Column.LINK), "link");
        append(missing, !row.says(Column.PRICE) && !row.says(Column.SALE_PRICE), "price");
        return missing.isEmpty() ? "" : missing + " missing";
    }

    private static void append(StringBuilder missing, boolean isMissing, String name) {
        if (isMissing) {
            missing.append(missing.isEmpty() ? "" : ", ").append(name);
        }
    }

    private Map<Field, List<Said>> fields(FeedRow row, String id, URI link) {
        Map<Field, List<Said>> fields = new EnumMap<>(Field.class);
        fields.put(Field.URL, List.of(said(link.toString())));
        put(fields, Field.TITLE, row.find(Column.TITLE));
        put(fields, Field.DESCRIPTION, row.find(Column.DESCRIPTION));
        put(fields, Field.BRAND, row.find(Column.BRAND));
        put(fields, Field.MPN, row.find(Column.MPN));
        put(fields, Field.GROUP, row.find(Column.GROUP));
        put(fields, Field.AVAILABILITY, row.find(Column.AVAILABILITY));
        put(fields, Field.CONDITION, row.find(Column.CONDITION));
        put(fields, Field.GENDER, row.find(Column.GENDER));
        put(fields, Field.AGE, row.find(Column.AGE));
        put(fields, Field.SELLER, row.find(Column.SELLER));
        put(fields, Field.LANGUAGE, row.find(Column.LANGUAGE));
        put(fields, Field.COUNTRY, row.find(Column.COUNTRY));
        put(fields, Field.RATING, row.find(Column.RATING));
        put(fields, Field.RATING_COUNT, row.find(Column.RATING_COUNT));
        fields.put(
                Field.SKU,
                row.says(Column.SKU)
                        ? List.of(said(row.find(Column.SKU).orElseThrow()))
                        : List.of(new Said(id, Evidence.FEED_FILE, CONFIDENCE_IN_ID_AS_SKU)));
        row.find(Column.GTIN).ifPresent(gtin -> fields.put(Field.GTIN, split(gtin, ",")));
        putPrices(fields, row);
        putImages(fields, row);
        putCategories(fields, row);
        return fields;
    }

    private static void put(Map<Field, List<Said>> fields, Field field, Optional<String> words) {
        if (words.isPresent()) {
            fields.put(field, List.of(said(words.get())));
        }
    }

    private static Said said(String words) {
        return new Said(words, Evidence.FEED_FILE, CONFIDENCE);
    }

    private static List<Said> split(String words, String separator) {
        if (words.indexOf(separator) < 0) {
            return List.of(said(words));
        }
        List<Said> parts = new ArrayList<>();
        for (String part : words.split(separator, -1)) {
            if (!part.isBlank()) {
                parts.add(said(part.strip()));
            }
        }
        return parts;
    }

    /// A sale price counts while it lasts and where it is below the price. Some dialects write it without its
    /// currency, which then is the price's.
    private void putPrices(Map<Field, List<Said>> fields, FeedRow row) {
        Optional<String> price = row.find(Column.PRICE);
        Optional<String> sale = row.find(Column.SALE_PRICE)
                .filter(it -> price.isEmpty() || isSale(it, price.get()))
                .filter(it -> SaleDates.include(row.find(Column.SALE_DATES).orElse(""), readAt));
        if (sale.isEmpty()) {
            put(fields, Field.PRICE, price);
            return;
        }
        if (price.isEmpty()) {
            put(fields, Field.PRICE, sale);
            return;
        }
        fields.put(Field.PRICE, List.of(said(sale.get()), said(price.get())));
        fields.put(Field.LIST_PRICE, List.of(said(price.get())));
        put(fields, Field.CURRENCY, PriceText.read(price.get()).mark());
    }

    private static boolean isSale(String sale, String price) {
        BigDecimal lower = PriceText.read(sale).amount().orElse(BigDecimal.ZERO);
        BigDecimal higher = PriceText.read(price).amount().orElse(BigDecimal.ZERO);
        return lower.signum() > 0 && (lower.compareTo(higher) < 0 || higher.signum() == 0);
    }

    private static void putImages(Map<Field, List<Said>> fields, FeedRow row) {
        if (!row.says(Column.IMAGE) && !row.says(Column.MORE_IMAGES)) {
            return;
        }
        List<Said> images = new ArrayList<>();
        row.find(Column.IMAGE).ifPresent(image -> images.add(said(image)));
        for (String more : row.all(Column.MORE_IMAGES)) {
            for (String address : BETWEEN_ADDRESSES.split(more, -1)) {
                images.add(said(address.strip().replace("%2C", ",")));
            }
        }
        fields.put(Field.IMAGE, images);
    }

    private static void putCategories(Map<Field, List<Said>> fields, FeedRow row) {
        if (!row.says(Column.PRODUCT_TYPE)) {
            put(fields, Field.CATEGORY, row.find(Column.CATEGORY));
            return;
        }
        List<Said> paths = new ArrayList<>();
        row.all(Column.PRODUCT_TYPE).forEach(path -> paths.add(said(path)));
        row.all(Column.CATEGORY).forEach(path -> paths.add(said(path)));
        fields.put(Field.CATEGORY, paths);
    }

    private static List<Named> options(FeedRow row) {
        List<Named> options = new ArrayList<>();
        row.find(Column.VARIANTS).ifPresent(json -> addVariants(options, json));
        row.all(Column.VARIANT_OPTION).forEach(pair -> addPair(options, pair));
        addLabelled(options, row, Column.CHOICES);
        return options;
    }

    private static List<Named> attributes(FeedRow row, boolean inGroup) {
        List<Named> attributes = new ArrayList<>();
        if (!inGroup) {
            addLabelled(attributes, row, Column.CHOICES);
        }
        addLabelled(attributes, row, Column.MEASURES);
        for (String detail : row.all(Column.DETAIL)) {
            int section = detail.indexOf(':');
            boolean threeParts = section >= 0 && detail.indexOf(':', section + 1) >= 0;
            addPair(attributes, threeParts ? detail.substring(section + 1) : detail);
        }
        return attributes;
    }

    private static void addLabelled(List<Named> named, FeedRow row, List<Column> columns) {
        for (Column column : columns) {
            Optional<String> words = row.find(column);
            if (words.isPresent()) {
                named.add(new Named(column.label(), words.get()));
            }
        }
    }

    private static void addPair(List<Named> named, String pair) {
        int colon = pair.indexOf(':');
        if (colon > 0 && colon < pair.length() - 1) {
            named.add(new Named(pair.substring(0, colon), pair.substring(colon + 1)));
        }
    }

    /// OpenAI's `variant_dict`: an object of option and value, as JSON.
    private static void addVariants(List<Named> options, String json) {
        try {
            for (Map.Entry<String, JsonNode> option : Json.tree(json).properties()) {
                options.add(new Named(option.getKey(), option.getValue().asString("")));
            }
        } catch (JacksonException notJson) {
            addPair(options, json);
        }
    }
}
