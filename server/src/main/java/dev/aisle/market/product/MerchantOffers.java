package dev.aisle.market.product;

import dev.aisle.base.db.Db;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.listing.Listings;
import dev.aisle.market.listing.StoredListing;
import dev.aisle.market.merchant.MerchantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The graph seen from one merchant: its own shown offers, sibling beside sibling.
public final class MerchantOffers {

    private static final int PAGE = 2_000;

    /// More siblings than this are a mistake of the shop; they are given in parts.
    private static final int LARGEST_GROUP = 5_000;

    private final Db db;
    private final Listings listings;

    /// One shown offer.
    ///
    /// @param group what the shop calls its siblings' group, where it names one
    public record Own(ListingId id, ProductId product, String family, Optional<String> group, Listing listing) {

        /// Whether both stand in one group of the shop, or, where it names none, belong to one product.
        public boolean isSiblingOf(Own other) {
            return group.equals(other.group) && (group.isPresent() || product.equals(other.product));
        }
    }

    private record Seat(String group, String product, String id, String family) {

        boolean isBeside(Seat other) {
            return group.equals(other.group) && (!group.isEmpty() || product.equals(other.product));
        }
    }

    public MerchantOffers(Db db, Listings listings) {
        this.db = db;
        this.listings = listings;
    }

    public long count(MerchantId merchant) {
        return db.get(
                "select count(*) as offers from offers where merchant_id = ? and shown",
                row -> row.bigint("offers"),
                merchant.value());
    }

    /// The merchants with offers, shown or not, of these products.
    public Set<MerchantId> sellersOf(Collection<String> products) {
        return new HashSet<>(db.list(
                "select distinct merchant_id from offers where product_id = any(?::text[])",
                row -> new MerchantId(row.text("merchant_id")),
                products));
    }

    /// The offers, shown or not, that these merchants have of these products, by the merchant.
    public Map<MerchantId, List<String>> ofProducts(Collection<String> products, Collection<MerchantId> merchants) {
        Map<MerchantId, List<String>> offers = new HashMap<>();
        db.list(
                        """
                        select merchant_id, id from offers
                        where product_id = any(?::text[]) and merchant_id = any(?::text[])
                        """,
                        row -> Map.entry(new MerchantId(row.text("merchant_id")), row.text("id")),
                        products,
                        merchants.stream().map(MerchantId::value).toList())
                .forEach(it -> offers.computeIfAbsent(it.getKey(), ignored -> new ArrayList<>())
                        .add(it.getValue()));
        return offers;
    }

    /// The shown offers that stand in one group with any of these, which need not be shown; siblings side by side.
    public List<Own> beside(MerchantId merchant, Collection<String> offers) {
        List<Own> beside = new ArrayList<>();
        give(
                db.list("""
                        with asked as (
                            select distinct coalesce(group_key, '') collate "C" as group_key,
                                case when coalesce(group_key, '') = '' then product_id else '' end as product_id
                            from offers where merchant_id = ? and id = any(?::text[])),
                        seats as (
                            select o.* from offers o join asked a on a.group_key <> ''
                                and coalesce(o.group_key, '') collate "C" = a.group_key
                            where o.merchant_id = ? and o.shown
                            union all
                            select o.* from offers o join asked a on a.group_key = '' and o.product_id = a.product_id
                            where o.merchant_id = ? and o.shown and coalesce(o.group_key, '') = '')
                        select coalesce(s.group_key, '') as group_key, s.product_id, s.id, p.family_id
                        from seats s join products p on p.id = s.product_id
                        order by coalesce(s.group_key, '') collate "C", s.product_id, s.id
                        """, MerchantOffers::seat, merchant.value(), offers, merchant.value(), merchant.value()),
                beside::addAll);
        return beside;
    }

    /// The ids of all of them, in lists of some thousand.
    public void ids(MerchantId merchant, Consumer<List<String>> taker) {
        String after = "";
        List<String> page;
        do {
            page = db.list("""
                    select id from offers where merchant_id = ? and shown and id > ? order by id limit ?
                    """, row -> row.text("id"), merchant.value(), after, PAGE);
            if (!page.isEmpty()) {
                after = page.getLast();
                taker.accept(page);
            }
        } while (page.size() == PAGE);
    }

    /// Gives all of them as one moment has them, in lists of some thousand; siblings are in one list, side
    /// by side. The calls come from within a read-only transaction that lasts until the end.
    public void read(MerchantId merchant, Consumer<List<Own>> taker) {
        db.transact(() -> {
            db.execute("set transaction isolation level repeatable read, read only");
            List<Seat> open = new ArrayList<>();
            Seat place = new Seat("", "", "", "");
            for (List<Seat> page = page(merchant, place);
                    !page.isEmpty();
                    page = page.size() < PAGE ? List.of() : page(merchant, place)) {
                place = page.getLast();
                open.addAll(page);
                List<Seat> whole = new ArrayList<>(open.subList(0, wholeGroups(open)));
                open.subList(0, whole.size()).clear();
                give(whole, taker);
            }
            give(open, taker);
        });
    }

    /// How many of them, from the first on, belong to groups that cannot go on behind the last.
    private static int wholeGroups(List<Seat> seats) {
        int end = seats.size();
        while (end > 0 && seats.get(end - 1).isBeside(seats.getLast())) {
            end--;
        }
        return seats.size() - end > LARGEST_GROUP ? seats.size() : end;
    }

    private void give(List<Seat> seats, Consumer<List<Own>> taker) {
        if (seats.isEmpty()) {
            return;
        }
        Map<String, StoredListing> stored = new HashMap<>(seats.size() * 2);
        listings.byIds(seats.stream().map(it -> new ListingId(it.id)).toList())
                .forEach(it -> stored.put(it.id().value(), it));
        List<Own> offers = new ArrayList<>(seats.size());
        for (Seat seat : seats) {
            StoredListing listing = stored.get(seat.id);
            if (listing != null && listing.state().isShown()) {
                offers.add(new Own(
                        listing.id(),
                        new ProductId(seat.product),
                        seat.family,
                        Optional.of(seat.group).filter(it -> !it.isEmpty()),
                        listing.shown()));
            }
        }
        taker.accept(offers);
    }

    private List<Seat> page(MerchantId merchant, Seat after) {
        return db.list("""
                select coalesce(o.group_key, '') as group_key, o.product_id, o.id, p.family_id
                from offers o
                join products p on p.id = o.product_id
                where o.merchant_id = ? and o.shown
                and (coalesce(o.group_key, '') collate "C", o.product_id, o.id) > (?, ?, ?)
                order by coalesce(o.group_key, '') collate "C", o.product_id, o.id limit ?
                """, MerchantOffers::seat, merchant.value(), after.group, after.product, after.id, PAGE);
    }

    private static Seat seat(Db.Row row) {
        return new Seat(row.text("group_key"), row.text("product_id"), row.text("id"), row.text("family_id"));
    }
}
