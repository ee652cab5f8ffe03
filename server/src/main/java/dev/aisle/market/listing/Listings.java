package dev.aisle.market.listing;

import dev.aisle.base.db.ChangeLog;
import dev.aisle.base.db.Db;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The listings of all merchants, and the log of their changes. Writers of one merchant wait for each other;
/// the log names a listing whenever a shopper may see a difference, and never because it was merely seen again.
public final class Listings {

    /// The most listings that one call of [#put] takes: they share a transaction.
    public static final int LARGEST_BATCH = 2_000;

    private final Db db;
    private final ChangeLog changes;
    private final ListingStore store;
    private final ListingAbsence absence;
    private final RecentListings recent = new RecentListings();

    public Listings(Db db, InstantSource time) {
        this.db = db;
        this.changes = new ChangeLog(db, "listing_changes");
        this.store = new ListingStore(db, time, changes);
        this.absence = new ListingAbsence(db, time, changes);
    }

    /// Stores a batch in one transaction and gives the listings' ids in its order. Where another source spoke
    /// of a listing before, each field stays with the source that is trusted most (see [SourceMerge]). A
    /// listing that was removed or set aside counts again. What says nothing new is only noted as seen.
    public List<ListingId> put(List<Listing> batch) {
        if (batch.size() > LARGEST_BATCH) {
            throw new IllegalArgumentException("a batch of " + batch.size() + ", more than " + LARGEST_BATCH);
        }
        return batch.isEmpty() ? List.of() : db.inTransaction(() -> store.put(batch));
    }

    /// Keeps what cannot be used, with its reasons. A listing that was usable before leaves the graph with it,
    /// since its old words may be wrong, unless a more trusted source still speaks for it; it keeps its id, and
    /// comes back with the next usable word on it.
    public void setAside(List<SetAside> batch) {
        absence.setAside(batch);
    }

    /// The pages were seen unchanged: what stood on them counts as seen by that source. Gives the number of
    /// listings.
    public int seen(MerchantId merchant, Platform platform, Collection<UrlKey> pages, Instant at) {
        return absence.seen(merchant, platform, pages, at);
    }

    /// The pages are gone (404, 410, or gone from the source) in the run that began then: a listing that its
    /// most trusted source misses in one run shows as out of stock, in two runs it is removed. A run counts
    /// once, however often it says so. Gives the number of listings that changed.
    public int missing(MerchantId merchant, Platform platform, Collection<UrlKey> pages, Instant runStartedAt) {
        return absence.missing(merchant, platform, pages, runStartedAt);
    }

    /// Like [#missing], for single items where their pages are still there.
    public int missingItems(MerchantId merchant, Platform platform, Collection<String> items, Instant runStartedAt) {
        return absence.missingItems(merchant, platform, items, runStartedAt);
    }

    /// The source's run that began then is complete: what it did not see is missing, as in [#missing].
    public int missingSince(MerchantId merchant, Platform platform, Instant runStartedAt) {
        return absence.missingSince(merchant, platform, runStartedAt);
    }

    /// What is known of these listings, in no order; unknown ids are left out. The documents of those that were
    /// just read are not read again.
    public List<StoredListing> byIds(Collection<ListingId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<StoredListing> found = stillAsRead(ids);
        if (found.isEmpty()) {
            return db.list(SELECT + "where id = any(?::text[])", Listings::read, texts(ids));
        }
        Set<ListingId> unread = new HashSet<>(ids);
        found.forEach(it -> unread.remove(it.id()));
        if (!unread.isEmpty()) {
            found.addAll(db.list(SELECT + "where id = any(?::text[])", Listings::read, texts(unread)));
        }
        return found;
    }

    private List<StoredListing> stillAsRead(Collection<ListingId> ids) {
        List<ListingId> remembered = ids.stream().filter(recent::has).toList();
        List<StoredListing> same = new ArrayList<>(remembered.size());
        if (!remembered.isEmpty()) {
            db.list(
                            "select id, xmin, ctid from listings where id = any(?::text[])",
                            row -> recent.find(new ListingId(row.text("id")), version(row)),
                            texts(remembered))
                    .forEach(it -> it.ifPresent(same::add));
        }
        return same;
    }

    /// These listings as their rows are now, in no order; unknown ids are left out. They are remembered for a while, as
    /// others are likely to ask for the same next.
    public List<StoredListing> latest(Collection<ListingId> ids) {
        return ids.isEmpty()
                ? List.of()
                : db.list(VERSIONED + "where id = any(?::text[])", this::remembered, texts(ids));
    }

    /// As [#latest], by number.
    public List<StoredListing> byNumbers(Collection<Long> numbers) {
        return numbers.isEmpty()
                ? List.of()
                : db.list(VERSIONED + "where no = any(?::bigint[])", this::remembered, numbers);
    }

    private StoredListing remembered(Db.Row row) {
        StoredListing stored = read(row);
        recent.remember(stored, version(row));
        return stored;
    }

    /// A row's version in the words of PostgreSQL: who wrote it, and where it lies.
    private static String version(Db.Row row) {
        return row.text("xmin") + row.text("ctid");
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

    private static List<String> texts(Collection<ListingId> ids) {
        return ids.stream().map(ListingId::value).toList();
    }

    static final String SELECT = """
            select id, no, merchant_id, item, document, state, match_digest, first_seen_at, seen_at, changed_at
            from listings
            """;

    private static final String VERSIONED = SELECT.replaceFirst("select", "select xmin, ctid,");

    static StoredListing read(Db.Row row) {
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
