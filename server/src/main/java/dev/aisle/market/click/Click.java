package dev.aisle.market.click;

import dev.aisle.market.listing.ListingId;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.product.ProductId;
import dev.aisle.market.vendor.VendorId;
import java.time.Instant;
import java.util.Optional;

/// One use of a buy link that counts, and whom it credits.
///
/// @param id a ULID
/// @param product as it stood in the link
public record Click(
        String id,
        Instant at,
        VendorId vendor,
        ProductId product,
        MerchantId merchant,
        ListingId offer,
        Optional<String> userAgent,
        Optional<String> referrer) {}
