package dev.aisle.market.product;

import dev.aisle.market.listing.ListingHead;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.merchant.MerchantId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What matching found in one batch of listings.
///
/// @param clusters listings that are one product, each cluster and the clusters in an order that does not
///     depend on when listings came; a cluster holds every shown listing of its product
/// @param gone listings that are no longer shown
/// @param touched shown listings of which something changed that a shopper may see, such as the price
public record Regrouping(List<List<Member>> clusters, Collection<ListingId> gone, Collection<ListingHead> touched) {

    /// A listing in a cluster; one that is new to the graph is among the `touched`, where its price stands.
    ///
    /// @param group what its shop's sibling listings share
    public record Member(ListingId id, MerchantId merchant, Optional<String> group) {}

    public Regrouping {
        clusters = List.copyOf(clusters);
        gone = List.copyOf(gone);
        touched = List.copyOf(touched);
    }
}
