package dev.aisle.partner.subscription;

import dev.aisle.market.listing.Listing;
import dev.aisle.market.product.Offer;
import dev.aisle.market.product.ProductId;
import dev.aisle.market.vendor.VendorId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A vendor's wish to be told of a product's offers.
///
/// @param product as the vendor named it; a merge does not change it
/// @param kind which of the two ways of subscribing it was made by
public record Subscription(
        String id,
        VendorId vendor,
        Kind kind,
        ProductId product,
        Wish wish,
        Instant createdAt,
        Optional<Instant> cancelledAt) {

    /// The live price tracking of v0, of which there is one for a product, or the product subscriptions of v1.
    public enum Kind {
        TRACKING,
        PRODUCT
    }

    /// Which offers it is about, and what of them.
    ///
    /// @param domains of merchants; without any, every merchant's
    /// @param selection choices that an offer must have, all of them
    /// @param currency of the locale: offers in another one are not shown there
    public record Wish(
            Set<OfferEvent> events,
            List<String> domains,
            List<Listing.Named> selection,
            Optional<String> language,
            Optional<String> country,
            String currency) {

        public Wish {
            events = Set.copyOf(events);
            domains = domains.stream().sorted().distinct().toList();
            selection = List.copyOf(selection);
        }

        boolean covers(Offer offer) {
            return offer.price().currency().equals(currency)
                    && (domains.isEmpty() || domains.contains(offer.merchant().domain()))
                    && selection.stream()
                            .allMatch(choice -> offer.listing().options().stream()
                                    .anyMatch(option -> option.name().equalsIgnoreCase(choice.name())
                                            && option.value().equalsIgnoreCase(choice.value())));
        }
    }

    public boolean isActive() {
        return cancelledAt.isEmpty();
    }
}
