package dev.aisle.partner.destination.microsoft;

import static dev.aisle.partner.destination.Checks.amountIn;
import static dev.aisle.partner.destination.Checks.atMost;
import static dev.aisle.partner.destination.Checks.gtin;
import static dev.aisle.partner.destination.Checks.image;
import static dev.aisle.partner.destination.Checks.isNot;
import static dev.aisle.partner.destination.Checks.longest;
import static dev.aisle.partner.destination.Checks.notPlaceholder;
import static dev.aisle.partner.destination.Checks.oneOf;
import static dev.aisle.partner.destination.Checks.ownDomain;
import static dev.aisle.partner.destination.Checks.plain;
import static dev.aisle.partner.destination.Checks.price;
import static dev.aisle.partner.destination.Checks.saleBelow;
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
import java.util.Set;

/// The feed file of Microsoft Merchant Center (help.ads.microsoft.com).
public final class MicrosoftFeed implements Destination {

    private static final int LONGEST_ID = 50;
    private static final int LONGEST_TITLE = 150;
    private static final int LONGEST_DESCRIPTION = 10_000;
    private static final int LONGEST_NAME = 70;
    private static final int LONGEST_CHOICE = 1_000;
    private static final int LONGEST_TYPE = 750;
    private static final int LONGEST_CATEGORY = 255;
    private static final int MOST_IMAGES = 10;
    private static final Set<String> IMAGES = Set.of("jpg", "jpeg", "jfif", "png", "webp", "gif", "bmp", "tif", "tiff");

    private static final List<FeedField> FIELDS = List.of(
            required("id", "id", longest(LONGEST_ID)),
            decisive("item_group_id", "group", longest(LONGEST_ID), isNot("id")),
            required("title", "title", longest(LONGEST_TITLE)),
            required("description", "description", plain(), longest(LONGEST_DESCRIPTION)),
            required("link", "url", url(), ownDomain()),
            required("image_link", "image", url(), image(IMAGES)),
            optional("additional_image_link", "image", url(), atMost(MOST_IMAGES)),
            decisive("availability", "availability", oneOf("in stock", "out of stock", "preorder")),
            required("price", "price", price()),
            decisive("sale_price", "list_price", amountIn("price"), saleBelow("price")),
            optional("brand", "brand", notPlaceholder(), longest(LONGEST_NAME)),
            optional("gtin", "gtin", gtin()),
            optional("mpn", "mpn", notPlaceholder(), longest(LONGEST_NAME)),
            optional("identifier_exists", "gtin", oneOf("TRUE", "FALSE")),
            decisive("condition", "condition", oneOf("new", "refurbished", "used")),
            optional("color", "option", notPlaceholder()),
            optional("size", "option", notPlaceholder()),
            optional("gender", "gender", oneOf("male", "female", "unisex")),
            optional("age_group", "age", oneOf("newborn", "infant", "toddler", "kids", "adult")),
            optional("material", "attribute", notPlaceholder()),
            optional("product_category", "category", longest(LONGEST_CATEGORY)),
            optional("product_type", "category", longest(LONGEST_TYPE)));

    private static final ShopDraft DRAFT = new ShopDraft(
            LONGEST_TITLE,
            LONGEST_DESCRIPTION,
            LONGEST_NAME,
            LONGEST_CHOICE,
            LONGEST_CHOICE,
            LONGEST_TYPE,
            MOST_IMAGES,
            IMAGES,
            MicrosoftFeed::word,
            FeedText::amount,
            "FALSE");

    private static final List<String> COLUMNS =
            FIELDS.stream().map(FeedField::name).toList();

    @Override
    public Platform platform() {
        return Platform.MICROSOFT;
    }

    @Override
    public List<FeedField> fields() {
        return FIELDS;
    }

    @Override
    public String categoryField() {
        return "product_category";
    }

    @Override
    public List<FeedForm> forms() {
        return List.of(new DelimitedForm("microsoft", "txt", COLUMNS, false));
    }

    @Override
    public String nextStep() {
        return "Add this feed URL for automatic download in Microsoft Merchant Center, then confirm it here.";
    }

    @Override
    public FeedItem item(FeedOffer offer) {
        return DRAFT.of(offer).item();
    }

    /// It has no word for what is ordered now and comes later.
    private static String word(Availability availability) {
        return switch (availability) {
            case IN_STOCK -> "in stock";
            case PREORDER -> "preorder";
            case BACKORDER, OUT_OF_STOCK, DISCONTINUED -> "out of stock";
        };
    }
}
