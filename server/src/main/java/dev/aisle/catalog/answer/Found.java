package dev.aisle.catalog.answer;

import dev.aisle.base.money.Money;
import dev.aisle.catalog.index.ProductDocument;
import java.util.List;

/// A product in an answer. Its document holds those of its offers that the answer shows, the featured one first.
///
/// @param offersTotal how many offers pass the filters; more than are shown where a search trims them
/// @param lowest of the prices of the offers that pass, in the featured offer's currency
public record Found(ProductDocument product, int offersTotal, Money lowest, Money highest) {

    public Found {
        if (product.offers().isEmpty()) {
            throw new IllegalArgumentException("nothing to show of " + product.id());
        }
    }

    /// The offers shown, the featured one first.
    public List<ProductDocument.OfferDocument> offers() {
        return product.offers();
    }
}
