package dev.aisle.partner.subscription;

import dev.aisle.base.money.Money;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.product.Offer;
import dev.aisle.market.product.ProductId;
import java.util.Optional;

/// One thing that a vendor is told.
///
/// @param product the one it belongs to now, or last belonged to
/// @param now absent where it is gone
/// @param before absent where it is new
public record OfferChange(
        Subscription subscription,
        OfferEvent event,
        ProductId product,
        ListingId offer,
        Optional<Offer> now,
        Optional<Seen> before) {

    /// An offer as a subscription last saw it.
    public record Seen(String domain, Money price, boolean canBeOrdered) {

        static Seen of(Offer offer) {
            return new Seen(
                    offer.merchant().domain(),
                    offer.price(),
                    offer.availability().canBeOrdered());
        }
    }
}
