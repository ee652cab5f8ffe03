package dev.aisle.supply.crawl;

import dev.aisle.base.db.Db;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.market.merchant.MerchantId;
import java.net.URI;

/// What the pages of a merchant's storefront have given so far: what a run asks before it goes on.
final class Findings {

    private final Db db;
    private final MerchantId merchant;

    Findings(Db db, MerchantId merchant) {
        this.db = db;
        this.merchant = merchant;
    }

    /// Whether that page was asked for and there is nothing on it; not while we do not know.
    boolean gaveNothing(URI url) {
        return exists("""
                select 1 as one from pages
                where merchant_id = ? and url_key = ? and state in ('PLAIN', 'GONE', 'REFUSED')
                """, UrlKey.of(url).value());
    }

    /// Whether any page that is not of a platform's listing gives products.
    boolean anyProductPages() {
        return exists(
                "select 1 as one from pages where merchant_id = ? and kind = 'PAGE' and state = 'PRODUCT' limit 1");
    }

    boolean anyProducts() {
        return exists("select 1 as one from pages where merchant_id = ? and state = 'PRODUCT' limit 1");
    }

    /// Whether a platform's listing was read in this run, at least its beginning.
    boolean anyListing(int run) {
        return exists("""
                select 1 as one from pages
                where merchant_id = ? and kind = 'LISTING' and depth = 0 and state = 'PRODUCT' and read_run = ? limit 1
                """, run);
    }

    boolean anyListingFailing() {
        return exists(
                "select 1 as one from pages where merchant_id = ? and kind = 'LISTING' and state = 'FAILING' limit 1");
    }

    /// Whether another page of the listing said the very same in this run: some shops repeat their last page for
    /// ever.
    boolean isRepeated(Pages.Queued page, int run, long fingerprint) {
        return exists("""
                select 1 as one from pages
                where merchant_id = ? and kind = 'LISTING' and read_run = ? and fingerprint = ? and no <> ? limit 1
                """, run, fingerprint, page.no());
    }

    /// Whether the home page, or where a platform would have its listing, led to the password page in this run.
    boolean anyPasswordGate(int run) {
        return exists("""
                select 1 as one from pages
                where merchant_id = ? and (kind = 'LISTING' or found_by = 'HOME') and read_run = ? and reason = ? limit 1
                """, run, PasswordGate.REASON);
    }

    private boolean exists(String sql, Object... more) {
        Object[] arguments = new Object[more.length + 1];
        arguments[0] = merchant.value();
        System.arraycopy(more, 0, arguments, 1, more.length);
        return !db.list(sql, row -> row.integer("one"), arguments).isEmpty();
    }
}
