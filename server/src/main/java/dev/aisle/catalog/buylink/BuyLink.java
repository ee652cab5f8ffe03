package dev.aisle.catalog.buylink;

import dev.aisle.market.listing.ListingId;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.product.ProductId;
import dev.aisle.market.vendor.VendorId;
import java.util.Optional;

/// What a buy link says. The offer's ULID decides where it leads; the product may since have been merged away.
///
/// @param merchant absent in older links, which name only product and vendor
public record BuyLink(ProductId product, Optional<MerchantId> merchant, VendorId vendor, Optional<ListingId> offer) {}
