package dev.aisle.market.product;

import dev.aisle.base.db.Db;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Products are siblings where one merchant lists both in one group, or where both have a sibling in common. A
/// family is named for its oldest product.
final class Families {

    /// A group that spans more products than this is a mistake of the shop, and makes no siblings.
    static final int LARGEST_GROUP = 200;

    private static final int ROUNDS = 8;

    private record Seat(String product, String group) {}

    private record Named(String product, String family, String age) {}

    private final Db db;

    Families(Db db) {
        this.db = db;
    }

    /// Names the families of these products, and of those that were or become their siblings, anew. Gives
    /// the products whose family changed.
    ///
    /// @param minted those of them that are new, and a family of their own so far
    Set<String> renew(Set<String> products, Set<String> minted) {
        if (products.isEmpty()) {
            return Set.of();
        }
        Set<String> known = new LinkedHashSet<>(products);
        List<String> old = products.stream().filter(it -> !minted.contains(it)).toList();
        known.addAll(formerSiblings(old));
        Map<String, List<String>> groupsOf = new HashMap<>();
        Map<String, Set<String>> productsOf = new HashMap<>();
        Set<String> asked = new HashSet<>();
        Set<String> frontier = new LinkedHashSet<>(known);
        for (int round = 0; round < ROUNDS && !frontier.isEmpty(); round++) {
            Set<String> groups = new LinkedHashSet<>();
            for (Seat seat : seats(frontier)) {
                groupsOf.computeIfAbsent(seat.product, it -> new ArrayList<>()).add(seat.group);
                if (asked.add(seat.group)) {
                    groups.add(seat.group);
                }
            }
            frontier.clear();
            for (Seat seat : seatsIn(groups)) {
                productsOf
                        .computeIfAbsent(seat.group, it -> new LinkedHashSet<>())
                        .add(seat.product);
                if (known.add(seat.product)) {
                    frontier.add(seat.product);
                }
            }
        }
        return groupsOf.isEmpty() && known.equals(products) && noneHasLeft(old)
                ? Set.of()
                : rename(known, groupsOf, productsOf);
    }

    private boolean noneHasLeft(Collection<String> products) {
        return products.isEmpty()
                || db.find(
                                "select 1 as one from products where id = any(?::text[]) and family_id <> id limit 1",
                                row -> row.integer("one"),
                                products)
                        .isEmpty();
    }

    private Set<String> rename(
            Set<String> known, Map<String, List<String>> groupsOf, Map<String, Set<String>> productsOf) {
        Map<String, Named> named = new HashMap<>();
        db.list(
                        "select id, family_id, created_at::text || id as age from products where id = any(?::text[])",
                        row -> new Named(row.text("id"), row.text("family_id"), row.text("age")),
                        known)
                .forEach(it -> named.put(it.product, it));
        List<String> ids = new ArrayList<>();
        List<String> families = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        for (String start : known) {
            if (!placed.add(start) || !named.containsKey(start)) {
                continue;
            }
            List<Named> family = new ArrayList<>();
            Deque<String> open = new ArrayDeque<>(List.of(start));
            while (!open.isEmpty()) {
                String product = open.pop();
                Named one = named.get(product);
                if (one == null) {
                    continue;
                }
                family.add(one);
                for (String group : groupsOf.getOrDefault(product, List.of())) {
                    Set<String> siblings = productsOf.getOrDefault(group, Set.of());
                    if (siblings.size() <= LARGEST_GROUP) {
                        siblings.stream().filter(placed::add).forEach(open::push);
                    }
                }
            }
            String oldest = family.stream()
                    .min(java.util.Comparator.comparing(Named::age))
                    .orElseThrow()
                    .product;
            family.stream().filter(it -> !it.family.equals(oldest)).forEach(it -> {
                ids.add(it.product);
                families.add(oldest);
            });
        }
        if (!ids.isEmpty()) {
            db.execute("""
                    update products set family_id = given.family
                    from unnest(?::text[], ?::text[]) as given (id, family) where products.id = given.id
                    """, ids, families);
        }
        return new LinkedHashSet<>(ids);
    }

    private List<String> formerSiblings(Collection<String> products) {
        return products.isEmpty() ? List.of() : db.list("""
                select distinct sibling.id from products renewed
                join products sibling on sibling.family_id = renewed.family_id and sibling.id <> renewed.id
                where renewed.id = any(?::text[]) and sibling.merged_into is null
                """, row -> row.text("id"), products);
    }

    private List<Seat> seats(Collection<String> products) {
        return db.list("""
                select distinct product_id, merchant_id || ' ' || group_key as grouped from offers
                where product_id = any(?::text[]) and shown and group_key <> ''
                """, row -> new Seat(row.text("product_id"), row.text("grouped")), products);
    }

    private List<Seat> seatsIn(Collection<String> groups) {
        return groups.isEmpty()
                ? List.of()
                : db.list("""
                        select distinct product_id, given.grouped from unnest(?::text[]) as given (grouped)
                        join offers on merchant_id = left(given.grouped, 4)
                            and coalesce(group_key, '') collate "C" = substr(given.grouped, 6)
                        where shown
                        """, row -> new Seat(row.text("product_id"), row.text("grouped")), groups);
    }
}
