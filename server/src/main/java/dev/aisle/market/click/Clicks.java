package dev.aisle.market.click;

import dev.aisle.base.db.Db;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.product.ProductId;
import dev.aisle.market.vendor.VendorId;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// The clicks that were counted.
public final class Clicks {

    private final Db db;

    public Clicks(Db db) {
        this.db = db;
    }

    /// Adds clicks; one that is already there stays as it is.
    public void add(Collection<Click> clicks) {
        db.execute(
                """
                insert into clicks (id, at, vendor_id, product_id, merchant_id, offer_id, user_agent, referrer)
                select id, at::timestamptz, vendor, product, merchant, offer, nullif(agent, ''), nullif(referrer, '')
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                    as given (id, at, vendor, product, merchant, offer, agent, referrer)
                on conflict do nothing
                """,
                texts(clicks, Click::id),
                texts(clicks, click -> click.at().toString()),
                texts(clicks, click -> click.vendor().value()),
                texts(clicks, click -> click.product().value()),
                texts(clicks, click -> click.merchant().value()),
                texts(clicks, click -> click.offer().value()),
                texts(clicks, click -> click.userAgent().orElse("")),
                texts(clicks, click -> click.referrer().orElse("")));
    }

    /// The latest clicks that credit a vendor, newest first.
    public List<Click> list(VendorId vendor, int most) {
        return db.list("""
                select id, at, vendor_id, product_id, merchant_id, offer_id, user_agent, referrer
                from clicks where vendor_id = ? order by at desc, id desc limit ?
                """, Clicks::read, vendor.value(), most);
    }

    private static List<String> texts(Collection<Click> clicks, Function<Click, String> column) {
        return clicks.stream().map(column).toList();
    }

    private static Click read(Db.Row row) {
        return new Click(
                row.text("id"),
                row.instant("at"),
                new VendorId(row.text("vendor_id")),
                new ProductId(row.text("product_id")),
                new MerchantId(row.text("merchant_id")),
                new ListingId(row.text("offer_id")),
                row.optText("user_agent"),
                row.optText("referrer"));
    }
}
