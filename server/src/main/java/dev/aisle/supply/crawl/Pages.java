package dev.aisle.supply.crawl;

import dev.aisle.base.db.Db;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.market.merchant.MerchantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// The frontier of a merchant's storefront: every page we know of, what came of it, and when it is to be asked for.
final class Pages {

    /// What kind of document it is.
    enum Kind {
        LISTING,
        PAGE
    }

    /// How we came to know of it.
    enum FoundBy {
        PLATFORM,
        SITEMAP,
        LINK,
        HOME
    }

    /// What came of it when last asked for.
    enum State {
        WAITING,
        PRODUCT,
        PLAIN,
        GONE,
        REFUSED,
        FAILING,
        COVERED
    }

    /// A page whose turn it is.
    record Queued(
            long no,
            URI url,
            Kind kind,
            FoundBy foundBy,
            State state,
            int rank,
            int depth,
            int attempts,
            int failures,
            Duration every,
            Validators validators,
            Optional<Long> fingerprint) {

        /// Whether it says in full what another page of the platform's listing sums up.
        boolean isPart() {
            return kind == Kind.LISTING && foundBy == FoundBy.LINK;
        }
    }

    /// A page to be known from now on.
    record Found(URI url, Kind kind, FoundBy foundBy, int rank, int depth, long parent) {}

    /// An entry of a sitemap.
    record Listed(URI url, Optional<Instant> lastmod) {}

    /// What is kept of a page that was read.
    record Seen(State state, Validators validators, long fingerprint, boolean changed, Duration every, Instant at) {}

    private static final String REASON_UNLISTED = "No sitemap lists it any more.";

    private final Db db;
    private final MerchantId merchant;

    Pages(Db db, MerchantId merchant) {
        this.db = db;
        this.merchant = merchant;
    }

    /// The page to ask for now, if there is one.
    Optional<Queued> next(int run, Kind kind, Instant now) {
        return db.find("""
                select no, url, kind, found_by, state, rank, depth, attempts, failures, every_minutes, etag, last_modified,
                    fingerprint
                from pages
                where merchant_id = ? and queued_run = ? and kind = ? and ask_at <= ?
                order by rank, depth, no limit 1
                """, Pages::queued, merchant.value(), run, kind, now);
    }

    /// When the next page of the run may be asked for, if any is left.
    Optional<Instant> nextAskAt(int run, Kind kind) {
        return db.get(
                "select min(ask_at) as at from pages where merchant_id = ? and queued_run = ? and kind = ?",
                row -> row.optInstant("at"),
                merchant.value(),
                run,
                kind);
    }

    /// Queues the pages whose time has come, and the root of the platform's listing; the rest of the
    /// listing follows from it.
    void queueDue(int run, Instant now) {
        db.execute("""
                update pages set queued_run = ?, attempts = 0, ask_at = ?
                where merchant_id = ? and (
                    (kind = 'PAGE' and due_at <= ?)
                    or (kind = 'LISTING' and depth = 0 and (due_at <= ? or state in ('WAITING', 'PRODUCT', 'FAILING'))))
                """, run, now, merchant.value(), now, now);
    }

    /// Adds pages that are not known yet and queues them; a known one is queued only if it is a listing's, because
    /// a listing is read as a whole in each run.
    void add(int run, Collection<Found> found, Instant now) {
        Map<String, Found> byKey = new LinkedHashMap<>();
        found.forEach(it -> byKey.putIfAbsent(UrlKey.of(it.url()).value(), it));
        if (byKey.isEmpty()) {
            return;
        }
        db.execute(
                """
                insert into pages (merchant_id, url_key, url, kind, found_by, rank, depth, parent, state, queued_run, ask_at,
                    due_at, every_minutes)
                select ?, url_key, url, kind, found_by, rank, depth, parent, 'WAITING', ?, ?, ?, ?
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[])
                    as found (url_key, url, kind, found_by, rank, depth, parent)
                on conflict (merchant_id, url_key) do update
                    set url = excluded.url, queued_run = excluded.queued_run, attempts = 0, ask_at = excluded.ask_at,
                        parent = excluded.parent
                    where pages.kind = 'LISTING' and pages.queued_run is null
                        and (pages.read_run is null or pages.read_run < excluded.queued_run)
                """,
                merchant.value(),
                run,
                now,
                now,
                Recrawl.FIRST.toMinutes(),
                List.copyOf(byKey.keySet()),
                texts(byKey, it -> it.url().toString()),
                texts(byKey, it -> it.kind().name()),
                texts(byKey, it -> it.foundBy().name()),
                numbers(byKey, Found::rank),
                numbers(byKey, Found::depth),
                numbers(byKey, Found::parent));
    }

    /// A page of the listing did not change, so the pages it leads to are those it led to before.
    void queueChildren(Queued parent, int run, Instant now) {
        db.execute("""
                update pages set queued_run = ?, attempts = 0, ask_at = ?
                where merchant_id = ? and kind = 'LISTING' and parent = ? and depth > ? and state in ('PRODUCT', 'FAILING')
                    and (read_run is null or read_run < ?)
                """, run, now, merchant.value(), parent.no(), parent.depth(), run);
    }

    /// Adds what a sitemap lists, and queues what is new there, has a newer lastmod, or is due.
    void addListed(int run, Collection<Listed> listed, Instant now) {
        Map<String, Listed> byKey = new LinkedHashMap<>();
        listed.forEach(it -> byKey.put(UrlKey.of(it.url()).value(), it));
        if (byKey.isEmpty()) {
            return;
        }
        db.execute(
                """
                insert into pages (merchant_id, url_key, url, kind, found_by, rank, depth, state, queued_run, ask_at, due_at,
                    every_minutes, listed_run, lastmod)
                select ?, url_key, url, 'PAGE', 'SITEMAP', rank, 0, 'WAITING', ?, ?, ?, ?, ?,
                    to_timestamp(nullif(lastmod, 0))
                from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[]) as listed (url_key, url, rank, lastmod)
                on conflict (merchant_id, url_key) do update set
                    url = excluded.url, found_by = 'SITEMAP', listed_run = excluded.listed_run,
                    lastmod = coalesce(excluded.lastmod, pages.lastmod),
                    state = case when pages.state = 'COVERED' then 'WAITING' else pages.state end,
                    attempts = 0,
                    ask_at = excluded.ask_at,
                    queued_run = case
                        when pages.queued_run = excluded.queued_run then pages.queued_run
                        when pages.read_run = excluded.queued_run then null
                        when pages.state in ('WAITING', 'COVERED') or pages.due_at is null
                            or pages.due_at <= excluded.due_at or excluded.lastmod > pages.lastmod
                            then excluded.queued_run
                        else null end
                """,
                merchant.value(),
                run,
                now,
                now,
                Recrawl.FIRST.toMinutes(),
                run,
                List.copyOf(byKey.keySet()),
                texts(byKey, it -> it.url().toString()),
                numbers(byKey, it -> Addresses.rank(it.url())),
                numbers(byKey, it -> it.lastmod().map(Instant::getEpochSecond).orElse(0L)));
    }

    /// All sitemaps were read to the end: what they listed before and do not now is gone.
    void dropUnlisted(int run) {
        db.execute("""
                update pages set state = 'GONE', reason = ?, queued_run = null, due_at = null, etag = null,
                    last_modified = null, fingerprint = null
                where merchant_id = ? and found_by = 'SITEMAP' and listed_run < ? and state <> 'GONE'
                """, REASON_UNLISTED, merchant.value(), run);
    }

    /// The platform's listing gave everything: other pages need not be asked for while it does.
    void cover() {
        db.execute("""
                update pages set state = 'COVERED', reason = 'The shop''s own listing gives its products.',
                    queued_run = null, due_at = null, etag = null, last_modified = null, fingerprint = null
                where merchant_id = ? and kind = 'PAGE'
                """, merchant.value());
    }

    /// Pages of the listing that it no longer has, because it became shorter.
    void dropUnreadListings(int run) {
        db.execute("""
                update pages set state = 'GONE', reason = 'The listing ends before it.', queued_run = null, due_at = null,
                    etag = null, last_modified = null, fingerprint = null
                where merchant_id = ? and kind = 'LISTING' and depth > 0 and (read_run is null or read_run < ?)
                """, merchant.value(), run);
    }

    /// The other platforms need no probing in this run.
    void unqueueRoots(int run, Instant now) {
        db.execute("""
                update pages set queued_run = null, due_at = ?
                where merchant_id = ? and queued_run = ? and kind = 'LISTING' and depth = 0
                """, now.plus(Recrawl.LONGEST), merchant.value(), run);
    }

    void read(Queued page, int run, Seen seen, List<String> items) {
        db.execute(
                """
                update pages set state = ?, reason = null, status = 200, queued_run = null, attempts = 0, read_run = ?,
                    fetched_at = ?, due_at = ?, every_minutes = ?, etag = ?, last_modified = ?, fingerprint = ?,
                    reads = reads + 1, changes = changes + ?, failures = 0
                where no = ?
                """,
                seen.state(),
                run,
                seen.at(),
                seen.at().plus(seen.every()),
                seen.every().toMinutes(),
                seen.validators().etag(),
                seen.validators().lastModified(),
                seen.fingerprint(),
                seen.changed() ? 1 : 0,
                page.no());
        if (page.fingerprint().isEmpty() || page.fingerprint().get() != seen.fingerprint()) {
            keepItems(page.no(), items);
        }
    }

    void unchanged(Queued page, int run, Duration every, Instant now) {
        db.execute("""
                update pages set reason = null, status = 304, queued_run = null, attempts = 0, read_run = ?, fetched_at = ?,
                    due_at = ?, every_minutes = ?, reads = reads + 1, failures = 0,
                    state = case when exists (select from page_items where page = no and current) then 'PRODUCT'
                        else 'PLAIN' end
                where no = ?
                """, run, now, now.plus(every), every.toMinutes(), page.no());
    }

    /// A part began or ceased to give items, so the page that sums them up must be read once more in this run.
    void askForWhole(Queued part, int run, Instant now) {
        db.execute("""
                update pages whole set queued_run = ?, attempts = 0, ask_at = ?, etag = null, last_modified = null
                from pages part
                where part.no = ? and whole.no = part.parent and whole.merchant_id = ?
                    and (part.state in ('PLAIN', 'GONE', 'REFUSED')) <> ?
                """, run, now, part.no(), merchant.value(), givesNothing(part.state()));
    }

    void gone(Queued page, int run, int status, Instant dueAt) {
        settle(page, run, State.GONE, "It answered " + status + ".", Optional.of(status), dueAt);
    }

    void refused(Queued page, int run, String reason, Optional<Integer> status, Instant dueAt) {
        settle(page, run, State.REFUSED, reason, status, dueAt);
    }

    /// It could not be had now; what it gave before still counts.
    void failing(Queued page, String reason, Optional<Integer> status, Instant dueAt) {
        db.execute("""
                update pages set state = 'FAILING', reason = ?, status = ?, queued_run = null, attempts = 0, due_at = ?,
                    failures = failures + 1
                where no = ?
                """, reason, status, dueAt, page.no());
    }

    /// Once more in the same run.
    void askAgain(Queued page, String reason, Instant askAt) {
        db.execute(
                "update pages set reason = ?, attempts = attempts + 1, ask_at = ? where no = ?",
                reason,
                askAt,
                page.no());
    }

    /// The run has asked for as much as it may; the rest waits for the next.
    int leaveToNextRun(int run, String reason, Instant now) {
        return db.execute("""
                update pages set queued_run = null, attempts = 0, due_at = ?, reason = ?
                where merchant_id = ? and queued_run = ?
                """, now, reason, merchant.value(), run);
    }

    /// Pages that were read before links counted must be read once more for theirs.
    void askForLinks(int run, Instant now) {
        db.execute("""
                update pages set queued_run = ?, attempts = 0, ask_at = ?, etag = null, last_modified = null
                where merchant_id = ? and kind = 'PAGE' and state = 'PLAIN'
                """, run, now, merchant.value());
    }

    /// The items that no page gives any more, each counted as missed once more. After the second time they are no
    /// longer told of.
    List<String> missItems() {
        List<String> missing = db.list("""
                select distinct i.item from page_items i join pages p on p.no = i.page
                where p.merchant_id = ? and not exists (
                    select from page_items g join pages q on q.no = g.page
                    where q.merchant_id = p.merchant_id and g.item = i.item and g.current
                        and q.state in ('PRODUCT', 'FAILING'))
                """, row -> row.text("item"), merchant.value());
        db.execute("""
                update page_items i set missed = missed + 1 from pages p
                where p.no = i.page and p.merchant_id = ? and i.item = any(?::text[])
                """, merchant.value(), missing);
        db.execute("""
                delete from page_items i using pages p where p.no = i.page and p.merchant_id = ? and i.missed >= 2
                """, merchant.value());
        return missing;
    }

    Optional<Instant> firstDue() {
        return db.get(
                "select min(due_at) as at from pages where merchant_id = ? and (kind = 'PAGE' or depth = 0)",
                row -> row.optInstant("at"),
                merchant.value());
    }

    private void settle(Queued page, int run, State state, String reason, Optional<Integer> status, Instant dueAt) {
        db.execute("""
                update pages set state = ?, reason = ?, status = ?, queued_run = null, attempts = 0, read_run = ?, due_at = ?,
                    etag = null, last_modified = null, fingerprint = null, failures = failures + 1
                where no = ?
                """, state, reason, status, run, dueAt, page.no());
    }

    private void keepItems(long page, List<String> items) {
        db.execute(
                "update page_items set current = false where page = ? and current and item <> all(?::text[])",
                page,
                items);
        db.execute("""
                insert into page_items (page, item, current) select distinct ?::bigint, item, true
                from unnest(?::text[]) as given (item)
                on conflict (page, item) do update set current = true, missed = 0
                """, page, items);
    }

    private static <T> List<String> texts(Map<String, T> byKey, Function<T, String> column) {
        return byKey.values().stream().map(column).toList();
    }

    private static <T> List<Long> numbers(Map<String, T> byKey, ToLongFunction<T> column) {
        return byKey.values().stream().mapToLong(column).boxed().toList();
    }

    private static boolean givesNothing(State state) {
        return switch (state) {
            case PLAIN, GONE, REFUSED -> true;
            case WAITING, PRODUCT, FAILING, COVERED -> false;
        };
    }

    private static Queued queued(Db.Row row) {
        return new Queued(
                row.bigint("no"),
                URI.create(row.text("url")),
                Kind.valueOf(row.text("kind")),
                FoundBy.valueOf(row.text("found_by")),
                State.valueOf(row.text("state")),
                row.integer("rank"),
                row.integer("depth"),
                row.integer("attempts"),
                row.integer("failures"),
                Duration.ofMinutes(row.integer("every_minutes")),
                new Validators(row.optText("etag"), row.optText("last_modified")),
                row.optBigint("fingerprint"));
    }
}
