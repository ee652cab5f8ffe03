package dev.aisle.market.product;

import dev.aisle.base.db.ChangeLog;
import dev.aisle.base.db.Db;
import dev.aisle.base.money.Money;
import dev.aisle.market.listing.Availability;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.listing.Listings;
import dev.aisle.market.listing.StoredListing;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the product graph. A product is put together from its offers' listings when it is read.
public final class Products {

    /// Longer chains of redirects do not come about: a merge points at the product that stays.
    private static final int LONGEST_REDIRECT = 100;

    private final Db db;
    private final Listings listings;
    private final ChangeLog changes;

    /// A price or availability that an offer had from `since` on, until the next one.
    public record PastPrice(Instant since, Money price, Availability availability) {}

    /// How much the graph shows.
    public record Counts(long products, long offers) {}

    private record Seat(ListingId offer, ProductId product, String family, Merchant merchant) {}

    public Products(Db db, Listings listings) {
        this.db = db;
        this.listings = listings;
        this.changes = new ChangeLog(db, "product_changes");
    }

    /// The log of products that changed: an id in it may by now be merged or without offers, and then is not
    /// among [#byIds].
    public ChangeLog changes() {
        return changes;
    }

    /// These products with all their shown offers, in the order of the ids; left out are unknown and merged
    /// ones and those without offers. Two queries, however many ids.
    public List<Product> byIds(Collection<ProductId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<ListingId, Seat> seats = seats(ids);
        Map<ProductId, List<Offer>> offers = new HashMap<>();
        for (StoredListing stored : listings.byIds(seats.keySet())) {
            Seat seat = seats.get(stored.id());
            if (seat != null && stored.state().isShown()) {
                offers.computeIfAbsent(seat.product, it -> new ArrayList<>(2))
                        .add(new Offer(stored.id(), seat.merchant, stored.shown(), stored.changedAt()));
            }
        }
        List<Product> products = new ArrayList<>(offers.size());
        for (ProductId id : new java.util.LinkedHashSet<>(ids)) {
            List<Offer> own = offers.getOrDefault(id, List.of());
            if (!own.isEmpty()) {
                Seat seat = seats.get(own.getFirst().id());
                products.add(composed(id, seat == null ? id.value() : seat.family, own));
            }
        }
        return products;
    }

    public Optional<Product> find(ProductId id) {
        return byIds(List.of(id)).stream().findFirst();
    }

    /// The product that an id leads to today: itself, or the one it was merged into. Nothing for an id never
    /// given.
    public Optional<ProductId> resolve(ProductId id) {
        return Optional.ofNullable(resolve(List.of(id)).get(id));
    }

    /// As [#resolve(ProductId)], for many.
    public Map<ProductId, ProductId> resolve(Collection<ProductId> ids) {
        Map<ProductId, ProductId> resolved = new HashMap<>();
        db.list(
                        """
                        with recursive led (asked, id, merged_into, step) as (
                            select id, id, merged_into, 0 from products where id = any(?::text[])
                            union all
                            select asked, p.id, p.merged_into, step + 1 from led
                            join products p on p.id = led.merged_into where step < ?
                        )
                        select asked, id from led where merged_into is null
                        """,
                        row -> Map.entry(new ProductId(row.text("asked")), new ProductId(row.text("id"))),
                        ids.stream().map(ProductId::value).toList(),
                        LONGEST_REDIRECT)
                .forEach(it -> resolved.put(it.getKey(), it.getValue()));
        return resolved;
    }

    /// The product that an offer belongs to today, or last belonged to where it is no longer shown.
    public Optional<ProductId> productOf(ListingId offer) {
        return Optional.ofNullable(productsOf(List.of(offer)).get(offer));
    }

    /// As [#productOf], for many.
    public Map<ListingId, ProductId> productsOf(Collection<ListingId> offers) {
        Map<ListingId, ProductId> last = new LinkedHashMap<>();
        db.list(
                        "select id, product_id from offers where id = any(?::text[])",
                        row -> Map.entry(new ListingId(row.text("id")), new ProductId(row.text("product_id"))),
                        offers.stream().map(ListingId::value).toList())
                .forEach(it -> last.put(it.getKey(), it.getValue()));
        Map<ProductId, ProductId> resolved = resolve(last.values());
        last.replaceAll((offer, product) -> resolved.getOrDefault(product, product));
        return last;
    }

    /// A shown offer, by the ULID that never changes.
    public Optional<Offer> offer(ListingId id) {
        return productOf(id).flatMap(this::find).stream()
                .flatMap(it -> it.offers().stream())
                .filter(it -> it.id().equals(id))
                .findFirst();
    }

    /// The ids of the products of a family that were not merged, the oldest first; some may have no offers.
    public List<ProductId> family(String family) {
        return db.list(
                "select id from products where family_id = ? and merged_into is null order by created_at, id",
                row -> new ProductId(row.text("id")),
                family);
    }

    /// What an offer cost before, the oldest first; the present price is not among them.
    public List<PastPrice> pastPrices(ListingId offer) {
        return db.list(
                "select since, amount, currency, availability from price_history where offer_id = ? order by since",
                row -> new PastPrice(
                        row.instant("since"),
                        new Money(row.bigint("amount"), row.text("currency")),
                        Availability.valueOf(row.text("availability"))),
                offer.value());
    }

    /// The products that more than one merchant sells.
    public List<ProductId> soldBySeveral() {
        return db.list("""
                select product_id from offers where shown
                group by product_id having count(distinct merchant_id) > 1 order by product_id
                """, row -> new ProductId(row.text("product_id")));
    }

    public Counts counts() {
        return db.get(
                "select count(distinct product_id) as products, count(*) as offers from offers where shown",
                row -> new Counts(row.bigint("products"), row.bigint("offers")));
    }

    private Map<ListingId, Seat> seats(Collection<ProductId> ids) {
        Map<String, Merchant> merchants = new HashMap<>();
        Map<ListingId, Seat> seats = new HashMap<>();
        db.list(
                        """
                        select o.id, o.product_id, p.family_id, o.merchant_id, m.domain, m.scheme, m.name
                        from offers o
                        join products p on p.id = o.product_id
                        join merchants m on m.id = o.merchant_id
                        where o.product_id = any(?::text[]) and o.shown
                        """,
                        row -> new Seat(
                                new ListingId(row.text("id")),
                                new ProductId(row.text("product_id")),
                                row.text("family_id"),
                                merchants.computeIfAbsent(
                                        row.text("merchant_id"),
                                        id -> new Merchant(
                                                new MerchantId(id),
                                                row.text("domain"),
                                                row.text("scheme"),
                                                row.optText("name")))),
                        ids.stream().map(ProductId::value).toList())
                .forEach(it -> seats.put(it.offer, it));
        return seats;
    }

    private static Product composed(ProductId id, String family, List<Offer> offers) {
        offers.sort(Comparator.comparing(Offer::id));
        List<Listing> said = offers.stream().map(Offer::listing).toList();
        ProductText text = new ProductText(said);
        return new Product(
                id,
                family,
                text.title(),
                text.description(),
                text.brand(),
                text.category(),
                text.images(),
                text.attributes(),
                text.rating(),
                offers);
    }
}
