package dev.aisle.partner.destination;

import dev.aisle.market.listing.Listing;
import dev.aisle.market.merchant.Merchant;
import java.util.List;
import java.util.Optional;

/// One offer of a merchant, as every destination is told of it.
///
/// @param itemId `{merchant}-{sku}`: at most 50 characters, for ever this offer's
/// @param group of an offer that has siblings in the feed
/// @param categoryPath our category's names from the root down; empty where none is known
public record FeedOffer(
        String itemId, Merchant merchant, Listing listing, Optional<Group> group, List<String> categoryPath) {

    /// What sibling offers share.
    ///
    /// @param id at most 50 characters, never an item's id
    /// @param optionNames the options that every sibling has, in one order; may be empty
    public record Group(String id, List<String> optionNames) {
        public Group {
            optionNames = List.copyOf(optionNames);
        }
    }

    public FeedOffer {
        categoryPath = List.copyOf(categoryPath);
    }
}
