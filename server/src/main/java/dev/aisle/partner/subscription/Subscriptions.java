package dev.aisle.partner.subscription;

import dev.aisle.base.db.Db;
import dev.aisle.base.ids.Ulid;
import dev.aisle.base.money.Money;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.product.Offer;
import dev.aisle.market.product.Product;
import dev.aisle.market.product.ProductId;
import dev.aisle.market.vendor.VendorId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The vendors' subscriptions, each with the offers as it last saw them.
public final class Subscriptions {

    /// How many subscriptions a vendor may have at a time.
    public static final int MOST = 10_000;

    private static final String SELECT = """
            select id, vendor_id, kind, product_id, events, domains, selection_names, selection_labels, language,
                country, currency, created_at, cancelled_at
            from product_subscriptions
            """;

    private final Db db;
    private final InstantSource time;
    private final Ulid ids;

    public Subscriptions(Db db, InstantSource time, Ulid ids) {
        this.db = db;
        this.time = time;
        this.ids = ids;
    }

    /// Adds a subscription that sees the product as it is now; an active one that is alike is given again. Nothing
    /// where the vendor has [#MOST] of them.
    ///
    /// @param asked the id the vendor named
    /// @param now the product it leads to
    public Optional<Subscription> add(
            VendorId vendor, Subscription.Kind kind, ProductId asked, Product now, Subscription.Wish wish) {
        String likeness = likeness(kind, asked, wish);
        return db.inTransaction(() -> {
            String id = "sub_" + ids.next();
            int added = db.execute(
                    """
                    insert into product_subscriptions (id, vendor_id, kind, product_id, current_product, events, domains,
                        selection_names, selection_labels, language, country, currency, likeness, created_at)
                    select ?, ?, ?, ?, ?, ?::text[], ?::text[], ?::text[], ?::text[], ?, ?, ?, ?, ?
                    where (select count(*) from product_subscriptions where vendor_id = ? and cancelled_at is null) < ?
                    on conflict (vendor_id, likeness) where cancelled_at is null do nothing
                    """,
                    id,
                    vendor.value(),
                    kind,
                    asked.value(),
                    now.id().value(),
                    wish.events().stream().map(Enum::name).sorted().toList(),
                    wish.domains(),
                    wish.selection().stream().map(Listing.Named::name).toList(),
                    wish.selection().stream().map(Listing.Named::value).toList(),
                    wish.language(),
                    wish.country(),
                    wish.currency(),
                    likeness,
                    time.instant(),
                    vendor.value(),
                    MOST);
            if (added == 1) {
                List<Offer> covered = now.offers().stream().filter(wish::covers).toList();
                see(id, covered);
                return find(vendor, id);
            }
            return db.find(
                    SELECT + "where vendor_id = ? and likeness = ? and cancelled_at is null",
                    Subscriptions::read,
                    vendor.value(),
                    likeness);
        });
    }

    /// A vendor's own, cancelled ones too.
    public Optional<Subscription> find(VendorId vendor, String id) {
        return db.find(SELECT + "where vendor_id = ? and id = ?", Subscriptions::read, vendor.value(), id);
    }

    /// A vendor's tracking of a product's price, the last one where there were several.
    public Optional<Subscription> tracking(VendorId vendor, ProductId product) {
        return db.find(
                SELECT + "where vendor_id = ? and product_id = ? and kind = 'TRACKING' order by id desc limit 1",
                Subscriptions::read,
                vendor.value(),
                product.value());
    }

    /// A vendor's, the newest first, from behind that id on.
    public List<Subscription> list(VendorId vendor, Subscription.Kind kind, Optional<String> behind, int limit) {
        return db.list(
                SELECT + "where vendor_id = ? and kind = ? and id < coalesce(?, '~') order by id desc limit ?",
                Subscriptions::read,
                vendor.value(),
                kind,
                behind,
                limit);
    }

    /// Ends a subscription; a second time changes nothing.
    public void cancel(Subscription subscription) {
        db.transact(() -> {
            db.execute(
                    "update product_subscriptions set cancelled_at = ? where id = ? and cancelled_at is null",
                    time.instant(),
                    subscription.id());
            db.execute("delete from subscribed_offers where subscription_id = ?", subscription.id());
        });
    }

    public boolean anyActive() {
        return db.get(
                "select exists (select from product_subscriptions where cancelled_at is null) as any",
                row -> row.bool("any"));
    }

    /// The active ones to one of these products, or to one that was merged into one of them; by the product they are
    /// led to as far as is known.
    public Map<Subscription, ProductId> to(Collection<ProductId> products) {
        Map<Subscription, ProductId> found = new LinkedHashMap<>();
        db.list(
                        """
                        select id, vendor_id, kind, product_id, events, domains, selection_names, selection_labels,
                            language, country, currency, created_at, cancelled_at, current_product
                        from product_subscriptions
                        where cancelled_at is null and current_product = any(?::text[]) order by id for update
                        """,
                        row -> Map.entry(read(row), new ProductId(row.text("current_product"))),
                        products.stream().map(ProductId::value).toList())
                .forEach(it -> found.put(it.getKey(), it.getValue()));
        return found;
    }

    /// What is new to the subscription of that product, which it has seen from then on.
    ///
    /// @param now its offers, if it has any
    public List<OfferChange> changes(Subscription subscription, ProductId product, List<Offer> now) {
        Map<ListingId, OfferChange.Seen> before = seen(subscription);
        Map<ListingId, Offer> covered = now.stream()
                .filter(subscription.wish()::covers)
                .collect(Collectors.toMap(Offer::id, it -> it, (one, other) -> one, LinkedHashMap::new));
        List<OfferChange> changes = new ArrayList<>();
        covered.forEach((id, offer) -> events(Optional.ofNullable(before.get(id)), offer)
                .forEach(event -> changes.add(new OfferChange(
                        subscription, event, product, id, Optional.of(offer), Optional.ofNullable(before.get(id))))));
        before.forEach((id, seen) -> {
            if (!covered.containsKey(id)) {
                changes.add(new OfferChange(
                        subscription, OfferEvent.DELETED, product, id, Optional.empty(), Optional.of(seen)));
            }
        });
        db.execute(
                "update product_subscriptions set current_product = ? where id = ?",
                product.value(),
                subscription.id());
        if (!changes.isEmpty()) {
            db.execute("delete from subscribed_offers where subscription_id = ?", subscription.id());
            see(subscription.id(), covered.values());
        }
        changes.removeIf(it -> !subscription.wish().events().contains(it.event()));
        return changes;
    }

    private static Set<OfferEvent> events(Optional<OfferChange.Seen> before, Offer now) {
        if (before.isEmpty()) {
            return EnumSet.of(OfferEvent.CREATED);
        }
        Set<OfferEvent> events = EnumSet.noneOf(OfferEvent.class);
        if (!before.get().price().equals(now.price())) {
            events.add(OfferEvent.PRICE_CHANGED);
        }
        if (before.get().canBeOrdered() != now.availability().canBeOrdered()) {
            events.add(OfferEvent.AVAILABILITY_CHANGED);
        }
        return events;
    }

    private Map<ListingId, OfferChange.Seen> seen(Subscription subscription) {
        Map<ListingId, OfferChange.Seen> seen = new LinkedHashMap<>();
        db.list(
                        """
                        select offer_id, domain, amount, currency, can_be_ordered from subscribed_offers
                        where subscription_id = ? order by offer_id
                        """,
                        row -> Map.entry(
                                new ListingId(row.text("offer_id")),
                                new OfferChange.Seen(
                                        row.text("domain"),
                                        new Money(row.bigint("amount"), row.text("currency")),
                                        row.bool("can_be_ordered"))),
                        subscription.id())
                .forEach(it -> seen.put(it.getKey(), it.getValue()));
        return seen;
    }

    private void see(String subscription, Collection<Offer> offers) {
        db.copy(
                "subscribed_offers (subscription_id, offer_id, domain, amount, currency, can_be_ordered)",
                offers,
                offer -> new Object[] {
                    subscription,
                    offer.id().value(),
                    offer.merchant().domain(),
                    offer.price().amount(),
                    offer.price().currency(),
                    offer.availability().canBeOrdered()
                });
    }

    private static String likeness(Subscription.Kind kind, ProductId product, Subscription.Wish wish) {
        if (kind == Subscription.Kind.TRACKING) {
            return kind + " " + product;
        }
        return String.join(
                " | ",
                kind.name(),
                product.value(),
                wish.events().stream().map(Enum::name).sorted().collect(Collectors.joining(",")),
                String.join(",", wish.domains()),
                wish.selection().stream()
                        .map(it -> it.name() + "=" + it.value())
                        .sorted()
                        .collect(Collectors.joining(",")),
                wish.language().orElse(""),
                wish.country().orElse(""),
                wish.currency());
    }

    private static Subscription read(Db.Row row) {
        List<String> names = row.texts("selection_names");
        List<String> labels = row.texts("selection_labels");
        List<Listing.Named> selection = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            selection.add(new Listing.Named(names.get(i), labels.get(i)));
        }
        return new Subscription(
                row.text("id"),
                new VendorId(row.text("vendor_id")),
                Subscription.Kind.valueOf(row.text("kind")),
                new ProductId(row.text("product_id")),
                new Subscription.Wish(
                        row.texts("events").stream().map(OfferEvent::valueOf).collect(Collectors.toSet()),
                        row.texts("domains"),
                        selection,
                        row.optText("language"),
                        row.optText("country"),
                        row.text("currency")),
                row.instant("created_at"),
                row.optInstant("cancelled_at"));
    }
}
