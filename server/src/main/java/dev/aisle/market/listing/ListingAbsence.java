package dev.aisle.market.listing;

import dev.aisle.base.db.ChangeLog;
import dev.aisle.base.db.Db;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// How listings leave, and come back: set aside because they cannot be used any more, or no longer seen where
/// they were.
final class ListingAbsence {

    private static final int REMOVED_AFTER_RUNS = 2;

    private final Db db;
    private final InstantSource time;
    private final ChangeLog changes;

    ListingAbsence(Db db, InstantSource time, ChangeLog changes) {
        this.db = db;
        this.time = time;
        this.changes = changes;
    }

    /// As [Listings#setAside(List)].
    void setAside(List<SetAside> batch) {
        if (batch.isEmpty()) {
            return;
        }
        db.transact(() -> {
            ListingStore.lock(db, batch.stream().map(SetAside::merchant).toList());
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
            changes.append(db.list(
                    """
                    update listings set state = 'set_aside', changed_at = ?
                    from unnest(?::text[], ?::text[], ?::text[]) as given (merchant_id, item, not_above)
                    where listings.merchant_id = given.merchant_id and listings.item = given.item
                    and state in ('live', 'missing') and platforms[1] = any(string_to_array(given.not_above, ','))
                    returning id
                    """,
                    row -> row.text("id"),
                    time.instant(),
                    texts(batch, it -> it.merchant().value()),
                    texts(batch, SetAside::item),
                    texts(batch, it -> String.join(",", notAbove(it.platform())))));
        });
    }

    /// As [Listings#seen].
    int seen(MerchantId merchant, Platform platform, Collection<UrlKey> pages, Instant at) {
        if (pages.isEmpty()) {
            return 0;
        }
        return db.inTransaction(() -> {
            ListingStore.lock(db, List.of(merchant));
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

    /// As [Listings#missing].
    int missing(MerchantId merchant, Platform platform, Collection<UrlKey> pages, Instant runStartedAt) {
        return pages.isEmpty() ? 0 : missed(merchant, platform, runStartedAt, """
                        hashtextextended(url_key, 0) in (select hashtextextended(k, 0) from unnest(?::text[]) k)
                        and url_key = any(?::text[])
                        """, values(pages), values(pages));
    }

    /// As [Listings#missingItems].
    int missingItems(MerchantId merchant, Platform platform, Collection<String> items, Instant runStartedAt) {
        return items.isEmpty() ? 0 : missed(merchant, platform, runStartedAt, "item = any(?::text[])", items);
    }

    /// As [Listings#missingSince].
    int missingSince(MerchantId merchant, Platform platform, Instant runStartedAt) {
        return missed(merchant, platform, runStartedAt, "seen_at < ?", runStartedAt);
    }

    private int missed(
            MerchantId merchant, Platform platform, Instant runStartedAt, String which, Object... arguments) {
        return db.inTransaction(() -> {
            ListingStore.lock(db, List.of(merchant));
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
}
