package dev.aisle.edge.connectpage;

import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.source.Source.BadRow;
import dev.aisle.partner.sync.BadRows;
import java.util.List;

/// The rows of a merchant's file that the last run could not read, each with the reason.
final class BadRowsPage {

    private static final int MOST_SHOWN = 200;

    private final BadRows badRows;
    private final Pages pages;

    BadRowsPage(BadRows badRows, Pages pages) {
        this.badRows = badRows;
        this.pages = pages;
    }

    Reply page(Place place) {
        MerchantId merchant = place.session().merchant();
        List<BadRow> rows = badRows.list(merchant, Platform.PRODUCT_FEED, MOST_SHOWN);
        long all = badRows.count(merchant, Platform.PRODUCT_FEED);
        String lead = place.screen().text("rows.lead", all, rows.size());
        return new Reply.Page(200, pages.rows(place.screen(), lead, rows), List.of());
    }
}
