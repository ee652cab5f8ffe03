package dev.aisle.catalog.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.aisle.market.product.Offer;
import dev.aisle.market.product.Product;

/// Renders a product as its title and an offer as its id.
public final class PlainRenderer implements ProductRenderer {

    @Override
    public byte[] head(Product product) {
        return product.title().getBytes(UTF_8);
    }

    @Override
    public byte[] body(Product product, Offer offer) {
        return offer.id().value().getBytes(UTF_8);
    }
}
