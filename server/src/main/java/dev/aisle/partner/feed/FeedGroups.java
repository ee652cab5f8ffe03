package dev.aisle.partner.feed;

import dev.aisle.base.db.Db;
import dev.aisle.base.ids.Base62;
import dev.aisle.base.ids.Fingerprint;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.product.MerchantOffers.Own;
import dev.aisle.partner.destination.FeedOffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What sibling offers share in feeds. The id of a group that the shop names is made from that name; one
/// that we found is named for the family, once, and kept with the offer.
final class FeedGroups {

    private static final int HASH_WIDTH = 11;

    private final Db db;

    FeedGroups(Db db) {
        this.db = db;
    }

    /// The groups of these offers, in their order, where siblings stand side by side. An offer without siblings has
    /// none.
    List<Optional<FeedOffer.Group>> of(MerchantId merchant, List<Own> offers) {
        List<List<Own>> siblings = siblings(offers);
        Map<String, String> kept = kept(siblings.stream()
                .filter(it -> it.size() > 1 && it.getFirst().group().isEmpty())
                .flatMap(List::stream)
                .map(it -> it.id().value())
                .toList());
        Map<String, String> made = new HashMap<>();
        List<Optional<FeedOffer.Group>> groups = new ArrayList<>(offers.size());
        for (List<Own> beside : siblings) {
            Optional<FeedOffer.Group> group = beside.size() == 1
                    ? Optional.empty()
                    : Optional.of(new FeedOffer.Group(id(merchant, beside, kept, made), sharedOptions(beside)));
            beside.forEach(ignored -> groups.add(group));
        }
        keep(made);
        return groups;
    }

    private static List<List<Own>> siblings(List<Own> offers) {
        List<List<Own>> siblings = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= offers.size(); i++) {
            if (i == offers.size() || !offers.get(i).isSiblingOf(offers.get(from))) {
                siblings.add(offers.subList(from, i));
                from = i;
            }
        }
        return siblings;
    }

    private static String id(
            MerchantId merchant, List<Own> beside, Map<String, String> kept, Map<String, String> made) {
        Own first = beside.getFirst();
        if (first.group().isPresent()) {
            long print = Fingerprint.of(first.group().get()) & Long.MAX_VALUE;
            return merchant.value() + "-g" + Base62.of(print, HASH_WIDTH);
        }
        String id = beside.stream()
                .map(it -> kept.get(it.id().value()))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(merchant.value() + "-f" + first.family());
        beside.stream()
                .map(it -> it.id().value())
                .filter(it -> !kept.containsKey(it))
                .forEach(it -> made.put(it, id));
        return id;
    }

    /// The names of the options that every sibling has, as the first of them spells and orders them.
    private static List<String> sharedOptions(List<Own> beside) {
        List<String> names = new ArrayList<>();
        beside.getFirst().listing().options().forEach(it -> names.add(it.name()));
        for (Own own : beside) {
            List<String> has = own.listing().options().stream()
                    .map(it -> it.name().toLowerCase(Locale.ROOT))
                    .toList();
            names.removeIf(it -> !has.contains(it.toLowerCase(Locale.ROOT)));
        }
        return names;
    }

    private Map<String, String> kept(Collection<String> offers) {
        Map<String, String> kept = new HashMap<>();
        if (!offers.isEmpty()) {
            db.list(
                            "select offer_id, group_id from feed_groups where offer_id = any(?::text[])",
                            row -> Map.entry(row.text("offer_id"), row.text("group_id")),
                            offers)
                    .forEach(it -> kept.put(it.getKey(), it.getValue()));
        }
        return kept;
    }

    private void keep(Map<String, String> made) {
        if (!made.isEmpty()) {
            db.execute("""
                    insert into feed_groups (offer_id, group_id)
                    select * from unnest(?::text[], ?::text[]) on conflict do nothing
                    """, made.keySet(), made.values());
        }
    }
}
