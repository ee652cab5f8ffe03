package dev.aisle.catalog.index;

import dev.aisle.market.listing.Availability;
import dev.aisle.market.listing.Condition;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.product.ProductId;
import java.util.List;

/// A product as the index keeps it: the facts that filters ask for, and the bytes that answers are spliced from.
///
/// @param head the product's JSON members that no caller changes, without braces: `"id":"…","title":"…",…`
@SuppressWarnings("ArrayRecordComponent") // spliced into answers as they are, never compared
public record ProductDocument(ProductId id, String family, byte[] head, List<OfferDocument> offers) {

    /// One offer.
    ///
    /// @param amount in minor units of the currency
    /// @param options the choice this offer stands for
    /// @param body the variant's JSON members that no caller changes, without braces: all but `url`, `inputs`,
    ///     `placement` and `options`
    @SuppressWarnings("ArrayRecordComponent")
    public record OfferDocument(
            ListingId id,
            MerchantId merchant,
            long amount,
            String currency,
            Availability availability,
            Condition condition,
            List<Listing.Named> options,
            byte[] body) {}
}
