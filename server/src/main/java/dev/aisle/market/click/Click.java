package dev.aisle.market.click;

import dev.aisle.market.affiliate.ProgrammeId;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.product.ProductId;
import dev.aisle.market.vendor.VendorId;
import java.time.Instant;
import java.util.Optional;

/// One use of a buy link that counts, and whom it credits.
///
/// @param id a ULID; a network reports it with the sale that came of it
/// @param product as it stood in the link
/// @param user the vendor's own, as it stood in the link
/// @param programme by which it was led through a network
public record Click(
        String id,
        Instant at,
        VendorId vendor,
        ProductId product,
        MerchantId merchant,
        ListingId offer,
        Optional<UserId> user,
        Optional<ProgrammeId> programme,
        Origin origin) {

    /// Where it came from, as far as the request shows it.
    ///
    /// @param country ISO 3166-1, of the language the browser prefers
    public record Origin(Optional<String> userAgent, Optional<String> referrer, Optional<String> country) {

        public static final Origin UNKNOWN = new Origin(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
