package dev.aisle.catalog.index;

import dev.aisle.base.money.Money;
import dev.aisle.market.listing.Availability;
import dev.aisle.market.listing.Condition;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.product.Offer;
import dev.aisle.market.product.Product;
import dev.aisle.market.product.ProductId;
import java.util.List;
import java.util.Optional;

/// A product as the index keeps it: the facts that filters ask for, and the bytes that answers are spliced from.
///
/// @param head the product's JSON members that no caller changes, without braces: `"id":"…","title":"…",…`
/// @param offers all of them in the order of their ids where it is written; in an answer those that it shows, the
///     featured one first
@SuppressWarnings("ArrayRecordComponent") // spliced into answers as they are, never compared
public record ProductDocument(ProductId id, String family, byte[] head, List<OfferDocument> offers) {

    public ProductDocument {
        offers = List.copyOf(offers);
    }

    /// All that the index keeps of a product.
    public static ProductDocument of(Product product, ProductRenderer renderer) {
        return new ProductDocument(
                product.id(),
                product.family(),
                renderer.head(product),
                product.offers().stream()
                        .map(offer -> OfferDocument.of(product, offer, renderer))
                        .toList());
    }

    /// One offer.
    ///
    /// @param amount in minor units of the currency
    /// @param reduced whether it is offered below its list price
    /// @param country the ISO 3166-1 country its store sells to, where known
    /// @param page a hash of the key of the store's page, see [PackedProduct#pageHash]
    /// @param options the choice this offer stands for
    /// @param body the variant's JSON members that no caller changes, without braces: all but `url`, `inputs`,
    ///     `placement` and `options`
    @SuppressWarnings("ArrayRecordComponent")
    public record OfferDocument(
            ListingId id,
            MerchantId merchant,
            long amount,
            String currency,
            boolean reduced,
            Optional<String> country,
            Availability availability,
            Condition condition,
            long page,
            List<Listing.Named> options,
            byte[] body) {

        private static OfferDocument of(Product product, Offer offer, ProductRenderer renderer) {
            return new OfferDocument(
                    offer.id(),
                    offer.merchant().id(),
                    offer.price().amount(),
                    offer.price().currency(),
                    offer.compareAt().isPresent(),
                    offer.listing().audience().country(),
                    offer.availability(),
                    offer.condition(),
                    PackedProduct.pageHash(UrlKey.of(offer.listing().url())),
                    offer.listing().options(),
                    renderer.body(product, offer));
        }

        public Money price() {
            return new Money(amount, currency);
        }
    }
}
