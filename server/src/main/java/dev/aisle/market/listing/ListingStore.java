package dev.aisle.market.listing;

import dev.aisle.base.db.ChangeLog;
import dev.aisle.base.db.Db;
import dev.aisle.base.ids.Ulid;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/// How listings come into their table: a batch is held against what is known of it, and becomes rows that are
/// added, changed or only noted as seen.
final class ListingStore {

    private final Db db;
    private final InstantSource time;
    private final Ulid ulids;
    private final ChangeLog changes;

    ListingStore(Db db, InstantSource time, ChangeLog changes) {
        this.db = db;
        this.time = time;
        this.ulids = new Ulid(time);
        this.changes = changes;
    }

    /// As [Listings#put], in the transaction of the caller.
    List<ListingId> put(List<Listing> batch) {
        Map<ListingKey, List<Listing>> said = new LinkedHashMap<>();
        batch.forEach(
                it -> said.computeIfAbsent(it.key(), key -> new ArrayList<>(1)).add(it));
        lock(db, said.keySet().stream().map(ListingKey::merchant).toList());
        Map<ListingKey, Known> known = known(said.keySet());
        Map<Long, Listing> old = documents(said, known);
        List<Entry> added = new ArrayList<>();
        List<Entry> changed = new ArrayList<>();
        Map<Long, Instant> seen = new LinkedHashMap<>();
        Map<ListingKey, ListingId> ids = new HashMap<>();
        for (Map.Entry<ListingKey, List<Listing>> one : said.entrySet()) {
            Known before = known.get(one.getKey());
            if (before == null) {
                Entry entry = new Entry(new ListingId(ulids.next()), 0, merged(Optional.empty(), one.getValue()));
                added.add(entry);
                ids.put(one.getKey(), entry.id);
                continue;
            }
            ids.put(one.getKey(), before.id);
            Listing now = before.isRepeatedBy(one.getValue())
                    ? one.getValue().getFirst()
                    : merged(Optional.ofNullable(old.get(before.no)), one.getValue());
            if (now.digest() == before.digest && before.state == ListingState.LIVE) {
                if (owns(one.getValue(), before)) {
                    seen.put(before.no, now.seenAt());
                }
            } else {
                changed.add(new Entry(before.id, before.no, now));
            }
        }
        insert(added);
        update(changed);
        touch(seen);
        forgetSetAside(said.keySet());
        changes.append(Stream.concat(added.stream(), changed.stream())
                .map(it -> it.id.value())
                .toList());
        return batch.stream().map(it -> ids.get(it.key())).toList();
    }

    /// Writers of one merchant go one at a time, until the end of their transaction.
    static void lock(Db db, List<MerchantId> merchants) {
        TreeSet<String> ids = new TreeSet<>();
        merchants.forEach(it -> ids.add(it.value()));
        db.list("""
                select pg_advisory_xact_lock(hashtextextended('listings of ' || id, 0)) is null as locked
                from unnest(?::text[]) id
                """, row -> row.bool("locked"), ids);
    }

    private record Known(ListingId id, long no, List<String> platforms, long digest, ListingState state) {

        /// Whether the only source it ever had says the same again, so that its document need not be read.
        boolean isRepeatedBy(List<Listing> said) {
            return said.size() == 1
                    && state == ListingState.LIVE
                    && said.getFirst().digest() == digest
                    && slugs(said.getFirst()).equals(platforms);
        }
    }

    private record Entry(ListingId id, long no, Listing listing) {}

    private Map<ListingKey, Known> known(Collection<ListingKey> keys) {
        Map<ListingKey, Known> known = new HashMap<>();
        db.list(
                        """
                        select id, no, merchant_id, item, platforms, digest, state
                        from unnest(?::text[], ?::text[]) as given (merchant_id, item)
                        join listings using (merchant_id, item)
                        """,
                        row -> Map.entry(
                                new ListingKey(new MerchantId(row.text("merchant_id")), row.text("item")),
                                new Known(
                                        new ListingId(row.text("id")),
                                        row.bigint("no"),
                                        row.texts("platforms"),
                                        row.bigint("digest"),
                                        ListingState.ofWord(row.text("state")))),
                        texts(keys, it -> it.merchant().value()),
                        texts(keys, ListingKey::item))
                .forEach(it -> known.put(it.getKey(), it.getValue()));
        return known;
    }

    /// What is stored of those listings that do not just repeat themselves; what is no longer shown has no say.
    private Map<Long, Listing> documents(Map<ListingKey, List<Listing>> said, Map<ListingKey, Known> known) {
        List<Long> numbers = new ArrayList<>();
        known.forEach((key, before) -> {
            if (before.state.isShown() && !before.isRepeatedBy(said.getOrDefault(key, List.of()))) {
                numbers.add(before.no);
            }
        });
        Map<Long, Listing> listings = new HashMap<>();
        db.list(Listings.SELECT + "where no = any(?::bigint[])", Listings::read, numbers)
                .forEach(it -> listings.put(it.number(), it.listing()));
        return listings;
    }

    private static Listing merged(Optional<Listing> old, List<Listing> said) {
        Listing now = old.map(it -> SourceMerge.merged(it, said.getFirst())).orElse(said.getFirst());
        for (Listing next : said.subList(1, said.size())) {
            now = SourceMerge.merged(now, next);
        }
        return now;
    }

    /// Only its most trusted source decides whether a listing is still there.
    private static boolean owns(List<Listing> said, Known before) {
        return said.stream().anyMatch(it -> it.platform().slug().equals(before.platforms.getFirst()));
    }

    private void insert(List<Entry> added) {
        Instant now = time.instant();
        db.copy("""
                listings (id, merchant_id, item, url_key, platforms, document, amount, currency, availability,
                    digest, match_digest, first_seen_at, seen_at, changed_at)""", added, it -> new Object[] {
            it.id,
            it.listing.key().merchant(),
            it.listing.key().item(),
            UrlKey.of(it.listing.url()),
            slugs(it.listing),
            ListingDocument.write(it.listing),
            it.listing.price().amount(),
            it.listing.price().currency(),
            it.listing.availability(),
            it.listing.digest(),
            it.listing.matchDigest(),
            it.listing.seenAt(),
            it.listing.seenAt(),
            now
        });
    }

    private void update(List<Entry> changed) {
        if (changed.isEmpty()) {
            return;
        }
        db.execute(
                """
                update listings set url_key = given.url_key, platforms = string_to_array(given.platforms, ','),
                    document = given.document, amount = given.amount, currency = given.currency,
                    availability = given.availability, digest = given.digest, match_digest = given.match_digest,
                    state = 'live', missed_runs = 0, missed_at = null,
                    seen_at = greatest(listings.seen_at, given.seen_at::timestamptz), changed_at = ?
                from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[],
                        ?::bigint[], ?::bigint[], ?::text[])
                    as given (no, url_key, platforms, document, amount, currency, availability,
                        digest, match_digest, seen_at)
                where listings.no = given.no
                """,
                time.instant(),
                changed.stream().map(Entry::no).toList(),
                texts(changed, it -> UrlKey.of(it.listing.url()).value()),
                texts(changed, it -> String.join(",", slugs(it.listing))),
                texts(changed, it -> ListingDocument.write(it.listing)),
                changed.stream().map(it -> it.listing.price().amount()).toList(),
                texts(changed, it -> it.listing.price().currency()),
                texts(changed, it -> it.listing.availability().name()),
                changed.stream().map(it -> it.listing.digest()).toList(),
                changed.stream().map(it -> it.listing.matchDigest()).toList(),
                texts(changed, it -> it.listing.seenAt().toString()));
    }

    private void touch(Map<Long, Instant> seen) {
        if (!seen.isEmpty()) {
            db.execute("""
                    update listings set seen_at = greatest(listings.seen_at, given.seen_at::timestamptz)
                    from unnest(?::bigint[], ?::text[]) as given (no, seen_at) where listings.no = given.no
                    """, List.copyOf(seen.keySet()), texts(seen.values(), Instant::toString));
        }
    }

    private void forgetSetAside(Collection<ListingKey> keys) {
        db.execute("""
                delete from set_aside_listings using unnest(?::text[], ?::text[]) as given (merchant_id, item)
                where set_aside_listings.merchant_id = given.merchant_id and set_aside_listings.item = given.item
                """, texts(keys, it -> it.merchant().value()), texts(keys, ListingKey::item));
    }

    private static List<String> slugs(Listing listing) {
        return listing.platforms().stream().map(Platform::slug).toList();
    }

    private static <T> List<String> texts(Collection<T> items, Function<T, String> text) {
        return items.stream().map(text).toList();
    }
}
