package dev.aisle.catalog.buylink;

import dev.aisle.base.ids.Base62;
import dev.aisle.market.click.UserId;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.product.ProductId;
import dev.aisle.market.vendor.VendorId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes and reads buy links: `{base}/{product}-{store}-{vendor}?o={sku}`, and `&u=` for a vendor's own
/// user. No part of one carries an address, so that following it never leads anywhere but to a page of our
/// own records.
public final class BuyLinks {

    /// The production base, which is read whatever base this server makes links with.
    private static final String PRODUCTION = "https://buy.trychannel3.com";

    private static final Pattern NAME = Pattern.compile("([0-9A-Za-z]{7})-(?:([0-9A-Za-z]{4})-)?([0-9A-Za-z_]{1,32})");

    private final String base;

    /// @param base without a slash at the end
    public BuyLinks(String base) {
        this.base = base;
    }

    public String base() {
        return base;
    }

    /// As [#make(ProductId, MerchantId, VendorId, ListingId)], for a user of the vendor's.
    public String make(
            ProductId product, MerchantId merchant, VendorId vendor, ListingId offer, Optional<UserId> user) {
        String link = make(product, merchant, vendor, offer);
        return user.map(id -> link + "&u=" + id.value()).orElse(link);
    }

    public String make(ProductId product, MerchantId merchant, VendorId vendor, ListingId offer) {
        return base + '/' + product.value() + '-' + merchant.value() + '-' + vendor.value() + "?o=" + offer.value();
    }

    /// Reads a whole link, if it is one of ours.
    public Optional<BuyLink> parse(String url) {
        for (String ours : List.of(base, PRODUCTION)) {
            if (url.startsWith(ours + "/")) {
                String rest = url.substring(ours.length() + 1);
                int fragment = rest.indexOf('#');
                String link = fragment < 0 ? rest : rest.substring(0, fragment);
                int query = link.indexOf('?');
                return query < 0
                        ? parse(link, Optional.empty())
                        : parse(link.substring(0, query), offerIn(link.substring(query + 1)));
            }
        }
        return Optional.empty();
    }

    /// Reads the last part of a link's path and its parameter `o`. An `o` of the wrong form makes it no link at
    /// all.
    public Optional<BuyLink> parse(String name, Optional<String> o) {
        Matcher parts = NAME.matcher(name);
        boolean offerIsFormed = o.isEmpty() || (o.get().length() == 26 && Base62.isBase62(o.get()));
        if (!parts.matches() || !offerIsFormed) {
            return Optional.empty();
        }
        return Optional.of(new BuyLink(
                new ProductId(parts.group(1)),
                Optional.ofNullable(parts.group(2)).map(MerchantId::new),
                new VendorId(parts.group(3)),
                o.map(ListingId::new)));
    }

    private static Optional<String> offerIn(String query) {
        for (String parameter : query.split("&", -1)) {
            if (parameter.startsWith("o=")) {
                return Optional.of(parameter.substring(2));
            }
        }
        return Optional.empty();
    }
}
