package dev.aisle.market.listing;

import dev.aisle.base.db.ChangeLog;
import dev.aisle.base.db.Db;
import dev.aisle.base.ids.Ulid;
import dev.aisle.base.money.Money;
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

/// The listings of all merchants, and the log of their changes. Writers of one merchant wait for each other;
/// the log names a listing whenever a shopper may see a difference, and never because it was merely seen again.
public final class Listings {

    /// The most listings that one call of [#put] takes: they share a transaction.
    public static final int LARGEST_BATCH = 2_000;

    private static final int REMOVED_AFTER_RUNS = 2;

    private final Db db;
    private final InstantSource time;
    private final Ulid ulids;
    private final ChangeLog changes;

    public Listings(Db db, InstantSource time) {
        this.db = db;
        this.time = time;
        this.ulids = new Ulid(time);
        this.changes = new ChangeLog(db, "listing_changes");
    }

    /// Stores a batch in one transaction and gives the listings' ids in its order. Where another source spoke
    /// of a listing before, each field stays with the source that is trusted most (see [SourceMerge]). A
    /// listing that was removed or set aside counts again. What says nothing new is only noted as seen.
    public List<ListingId> put(List<Listing> batch) {
        if (batch.size() > LARGEST_BATCH) {
            throw new IllegalArgumentException("a batch of " + batch.size() + ", more than " + LARGEST_BATCH);
        }
        return batch.isEmpty() ? List.of() : db.inTransaction(() -> putLocked(batch));
    }

    private List<ListingId> putLocked(List<Listing> batch) {
        Map<ListingKey, List<Listing>> said = new LinkedHashMap<>();
        batch.forEach(
                it -> said.computeIfAbsent(it.key(), key -> new ArrayList<>(1)).add(it));
        lock(said.keySet().stream().map(ListingKey::merchant).toList());
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

    /// Keeps what cannot be used, with its reasons. A listing that was usable before leaves the graph with it,
    /// since its old words may be wrong, unless a more trusted source still speaks for it; it keeps its id, and
    /// comes back with the next usable word on it.
    public void setAside(List<SetAside> batch) {
        if (batch.isEmpty()) {
            return;
        }
        db.transact(() -> {
            lock(batch.stream().map(SetAside::merchant).toList());
            db.execute(
                    """
                    insert into set_aside_listings (merchant_id, item, url, platform, problems, seen_at)
                    select distinct on (merchant_id, item) merchant_id, item, url, platform,
                        string_to_array(problems, chr(31)), seen_at::timestamptz
                    from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                        with ordinality as given (merchant_id, item, url, platform, problems, seen_at, n)
                    order by merchant_id, item, n desc
                    on conflict (merchant_id, item) do update set
                        url = excluded.url, platform = excluded.platform,
                        problems = excluded.problems, seen_at = excluded.seen_at
                    """,
                    texts(batch, it -> it.merchant().value()),
                    texts(batch, SetAside::item),
                    texts(batch, SetAside::url),
                    texts(batch, it -> it.platform().slug()),
                    texts(batch, it -> String.join("\u001f", it.problems())),
                    texts(batch, it -> it.seenAt().toString()));
            for (SetAside one : batch) {
                changes.append(db.list(
                        """
                        update listings set state = 'set_aside', changed_at = ?
                        where merchant_id = ? and item = ? and state in ('live', 'missing') and platforms[1] = any(?::text[])
                        returning id
                        """,
                        row -> row.text("id"),
                        time.instant(),
                        one.merchant().value(),
                        one.item(),
                        notAbove(one.platform())));
            }
        });
    }

    /// The pages were seen unchanged: what stood on them counts as seen by that source. Gives the number of
    /// listings.
    public int seen(MerchantId merchant, Platform platform, Collection<UrlKey> pages, Instant at) {
        if (pages.isEmpty()) {
            return 0;
        }
        return db.inTransaction(() -> {
            lock(List.of(merchant));
            changes.append(db.list(
                    """
                    update listings set state = 'live', missed_runs = 0, missed_at = null, changed_at = ?
                    where merchant_id = ? and platforms[1] = ? and state in ('missing', 'removed')
                    and hashtextextended(url_key, 0) in (select hashtextextended(k, 0) from unnest(?::text[]) k)
                    and url_key = any(?::text[])
                    returning id
                    """,
                    row -> row.text("id"),
                    time.instant(),
                    merchant.value(),
                    platform.slug(),
                    values(pages),
                    values(pages)));
            return db.execute("""
                    update listings set seen_at = greatest(seen_at, ?)
                    where merchant_id = ? and platforms[1] = ? and state = 'live'
                    and hashtextextended(url_key, 0) in (select hashtextextended(k, 0) from unnest(?::text[]) k)
                    and url_key = any(?::text[])
                    """, at, merchant.value(), platform.slug(), values(pages), values(pages));
        });
    }

    /// The pages are gone (404, 410, or gone from the source) in the run that began then: a listing that its
    /// most trusted source misses in one run shows as out of stock, in two runs it is removed. A run counts
    /// once, however often it says so. Gives the number of listings that changed.
    public int missing(MerchantId merchant, Platform platform, Collection<UrlKey> pages, Instant runStartedAt) {
        return pages.isEmpty() ? 0 : missed(merchant, platform, runStartedAt, """
                        hashtextextended(url_key, 0) in (select hashtextextended(k, 0) from unnest(?::text[]) k)
                        and url_key = any(?::text[])
                        """, values(pages), values(pages));
    }

    /// Like [#missing], for single items where their pages are still there.
    public int missingItems(MerchantId merchant, Platform platform, Collection<String> items, Instant runStartedAt) {
        return items.isEmpty() ? 0 : missed(merchant, platform, runStartedAt, "item = any(?::text[])", items);
    }

    /// The source's run that began then is complete: what it did not see is missing, as in [#missing].
    public int missingSince(MerchantId merchant, Platform platform, Instant runStartedAt) {
        return missed(merchant, platform, runStartedAt, "seen_at < ?", runStartedAt);
    }

    private int missed(
            MerchantId merchant, Platform platform, Instant runStartedAt, String which, Object... arguments) {
        return db.inTransaction(() -> {
            lock(List.of(merchant));
            List<Object> all = new ArrayList<>(
                    List.of(runStartedAt, REMOVED_AFTER_RUNS, time.instant(), merchant.value(), platform.slug()));
            all.add(runStartedAt);
            all.addAll(List.of(arguments));
            List<String> ids = db.list("""
                    update listings set missed_runs = missed_runs + 1, missed_at = ?,
                        state = case when missed_runs + 1 >= ? then 'removed' else 'missing' end,
                        changed_at = ?
                    where merchant_id = ? and platforms[1] = ? and state in ('live', 'missing')
                    and (missed_at is null or missed_at < ?) and (%s)
                    returning id
                    """.formatted(which), row -> row.text("id"), all.toArray());
            changes.append(ids);
            return ids.size();
        });
    }

    /// What is known of these listings, in no order; unknown ids are left out.
    public List<StoredListing> byIds(Collection<ListingId> ids) {
        return ids.isEmpty()
                ? List.of()
                : db.list(
                        SELECT + "where id = any(?::text[])",
                        Listings::read,
                        ids.stream().map(ListingId::value).toList());
    }

    /// The short form of these listings, without their documents, in no order.
    public List<ListingHead> heads(Collection<ListingId> ids) {
        return ids.isEmpty()
                ? List.of()
                : db.list(
                        """
                        select id, no, state, match_digest, amount, currency, availability from listings
                        where id = any(?::text[])
                        """,
                        row -> new ListingHead(
                                new ListingId(row.text("id")),
                                row.bigint("no"),
                                ListingState.ofWord(row.text("state")),
                                row.bigint("match_digest"),
                                new Money(row.bigint("amount"), row.text("currency")),
                                Availability.valueOf(row.text("availability"))),
                        ids.stream().map(ListingId::value).toList());
    }

    /// What is known of the listings with these numbers, in no order.
    public List<StoredListing> byNumbers(Collection<Long> numbers) {
        return numbers.isEmpty() ? List.of() : db.list(SELECT + "where no = any(?::bigint[])", Listings::read, numbers);
    }

    /// The listings shown on a page, by their ids: several where it offers choices or several merchants link to
    /// it.
    public List<StoredListing> byUrl(UrlKey url) {
        return db.list(SELECT + """
                where hashtextextended(url_key, 0) = hashtextextended(?, 0) and url_key = ?
                and state in ('live', 'missing') order by id
                """, Listings::read, url.value(), url.value());
    }

    /// The items of a merchant that stand for this page, alone or with a choice on it; see [ListingKey].
    public List<String> itemsOn(MerchantId merchant, UrlKey page) {
        return db.list(
                """
                select item from listings
                where merchant_id = ? and (item = ? or (item >= ? and item < ?)) and state in ('live', 'missing')
                """, row -> row.text("item"), merchant.value(), page.value(), page.value() + '#', page.value() + '$');
    }

    /// A listing with the key of its page's address.
    public record At(ListingId id, UrlKey page) {}

    /// Listings of a merchant, at most so many and in no order, whose item stands for this page with or
    /// without a choice or a query; see [ListingKey]. Three ranges of one index: said with `or`, and in
    /// order, PostgreSQL reads every listing.
    public List<At> below(MerchantId merchant, UrlKey page, int limit) {
        return db.list(
                """
                select id, url_key from listings
                where merchant_id = ? and item = ? and state in ('live', 'missing')
                union all
                select id, url_key from listings
                where merchant_id = ? and item >= ? and item < ? and state in ('live', 'missing')
                union all
                select id, url_key from listings
                where merchant_id = ? and item >= ? and item < ? and state in ('live', 'missing')
                limit ?
                """,
                row -> new At(new ListingId(row.text("id")), new UrlKey(row.text("url_key"))),
                merchant.value(),
                page.value(),
                merchant.value(),
                page.value() + '#',
                page.value() + '$',
                merchant.value(),
                page.value() + '?',
                page.value() + '@',
                limit);
    }

    /// The ids of these items of a merchant, in the order of the ids.
    public List<ListingId> idsOf(MerchantId merchant, Collection<String> items) {
        return db.list("""
                select id from listings
                where merchant_id = ? and item = any(?::text[]) and state in ('live', 'missing') order by id
                """, row -> new ListingId(row.text("id")), merchant.value(), items);
    }

    /// A source's listings that are shown now, and those it set aside.
    public ListingCounts counts(MerchantId merchant, Platform platform) {
        return db.get(
                """
                select
                    (select count(*) from listings
                        where merchant_id = ? and state in ('live', 'missing') and ? = any(platforms)) as shown,
                    (select count(*) from set_aside_listings where merchant_id = ? and platform = ?) as set_aside
                """,
                row -> new ListingCounts(row.bigint("shown"), row.bigint("set_aside")),
                merchant.value(),
                platform.slug(),
                merchant.value(),
                platform.slug());
    }

    /// What was set aside of a merchant, the latest first.
    public List<SetAside> setAside(MerchantId merchant, int limit) {
        return db.list(
                """
                select merchant_id, item, url, platform, problems, seen_at from set_aside_listings
                where merchant_id = ? order by seen_at desc, item limit ?
                """,
                row -> new SetAside(
                        merchant,
                        row.text("item"),
                        row.text("url"),
                        Platform.ofSlug(row.text("platform")).orElse(Platform.WEB_CRAWL),
                        row.texts("problems"),
                        row.instant("seen_at")),
                merchant.value(),
                limit);
    }

    /// The log of listings whose words, price, availability or state changed.
    public ChangeLog changes() {
        return changes;
    }

    /// Writers of one merchant go one at a time, until the end of their transaction.
    private void lock(List<MerchantId> merchants) {
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
        byNumbers(numbers).forEach(it -> listings.put(it.number(), it.listing()));
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

    private static List<String> notAbove(Platform platform) {
        return Platform.all(Platform.Direction.SOURCE).stream()
                .filter(it -> it.precedence() <= platform.precedence())
                .map(Platform::slug)
                .toList();
    }

    private static List<String> values(Collection<UrlKey> pages) {
        return pages.stream().map(UrlKey::value).toList();
    }

    private static <T> List<String> texts(Collection<T> items, Function<T, String> text) {
        return items.stream().map(text).toList();
    }

    private static final String SELECT = """
            select id, no, merchant_id, item, document, state, match_digest, first_seen_at, seen_at, changed_at
            from listings
            """;

    private static StoredListing read(Db.Row row) {
        ListingKey key = new ListingKey(new MerchantId(row.text("merchant_id")), row.text("item"));
        return new StoredListing(
                new ListingId(row.text("id")),
                row.bigint("no"),
                ListingDocument.read(key, row.instant("seen_at"), row.text("document")),
                ListingState.ofWord(row.text("state")),
                row.bigint("match_digest"),
                row.instant("first_seen_at"),
                row.instant("changed_at"));
    }
}
