package dev.aisle.partner.destination;

import dev.aisle.base.money.Money;
import dev.aisle.market.listing.Availability;
import dev.aisle.market.listing.Condition;
import dev.aisle.market.listing.Listing;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// What the outlets that take Google's fields have in common: the same fields in the same order, each outlet with its
/// own words and lengths.
///
/// @param longestMaterial and so on, in characters
public record ShopDraft(
        int longestTitle,
        int longestDescription,
        int longestName,
        int longestChoice,
        int longestMaterial,
        int longestType,
        int mostImages,
        Set<String> pictures,
        Function<Availability, String> stock,
        Function<Money, String> sale,
        String noIdentifier) {

    /// An offer in these words; a destination may add fields of its own.
    public FeedItem.Draft of(FeedOffer offer) {
        Listing listing = offer.listing();
        Listing.Identity identity = listing.identity();
        List<String> images = FeedText.images(listing, pictures);
        FeedItem.Draft item = FeedItem.with("id", offer.itemId())
                .put("item_group_id", offer.group().map(FeedOffer.Group::id))
                .put("title", FeedText.title(offer, longestTitle))
                .put("description", FeedText.cut(FeedText.line(listing.description()), longestDescription))
                .put("link", listing.url().toASCIIString());
        if (!listing.images().isEmpty()) {
            item.put("image_link", (images.isEmpty() ? listing.images() : images).getFirst());
        }
        if (images.size() > 1) {
            item.put("additional_image_link", images.subList(1, Math.min(images.size(), mostImages + 1)));
        }
        item.put("availability", stock.apply(listing.availability()))
                .put("price", FeedText.price(FeedText.regularPrice(listing)))
                .put("sale_price", FeedText.salePrice(listing).map(sale))
                .put("brand", identity.brand().map(it -> FeedText.cut(it, longestName)))
                .put("gtin", identity.gtin().map(FeedText::gtin))
                .put("mpn", identity.mpn());
        if (identity.gtin().isEmpty() && identity.mpn().isEmpty()) {
            item.put("identifier_exists", noIdentifier);
        }
        return item.put("condition", listing.condition().map(Condition::word))
                .put("color", FeedText.color(listing).map(it -> FeedText.cut(it, longestChoice)))
                .put("size", FeedText.size(listing).map(it -> FeedText.cut(it, longestChoice)))
                .put("gender", listing.audience().gender())
                .put("age_group", listing.audience().age())
                .put("material", FeedText.material(listing).map(it -> FeedText.cut(it, longestMaterial)))
                .put("product_type", FeedText.productType(offer, longestType));
    }
}
