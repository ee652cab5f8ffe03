package dev.aisle.catalog.answer;

import dev.aisle.catalog.index.ProductDocument;
import java.util.List;

/// A product in an answer, with those of its offers that the answer shows, the featured one first.
public record Found(ProductDocument product, List<ProductDocument.OfferDocument> offers) {

    public Found {
        if (offers.isEmpty()) {
            throw new IllegalArgumentException("nothing to show of " + product.id());
        }
        offers = List.copyOf(offers);
    }
}
