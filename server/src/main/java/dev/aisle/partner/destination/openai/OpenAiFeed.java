package dev.aisle.partner.destination.openai;

import static dev.aisle.partner.destination.Checks.completePairs;
import static dev.aisle.partner.destination.Checks.decimal;
import static dev.aisle.partner.destination.Checks.gtin;
import static dev.aisle.partner.destination.Checks.image;
import static dev.aisle.partner.destination.Checks.isNot;
import static dev.aisle.partner.destination.Checks.longest;
import static dev.aisle.partner.destination.Checks.notPlaceholder;
import static dev.aisle.partner.destination.Checks.oneOf;
import static dev.aisle.partner.destination.Checks.ownDomain;
import static dev.aisle.partner.destination.Checks.plain;
import static dev.aisle.partner.destination.Checks.preferablyAtMost;
import static dev.aisle.partner.destination.Checks.price;
import static dev.aisle.partner.destination.Checks.saleBelow;
import static dev.aisle.partner.destination.Checks.url;
import static dev.aisle.partner.destination.Checks.wholeNumber;
import static dev.aisle.partner.destination.FeedField.decisive;
import static dev.aisle.partner.destination.FeedField.optional;
import static dev.aisle.partner.destination.FeedField.required;

import dev.aisle.market.listing.Availability;
import dev.aisle.market.listing.Condition;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.destination.Destination;
import dev.aisle.partner.destination.FeedField;
import dev.aisle.partner.destination.FeedForm;
import dev.aisle.partner.destination.FeedItem;
import dev.aisle.partner.destination.FeedOffer;
import dev.aisle.partner.destination.FeedText;
import dev.aisle.partner.destination.FeedValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The product feed of OpenAI in its canonical field names (developers.openai.com/commerce, file upload).
public final class OpenAiFeed implements Destination {

    private static final int LONGEST_ID = 50;
    private static final int LONGEST_TITLE = 150;
    private static final int LONGEST_DESCRIPTION = 5_000;
    private static final int MOST_IMAGES = 10;
    private static final double BEST_RATING = 5;
    private static final Set<String> IMAGES = Set.of("jpg", "jpeg", "jfif", "png");
    private static final Set<String> TARGET_COUNTRIES = Set.of("US", "CA", "MX");
    private static final String APART = "group_id, listing_has_variations and variant_dict go together";

    private static final List<FeedField> FIELDS = List.of(
            required("item_id", "id", longest(LONGEST_ID)),
            decisive("group_id", "group", longest(LONGEST_ID), isNot("item_id"))
                    .neededWhere(OpenAiFeed::isVariant, "together", APART),
            decisive("listing_has_variations", "group", oneOf("true"))
                    .neededWhere(OpenAiFeed::isVariant, "together", APART),
            decisive("variant_dict", "option", completePairs()).neededWhere(OpenAiFeed::isVariant, "together", APART),
            required("title", "title", preferablyAtMost(LONGEST_TITLE)),
            required("description", "description", plain(), preferablyAtMost(LONGEST_DESCRIPTION)),
            required("url", "url", url(), ownDomain()),
            required("brand", "brand", notPlaceholder()),
            required("seller_name", "merchant", notPlaceholder()),
            optional("seller_url", "merchant", url()),
            required("image_url", "image", url(), image(IMAGES)),
            optional("additional_image_urls", "image", url()),
            required(
                    "availability",
                    "availability",
                    oneOf("in_stock", "out_of_stock", "pre_order", "backorder", "unknown")),
            required("price", "price", price()),
            decisive("sale_price", "list_price", price(), saleBelow("price")),
            optional("gtin", "gtin", gtin()),
            optional("mpn", "mpn", notPlaceholder()),
            decisive("condition", "condition", oneOf("new", "refurbished", "used")),
            optional("product_category", "category"),
            optional("material", "attribute", notPlaceholder()),
            optional("color", "option", notPlaceholder()),
            optional("size", "option", notPlaceholder()),
            optional("gender", "gender", oneOf("male", "female", "unisex")),
            optional("age_group", "age", oneOf("newborn", "infant", "toddler", "kids", "adult")),
            optional("review_count", "rating_count", wholeNumber()),
            optional("star_rating", "rating", decimal(0, BEST_RATING)),
            optional("target_countries", "country"),
            optional("is_eligible_search", "merchant", oneOf("true", "false")),
            optional("is_eligible_checkout", "merchant", oneOf("true", "false")));

    @Override
    public Platform platform() {
        return Platform.OPENAI;
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
        return List.of(new JsonLines());
    }

    @Override
    public String nextStep() {
        return "Add this feed URL in OpenAI Merchant Center, then confirm it here.";
    }

    @Override
    public FeedItem item(FeedOffer offer) {
        Listing listing = offer.listing();
        FeedItem.Draft item = FeedItem.with("item_id", offer.itemId());
        List<Listing.Named> choice = choice(offer);
        if (!choice.isEmpty()) {
            item.put("group_id", offer.group().map(FeedOffer.Group::id))
                    .put("listing_has_variations", true)
                    .put("variant_dict", new FeedValue.Pairs(choice));
        }
        List<String> images = FeedText.images(listing, IMAGES);
        item.put("title", FeedText.title(offer, LONGEST_TITLE))
                .put("description", FeedText.cut(FeedText.line(listing.description()), LONGEST_DESCRIPTION))
                .put("url", listing.url().toASCIIString())
                .put("brand", listing.identity().brand())
                .put("seller_name", offer.merchant().displayName())
                .put("seller_url", offer.merchant().home().toString())
                .put(
                        "image_url",
                        images.stream()
                                .findFirst()
                                .or(() -> listing.images().stream().findFirst()))
                .put(
                        "additional_image_urls",
                        images.stream().skip(1).limit(MOST_IMAGES).toList())
                .put("availability", word(listing.availability()))
                .put("price", FeedText.price(FeedText.regularPrice(listing)))
                .put("sale_price", FeedText.salePrice(listing).map(FeedText::price))
                .put("gtin", listing.identity().gtin().map(FeedText::gtin))
                .put("mpn", listing.identity().mpn())
                .put("condition", listing.condition().map(Condition::word))
                .put("product_category", category(offer))
                .put("material", FeedText.material(listing))
                .put("color", FeedText.color(listing))
                .put("size", FeedText.size(listing))
                .put("gender", listing.audience().gender())
                .put("age_group", listing.audience().age());
        listing.rating().ifPresent(it -> rate(item, it));
        listing.audience()
                .country()
                .filter(TARGET_COUNTRIES::contains)
                .ifPresent(it -> item.put("target_countries", List.of(it)));
        return item.put("is_eligible_search", true)
                .put("is_eligible_checkout", false)
                .item();
    }

    /// The options that all siblings have, so that a group says the same names throughout.
    private static List<Listing.Named> choice(FeedOffer offer) {
        List<Listing.Named> choice = new ArrayList<>();
        offer.group()
                .ifPresent(group -> group.optionNames()
                        .forEach(name -> offer.listing().options().stream()
                                .filter(it -> it.name().equalsIgnoreCase(name))
                                .findFirst()
                                .ifPresent(it -> choice.add(new Listing.Named(name, FeedText.line(it.value()))))));
        return choice;
    }

    private static Optional<String> category(FeedOffer offer) {
        return offer.categoryPath().isEmpty()
                ? offer.listing().categories().stream().findFirst()
                : Optional.of(String.join(" > ", offer.categoryPath()));
    }

    private static void rate(FeedItem.Draft item, Listing.Rating rating) {
        if (rating.scale() > 0 && rating.value() >= 0 && rating.value() <= rating.scale()) {
            item.put("review_count", rating.count())
                    .put(
                            "star_rating",
                            BigDecimal.valueOf(rating.value() / rating.scale() * BEST_RATING)
                                    .setScale(2, RoundingMode.HALF_UP)
                                    .stripTrailingZeros()
                                    .toPlainString());
        }
    }

    private static boolean isVariant(FeedItem item) {
        return item.has("group_id") || item.has("variant_dict") || item.has("listing_has_variations");
    }

    private static String word(Availability availability) {
        return switch (availability) {
            case IN_STOCK -> "in_stock";
            case BACKORDER -> "backorder";
            case PREORDER -> "pre_order";
            case OUT_OF_STOCK, DISCONTINUED -> "out_of_stock";
        };
    }
}
