package dev.aisle.catalog.index;

import dev.aisle.market.product.Offer;
import dev.aisle.market.product.Product;

/// Writes the bytes that answers are spliced from, once, at index time. The edge implements it; the index stores what
/// it gives.
public interface ProductRenderer {

    /// See [ProductDocument#head()].
    byte[] head(Product product);

    /// See [ProductDocument.OfferDocument#body()].
    byte[] body(Product product, Offer offer);
}
