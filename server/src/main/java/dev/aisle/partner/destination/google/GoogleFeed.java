package dev.aisle.partner.destination.google;

import static dev.aisle.partner.destination.Checks.atMost;
import static dev.aisle.partner.destination.Checks.gtin;
import static dev.aisle.partner.destination.Checks.image;
import static dev.aisle.partner.destination.Checks.isNot;
import static dev.aisle.partner.destination.Checks.longest;
import static dev.aisle.partner.destination.Checks.moment;
import static dev.aisle.partner.destination.Checks.notPlaceholder;
import static dev.aisle.partner.destination.Checks.oneOf;
import static dev.aisle.partner.destination.Checks.ownDomain;
import static dev.aisle.partner.destination.Checks.plain;
import static dev.aisle.partner.destination.Checks.price;
import static dev.aisle.partner.destination.Checks.saleBelow;
import static dev.aisle.partner.destination.Checks.unless;
import static dev.aisle.partner.destination.Checks.url;
import static dev.aisle.partner.destination.FeedField.decisive;
import static dev.aisle.partner.destination.FeedField.optional;
import static dev.aisle.partner.destination.FeedField.required;

import dev.aisle.market.listing.Availability;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.destination.DelimitedForm;
import dev.aisle.partner.destination.Destination;
import dev.aisle.partner.destination.FeedField;
import dev.aisle.partner.destination.FeedForm;
import dev.aisle.partner.destination.FeedItem;
import dev.aisle.partner.destination.FeedOffer;
import dev.aisle.partner.destination.FeedText;
import dev.aisle.partner.destination.ShopDraft;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The product data of Google Merchant Center (support.google.com/merchants, product data specification).
public final class GoogleFeed implements Destination {

    private static final int LONGEST_ID = 50;
    private static final int LONGEST_TITLE = 150;
    private static final int LONGEST_DESCRIPTION = 5_000;
    private static final int LONGEST_NAME = 70;
    private static final int LONGEST_CHOICE = 100;
    private static final int LONGEST_MATERIAL = 200;
    private static final int LONGEST_TYPE = 750;
    private static final int MOST_IMAGES = 10;
    private static final Set<String> IMAGES = Set.of("jpg", "jpeg", "jfif", "png", "webp", "gif", "bmp", "tif", "tiff");
    private static final List<String> MEDIA = List.of("books", "movies", "music", "dvds", "videos");

    private static final List<FeedField> FIELDS = List.of(
            required("id", "id", longest(LONGEST_ID)),
            decisive("item_group_id", "group", longest(LONGEST_ID), isNot("id")),
            required("title", "title", longest(LONGEST_TITLE)),
            required("description", "description", plain(), longest(LONGEST_DESCRIPTION)),
            required("link", "url", url(), ownDomain()),
            required("image_link", "image", url(), image(IMAGES)),
            optional("additional_image_link", "image", url(), atMost(MOST_IMAGES)),
            required(
                    "availability",
                    "availability",
                    oneOf("in_stock", "out_of_stock", "preorder", "backorder"),
                    unless(
                            (value, item) -> !value.said().equals("preorder") || item.has("availability_date"),
                            "date_missing",
                            "is preorder: an availability_date has to say from when; set it with a feed rule")),
            optional("availability_date", "availability", moment()),
            required("price", "price", price()),
            decisive("sale_price", "list_price", price(), saleBelow("price")),
            decisive("brand", "brand", notPlaceholder(), longest(LONGEST_NAME))
                    .neededWhere(
                            GoogleFeed::isNewAndBranded,
                            "required",
                            "every new product but books, movies and music needs it; give the product its brand, or set one"
                                    + " with a feed rule"),
            optional("gtin", "gtin", gtin()),
            optional("mpn", "mpn", notPlaceholder(), longest(LONGEST_NAME)),
            optional(
                    "identifier_exists",
                    "gtin",
                    oneOf("yes", "no"),
                    unless(
                            (value, item) -> !value.said().equals("no") || (!item.has("gtin") && !item.has("mpn")),
                            "contradicts",
                            "is no, but the item has a GTIN or an MPN: take it away")),
            decisive("condition", "condition", oneOf("new", "refurbished", "used")),
            optional("color", "option", notPlaceholder(), longest(LONGEST_CHOICE)),
            optional("size", "option", notPlaceholder(), longest(LONGEST_CHOICE)),
            optional("gender", "gender", oneOf("male", "female", "unisex")),
            optional("age_group", "age", oneOf("newborn", "infant", "toddler", "kids", "adult")),
            optional("material", "attribute", notPlaceholder(), longest(LONGEST_MATERIAL)),
            optional("pattern", "attribute", notPlaceholder(), longest(LONGEST_CHOICE)),
            optional("google_product_category", "category", longest(LONGEST_TYPE)),
            optional("product_type", "category", longest(LONGEST_TYPE)));

    private static final ShopDraft DRAFT = new ShopDraft(
            LONGEST_TITLE,
            LONGEST_DESCRIPTION,
            LONGEST_NAME,
            LONGEST_CHOICE,
            LONGEST_MATERIAL,
            LONGEST_TYPE,
            MOST_IMAGES,
            IMAGES,
            GoogleFeed::word,
            FeedText::price,
            "no");

    private static final List<String> COLUMNS =
            FIELDS.stream().map(FeedField::name).toList();

    @Override
    public Platform platform() {
        return Platform.GOOGLE;
    }

    @Override
    public List<FeedField> fields() {
        return FIELDS;
    }

    @Override
    public String categoryField() {
        return "google_product_category";
    }

    @Override
    public List<FeedForm> forms() {
        return List.of(new Rss("google"), new DelimitedForm("google", "tsv", COLUMNS, true));
    }

    @Override
    public String nextStep() {
        return "Add this feed URL as a data source in Google Merchant Center, then confirm it here.";
    }

    @Override
    public FeedItem item(FeedOffer offer) {
        return DRAFT.of(offer)
                .put("pattern", FeedText.pattern(offer.listing()).map(it -> FeedText.cut(it, LONGEST_CHOICE)))
                .item();
    }

    /// Books, movies and music have no brand.
    private static boolean isNewAndBranded(FeedItem item) {
        String condition = item.said("condition");
        String type = item.said("product_type").toLowerCase(Locale.ROOT);
        return !condition.equals("used")
                && !condition.equals("refurbished")
                && MEDIA.stream().noneMatch(type::contains);
    }

    private static String word(Availability availability) {
        return switch (availability) {
            case IN_STOCK -> "in_stock";
            case BACKORDER -> "backorder";
            case PREORDER -> "preorder";
            case OUT_OF_STOCK, DISCONTINUED -> "out_of_stock";
        };
    }
}
