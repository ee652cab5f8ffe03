package dev.aisle.market.listing;

import dev.aisle.market.merchant.MerchantId;

/// What makes a listing the same one when it is read again: the merchant and the item. The item is the
/// [UrlKey] of the page, followed by `#` and the choice (a SKU, a platform's variant id, or option labels)
/// where one page offers several.
public record ListingKey(MerchantId merchant, String item) {

    private static final int LONGEST_ITEM = 2_000;

    public ListingKey {
        if (item.isBlank() || item.length() > LONGEST_ITEM) {
            throw new IllegalArgumentException("not an item key: " + item);
        }
    }
}
