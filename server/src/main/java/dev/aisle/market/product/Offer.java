package dev.aisle.market.product;

import dev.aisle.base.money.Money;
import dev.aisle.market.listing.Availability;
import dev.aisle.market.listing.Condition;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.merchant.Merchant;
import java.time.Instant;
import java.util.Optional;

/// What a shopper can buy: one listing matched to a product. Its id is the listing's ULID.
public record Offer(ListingId id, Merchant merchant, Listing listing, Instant changedAt) {

    public Money price() {
        return listing.price();
    }

    /// What it was offered for before, where that is more.
    public Optional<Money> compareAt() {
        return listing.listPrice()
                .filter(list -> list.currency().equals(price().currency()) && list.amount() > price().amount());
    }

    public Availability availability() {
        return listing.availability();
    }

    /// Unknown counts as new.
    public Condition condition() {
        return listing.condition().orElse(Condition.NEW);
    }

    /// The wire id `product:store:sku` of this offer while it belongs to that product.
    public String variantId(ProductId product) {
        return product.value() + ':' + merchant.id().value() + ':' + id.value();
    }
}
