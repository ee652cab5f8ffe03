package dev.aisle.supply.extract;

import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.RawListing;
import dev.aisle.market.listing.RawListing.Named;
import dev.aisle.market.listing.RawListing.Said;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.Platform;
import dev.aisle.supply.crawl.FetchedPage;
import dev.aisle.supply.extract.draft.Draft;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finished drafts as raw listings of the crawl.
final class Listings {

    /// The longest item a listing's key may hold.
    private static final int LONGEST_ITEM = 2_000;

    private Listings() {}

    /// Nothing where the item cannot be a key.
    static Optional<RawListing> of(Merchant merchant, FetchedPage page, Draft draft, String item, URI url) {
        return of(merchant, page, draft.fields(), draft.options(), draft.attributes(), item, url);
    }

    static Optional<RawListing> of(
            Merchant merchant,
            FetchedPage page,
            Map<Field, List<Said>> fields,
            List<Named> options,
            List<Named> attributes,
            String item,
            URI url) {
        if (item.isBlank() || item.length() > LONGEST_ITEM) {
            return Optional.empty();
        }
        return Optional.of(new RawListing(
                merchant.id(), Platform.WEB_CRAWL, item, url, fields, options, attributes, page.fetchedAt()));
    }
}
