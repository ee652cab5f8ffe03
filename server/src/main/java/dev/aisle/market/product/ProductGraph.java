package dev.aisle.market.product;

import dev.aisle.base.db.ChangeLog;
import dev.aisle.base.db.Db;
import dev.aisle.base.money.Money;
import dev.aisle.market.listing.Availability;
import dev.aisle.market.listing.ListingHead;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.product.Regrouping.Member;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes the product graph: which listing is an offer of which product. A cluster keeps the oldest product
/// that was minted for one of its members; the others of them redirect to it, and come back when a cluster
/// splits. It does not ask who found the clusters, nor why.
public final class ProductGraph {

    private record KnownOffer(
            ListingId id,
            ProductId product,
            MerchantId merchant,
            Optional<String> group,
            boolean shown,
            Money price,
            Availability availability,
            Instant pricedAt) {}

    private record KnownProduct(
            ProductId id, String founder, Optional<ProductId> mergedInto, String createdAt, String family) {

        static final Comparator<KnownProduct> OLDEST_FIRST =
                Comparator.comparing(KnownProduct::createdAt).thenComparing(it -> it.id.value());
    }

    private final Db db;
    private final InstantSource time;
    private final ChangeLog changes;
    private final Families families;

    public ProductGraph(Db db, InstantSource time) {
        this.db = db;
        this.time = time;
        this.changes = new ChangeLog(db, "product_changes");
        this.families = new Families(db);
    }

    /// Makes the graph agree with what was found, and names every product that changed in the log of changes.
    /// To be called in a transaction by one writer at a time. Gives the number of products that changed.
    public int apply(Regrouping found) {
        Set<String> changed = new LinkedHashSet<>();
        Map<ListingId, KnownOffer> offers = offers(found);
        Set<String> minted = new HashSet<>();
        Set<String> regrouped = regroup(found, offers, minted);
        changed.addAll(regrouped);
        reprice(found.touched(), offers, changed);
        changed.addAll(families.renew(regrouped, minted));
        changes.append(List.copyOf(changed));
        return changed.size();
    }

    /// Gives the products that have other offers than before, and adds to `minted` those of them that are new.
    private Set<String> regroup(Regrouping found, Map<ListingId, KnownOffer> offers, Set<String> minted) {
        List<List<Member>> clusters = found.clusters();
        Map<ListingId, Integer> clusterOf = new HashMap<>();
        for (int i = 0; i < clusters.size(); i++) {
            for (Member member : clusters.get(i)) {
                clusterOf.put(member.id(), i);
            }
        }
        Map<Integer, List<KnownProduct>> claims = claims(clusters, clusterOf, offers);
        List<ProductId> unused = new ArrayList<>(ProductNumbers.next(db, clusters.size() - claims.size()));
        Set<String> regrouped = new LinkedHashSet<>();
        List<Object[]> newProducts = new ArrayList<>();
        List<Object[]> newOffers = new ArrayList<>();
        List<Object[]> moved = new ArrayList<>();
        List<KnownProduct> settled = new ArrayList<>();
        Map<ListingId, ListingHead> touched = new HashMap<>();
        found.touched().forEach(it -> touched.put(it.id(), it));
        Instant now = time.instant();
        for (int i = 0; i < clusters.size(); i++) {
            List<Member> cluster = clusters.get(i);
            List<KnownProduct> claimed = claims.getOrDefault(i, List.of());
            ProductId product;
            if (claimed.isEmpty()) {
                product = unused.removeLast();
                minted.add(product.value());
                newProducts.add(
                        new Object[] {product, product, cluster.getFirst().id(), now});
                regrouped.add(product.value());
            } else {
                product = claimed.getFirst().id();
                settle(claimed, cluster, clusterOf, i, settled);
            }
            for (Member member : cluster) {
                KnownOffer before = offers.get(member.id());
                if (before == null) {
                    newOffers.add(newOffer(member, product, touched.get(member.id()), now));
                    regrouped.add(product.value());
                } else if (!before.product().equals(product)
                        || !before.shown()
                        || !before.group().equals(member.group())) {
                    moved.add(new Object[] {member.id(), product, member.group()});
                    regrouped.add(product.value());
                    regrouped.add(before.product().value());
                }
            }
        }
        db.copy("products (id, family_id, founder, created_at)", newProducts, row -> row);
        db.copy(
                "offers (id, product_id, merchant_id, group_key, amount, currency, availability, priced_at)",
                newOffers,
                row -> row);
        move(moved);
        settled.forEach(it -> regrouped.add(it.id().value()));
        keep(settled);
        regrouped.addAll(hide(found.gone()));
        return regrouped;
    }

    private static Object[] newOffer(Member member, ProductId product, @Nullable ListingHead head, Instant now) {
        if (head == null) {
            throw new IllegalStateException("a new offer without its listing's price: " + member.id());
        }
        return new Object[] {
            member.id(),
            product,
            member.merchant(),
            member.group(),
            head.price().amount(),
            head.price().currency(),
            head.shownAvailability(),
            now
        };
    }

    /// Which products belong to which cluster, the oldest first: those minted for one of its members, which then has
    /// an offer for ever, and those whose founder is no longer shown and which one of its members was in.
    private Map<Integer, List<KnownProduct>> claims(
            List<List<Member>> clusters, Map<ListingId, Integer> clusterOf, Map<ListingId, KnownOffer> offers) {
        Set<String> current = new HashSet<>();
        for (ListingId id : clusterOf.keySet()) {
            KnownOffer offer = offers.get(id);
            if (offer != null) {
                current.add(offer.product().value());
            }
        }
        Map<String, KnownProduct> products = new LinkedHashMap<>();
        List<ListingId> founders =
                clusterOf.keySet().stream().filter(offers::containsKey).toList();
        products(founders, current).forEach(it -> products.put(it.id().value(), it));
        Map<Integer, List<KnownProduct>> claims = new HashMap<>();
        Set<String> claimed = new HashSet<>();
        for (KnownProduct product : products.values()) {
            Integer cluster = clusterOf.get(new ListingId(product.founder()));
            if (cluster != null) {
                claims.computeIfAbsent(cluster, it -> new ArrayList<>()).add(product);
                claimed.add(product.id().value());
            }
        }
        for (int i = 0; i < clusters.size(); i++) {
            for (Member member : clusters.get(i)) {
                KnownOffer offer = offers.get(member.id());
                if (offer != null && claimed.add(offer.product().value())) {
                    KnownProduct orphan = products.get(offer.product().value());
                    if (orphan != null) {
                        claims.computeIfAbsent(i, it -> new ArrayList<>()).add(orphan);
                    }
                }
            }
        }
        claims.values().forEach(it -> it.sort(KnownProduct.OLDEST_FIRST));
        return claims;
    }

    /// The oldest of the claimed products stays and has a founder in the cluster; the others redirect to it.
    private static void settle(
            List<KnownProduct> claimed,
            List<Member> cluster,
            Map<ListingId, Integer> clusterOf,
            int index,
            List<KnownProduct> settled) {
        KnownProduct kept = claimed.getFirst();
        Integer home = clusterOf.get(new ListingId(kept.founder()));
        String founder = home != null && home == index
                ? kept.founder()
                : cluster.getFirst().id().value();
        if (kept.mergedInto().isPresent() || !founder.equals(kept.founder())) {
            settled.add(new KnownProduct(kept.id(), founder, Optional.empty(), kept.createdAt(), kept.family()));
        }
        for (KnownProduct other : claimed.subList(1, claimed.size())) {
            if (!other.mergedInto().equals(Optional.of(kept.id()))) {
                settled.add(new KnownProduct(
                        other.id(), other.founder(), Optional.of(kept.id()), other.createdAt(), other.family()));
            }
        }
    }

    private void reprice(Collection<ListingHead> touched, Map<ListingId, KnownOffer> offers, Set<String> changed) {
        List<Object[]> former = new ArrayList<>();
        List<ListingHead> repriced = new ArrayList<>();
        for (ListingHead head : touched) {
            KnownOffer offer = offers.get(head.id());
            if (offer == null) {
                continue;
            }
            if (offer.shown()) {
                changed.add(offer.product().value());
            }
            if (!offer.price().equals(head.price()) || offer.availability() != head.shownAvailability()) {
                former.add(new Object[] {
                    offer.id(),
                    offer.pricedAt(),
                    offer.price().amount(),
                    offer.price().currency(),
                    offer.availability()
                });
                repriced.add(head);
            }
        }
        if (repriced.isEmpty()) {
            return;
        }
        db.copy("price_history (offer_id, since, amount, currency, availability)", former, row -> row);
        db.execute(
                """
                update offers set amount = given.amount, currency = given.currency,
                    availability = given.availability, priced_at = ?
                from unnest(?::text[], ?::bigint[], ?::text[], ?::text[])
                    as given (id, amount, currency, availability)
                where offers.id = given.id
                """,
                time.instant(),
                texts(repriced, it -> it.id().value()),
                repriced.stream().map(it -> it.price().amount()).toList(),
                texts(repriced, it -> it.price().currency()),
                texts(repriced, it -> it.shownAvailability().name()));
    }

    private Map<ListingId, KnownOffer> offers(Regrouping found) {
        Set<String> ids = new LinkedHashSet<>();
        found.clusters()
                .forEach(cluster -> cluster.forEach(it -> ids.add(it.id().value())));
        found.touched().forEach(it -> ids.add(it.id().value()));
        Map<ListingId, KnownOffer> offers = new HashMap<>();
        db.list(
                        """
                        select id, product_id, merchant_id, group_key, shown, amount, currency, availability, priced_at
                        from offers where id = any(?::text[])
                        """,
                        row -> new KnownOffer(
                                new ListingId(row.text("id")),
                                new ProductId(row.text("product_id")),
                                new MerchantId(row.text("merchant_id")),
                                row.optText("group_key"),
                                row.bool("shown"),
                                new Money(row.bigint("amount"), row.text("currency")),
                                Availability.valueOf(row.text("availability")),
                                row.instant("priced_at")),
                        ids)
                .forEach(it -> offers.put(it.id(), it));
        return offers;
    }

    private List<KnownProduct> products(Collection<ListingId> founders, Set<String> ids) {
        return founders.isEmpty()
                ? List.of()
                : db.list(
                        """
                select id, founder, merged_into, created_at::text as created_at, family_id from products
                where founder = any(?::text[])
                union
                select id, founder, merged_into, created_at::text, family_id from products where id = any(?::text[])
                order by created_at, id
                """,
                        row -> new KnownProduct(
                                new ProductId(row.text("id")),
                                row.text("founder"),
                                row.optText("merged_into").map(ProductId::new),
                                row.text("created_at"),
                                row.text("family_id")),
                        texts(founders, ListingId::value),
                        ids);
    }

    private void move(List<Object[]> moved) {
        if (!moved.isEmpty()) {
            db.execute(
                    """
                    update offers set product_id = given.product_id, group_key = nullif(given.group_key, ''), shown = true
                    from unnest(?::text[], ?::text[], ?::text[]) as given (id, product_id, group_key)
                    where offers.id = given.id
                    """,
                    texts(moved, row -> row[0].toString()),
                    texts(moved, row -> row[1].toString()),
                    texts(
                            moved,
                            row -> ((Optional<?>) row[2]).map(Object::toString).orElse("")));
        }
    }

    private void keep(List<KnownProduct> settled) {
        if (!settled.isEmpty()) {
            db.execute(
                    """
                    update products set founder = given.founder, merged_into = nullif(given.merged_into, '')
                    from unnest(?::text[], ?::text[], ?::text[]) as given (id, founder, merged_into)
                    where products.id = given.id
                    """,
                    texts(settled, it -> it.id().value()),
                    texts(settled, KnownProduct::founder),
                    texts(settled, it -> it.mergedInto().map(ProductId::value).orElse("")));
        }
    }

    private List<String> hide(Collection<ListingId> gone) {
        return gone.isEmpty()
                ? List.of()
                : db.list(
                        "update offers set shown = false where id = any(?::text[]) and shown returning product_id",
                        row -> row.text("product_id"),
                        texts(gone, ListingId::value));
    }

    private static <T> List<String> texts(Collection<T> items, Function<T, String> text) {
        return items.stream().map(text).toList();
    }
}
