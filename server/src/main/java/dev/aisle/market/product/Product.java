package dev.aisle.market.product;

import dev.aisle.market.listing.Listing;
import java.util.List;
import java.util.Optional;

/// What a thing is, whoever sells it, with every offer of it. What it says of itself (title, description,
/// images) is drawn from its offers' listings, so that it needs no upkeep of its own.
///
/// @param family the id shared by sibling products (the same thing in another color); a product without siblings has
/// its own
/// @param offers at least one, in the order of their ids
public record Product(
        ProductId id,
        String family,
        String title,
        String description,
        Optional<String> brand,
        Optional<String> category,
        List<String> images,
        List<Listing.Named> attributes,
        Optional<Listing.Rating> rating,
        List<Offer> offers) {

    public Product {
        if (offers.isEmpty()) {
            throw new IllegalArgumentException("a product without offers: " + id);
        }
        images = List.copyOf(images);
        attributes = List.copyOf(attributes);
        offers = List.copyOf(offers);
    }
}
