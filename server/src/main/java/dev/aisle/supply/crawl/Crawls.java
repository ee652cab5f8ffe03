package dev.aisle.supply.crawl;

import dev.aisle.base.db.Db;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.market.merchant.MerchantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The crawls, one a merchant. A worker takes one by a lease that it must keep renewing, so that the crawls of a
/// killed process are taken up again by themselves.
public final class Crawls {

    /// Where a run stands.
    enum Stage {
        IDLE,
        LISTINGS,
        SITEMAPS,
        PAGES,
        LINKS
    }

    /// How the products of a shop are found.
    enum Way {
        PLATFORM,
        SITEMAP,
        LINKS
    }

    /// A crawl as the worker that holds it needs it.
    record Held(
            MerchantId merchant,
            Stage stage,
            Optional<Way> way,
            int run,
            int runFetched,
            boolean runFailed,
            Optional<URI> origin,
            Optional<String> currency,
            Optional<Instant> discoveredAt,
            Instant runStartedAt,
            int failures) {}

    /// The crawl was taken from us, because we did not renew the lease in time.
    static final class LeaseLost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LeaseLost(MerchantId merchant) {
            super("lost the crawl of " + merchant, null, false, false);
        }
    }

    /// What came of reading a storefront.
    public sealed interface Ending {

        MerchantId merchant();

        /// It was read to its end; `next` is when it is read again.
        record Completed(MerchantId merchant, Instant at, Instant next) implements Ending {}

        /// A run ended without the shop, or was broken off for the first time.
        record Failed(MerchantId merchant, CrawlStatus.Trouble trouble, Instant next) implements Ending {}
    }

    static final Duration LEASE = Duration.ofSeconds(10);

    private final Db db;
    private final InstantSource time;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Ending>> endings = new CopyOnWriteArrayList<>();

    public Crawls(Db db, InstantSource time) {
        this.db = db;
        this.time = time;
    }

    /// Makes the crawl of a merchant due at once, in the caller's transaction; one that exists is left alone.
    public void start(MerchantId merchant) {
        db.execute("""
                insert into crawls (merchant_id, state, stage, due_at) values (?, 'PENDING', 'IDLE', ?)
                on conflict do nothing
                """, merchant.value(), time.instant());
        listeners.forEach(Runnable::run);
    }

    /// Makes every page due as if it had never been read, in the caller's transaction: for a merchant of
    /// whom the crawl is the only source again.
    public void readAgain(MerchantId merchant) {
        db.execute("""
                update pages set due_at = ?, etag = null, last_modified = null, fingerprint = null where merchant_id = ?
                """, time.instant(), merchant.value());
        db.execute(
                "update crawls set due_at = least(due_at, ?) where merchant_id = ?", time.instant(), merchant.value());
        listeners.forEach(Runnable::run);
    }

    /// Nothing for a merchant whose crawl was never started.
    public Optional<CrawlStatus> status(MerchantId merchant) {
        return db.find("""
                select state, stage, started_at, last_synced_at, due_at, message, error_code, error_message, fetched,
                    (select count(*) from pages p where p.merchant_id = c.merchant_id and p.state = 'REFUSED') as refused
                from crawls c where merchant_id = ?
                """, Crawls::status, merchant.value());
    }

    /// What is known of a page of the merchant's storefront; nothing for a page never heard of.
    public Optional<PageStory> story(MerchantId merchant, URI url) {
        return db.find("""
                select url, found_by, state, reason, fetched_at, due_at, reads, changes from pages
                where merchant_id = ? and url_key = ?
                """, Crawls::story, merchant.value(), UrlKey.of(url).value());
    }

    /// The pages not taken in, with their reasons, a limited number of them.
    public List<PageStory> refused(MerchantId merchant, int limit) {
        return db.list("""
                select url, found_by, state, reason, fetched_at, due_at, reads, changes from pages
                where merchant_id = ? and kind = 'PAGE' and reason is not null and state <> 'COVERED'
                order by no limit ?
                """, Crawls::story, merchant.value(), limit);
    }

    /// Called after each [#start], possibly before the caller's transaction commits.
    void onStart(Runnable listener) {
        listeners.add(listener);
    }

    /// Called with the ending of a run, in its transaction.
    public void onEnd(Consumer<Ending> listener) {
        endings.add(listener);
    }

    /// Takes due crawls that nobody holds.
    List<MerchantId> take(String holder, int limit) {
        Instant now = time.instant();
        return db.list("""
                update crawls set lease_holder = ?, lease_until = ?
                where merchant_id in (
                    select merchant_id from crawls
                    where due_at <= ? and (lease_until is null or lease_until <= ?)
                    order by due_at limit ? for update skip locked)
                returning merchant_id
                """, row -> new MerchantId(row.text("merchant_id")), holder, now.plus(LEASE), now, now, limit);
    }

    void renew(String holder) {
        db.execute(
                "update crawls set lease_until = ? where lease_holder = ?",
                time.instant().plus(LEASE),
                holder);
    }

    /// Gives up all that this holder has, at the end of its process.
    void release(String holder) {
        db.execute("update crawls set lease_holder = null, lease_until = null where lease_holder = ?", holder);
    }

    Held held(MerchantId merchant, String holder) {
        return db.find("""
                        select merchant_id, stage, way, run, run_fetched, run_failed, origin, currency, discovered_at,
                            coalesce(run_started_at, due_at) as run_started_at, failures
                        from crawls where merchant_id = ? and lease_holder = ?
                        """, Crawls::held, merchant.value(), holder).orElseThrow(() -> new LeaseLost(merchant));
    }

    void beginRun(Held crawl, String holder, URI origin) {
        change(
                crawl,
                holder,
                "run = run + 1, stage = 'LISTINGS', run_fetched = 0, run_failed = false, run_started_at = ?, origin = ?",
                time.instant(),
                origin.toString());
    }

    void syncing(Held crawl, String holder) {
        change(crawl, holder, "state = 'SYNCING', started_at = coalesce(started_at, ?)", time.instant());
    }

    void stage(Held crawl, String holder, Stage stage) {
        change(crawl, holder, "stage = ?", stage);
    }

    void way(Held crawl, String holder, Way way) {
        change(crawl, holder, "way = ?", way);
    }

    void currency(Held crawl, String holder, String currency) {
        change(crawl, holder, "currency = ?", currency);
    }

    void discovered(Held crawl, String holder) {
        change(crawl, holder, "discovered_at = ?", time.instant());
    }

    /// What should have been seen in this run was not, so that it can take nothing away.
    void incomplete(Held crawl, String holder) {
        change(crawl, holder, "run_failed = ?", true);
    }

    /// So many answers were taken in.
    void fetched(Held crawl, String holder, int answers) {
        change(crawl, holder, "fetched = fetched + ?, run_fetched = run_fetched + ?", answers, answers);
    }

    /// The run goes on later, from where it stands.
    void suspend(Held crawl, String holder, Suspension why) {
        Optional<String> code = why.trouble().map(CrawlStatus.Trouble::code);
        db.transact(() -> {
            change(
                    crawl,
                    holder,
                    """
                due_at = ?, state = case when ?::text is null then state else 'ERROR' end,
                failures = failures + case when ?::text is null then 0 else 1 end, error_code = ?, error_message = ?,
                lease_holder = null, lease_until = null""",
                    why.until(),
                    code,
                    code,
                    code,
                    why.trouble().map(CrawlStatus.Trouble::message));
            why.trouble()
                    .filter(ignored -> crawl.failures() == 0)
                    .ifPresent(it -> tell(new Ending.Failed(crawl.merchant(), it, why.until())));
        });
    }

    void finish(
            Held crawl,
            String holder,
            Instant nextRun,
            Optional<String> message,
            Optional<CrawlStatus.Trouble> trouble) {
        Instant now = time.instant();
        db.transact(() -> {
            change(
                    crawl,
                    holder,
                    """
                due_at = ?, state = ?, stage = 'IDLE', last_synced_at = ?, message = ?, error_code = ?, error_message = ?,
                failures = 0, lease_holder = null, lease_until = null""",
                    nextRun,
                    trouble.isEmpty() ? CrawlStatus.State.LIVE : CrawlStatus.State.ERROR,
                    now,
                    message,
                    trouble.map(CrawlStatus.Trouble::code),
                    trouble.map(CrawlStatus.Trouble::message));
            tell(trouble.<Ending>map(it -> new Ending.Failed(crawl.merchant(), it, nextRun))
                    .orElseGet(() -> new Ending.Completed(crawl.merchant(), now, nextRun)));
        });
    }

    private void tell(Ending ending) {
        endings.forEach(listener -> listener.accept(ending));
    }

    private void change(Held crawl, String holder, String assignments, Object... values) {
        Object[] arguments = new Object[values.length + 2];
        System.arraycopy(values, 0, arguments, 0, values.length);
        arguments[values.length] = crawl.merchant().value();
        arguments[values.length + 1] = holder;
        int rows = db.execute(
                "update crawls set " + assignments + " where merchant_id = ? and lease_holder = ?", arguments);
        if (rows != 1) {
            throw new LeaseLost(crawl.merchant());
        }
    }

    private static CrawlStatus status(Db.Row row) {
        CrawlStatus.State state = CrawlStatus.State.valueOf(row.text("state"));
        boolean planned = state == CrawlStatus.State.LIVE || state == CrawlStatus.State.ERROR;
        return new CrawlStatus(
                state,
                row.optInstant("started_at"),
                row.optInstant("last_synced_at"),
                planned ? row.optInstant("due_at") : Optional.empty(),
                row.optText("message"),
                row.optText("error_code")
                        .filter(code -> state == CrawlStatus.State.ERROR)
                        .map(code -> new CrawlStatus.Trouble(
                                code, row.optText("error_message").orElse(code))),
                row.bigint("fetched"),
                row.bigint("refused"));
    }

    private static PageStory story(Db.Row row) {
        return new PageStory(
                URI.create(row.text("url")),
                row.text("found_by").toLowerCase(Locale.ROOT),
                row.text("state").toLowerCase(Locale.ROOT),
                row.optText("reason"),
                row.optInstant("fetched_at"),
                row.optInstant("due_at"),
                row.integer("reads"),
                row.integer("changes"));
    }

    private static Held held(Db.Row row) {
        return new Held(
                new MerchantId(row.text("merchant_id")),
                Stage.valueOf(row.text("stage")),
                row.optText("way").map(Way::valueOf),
                row.integer("run"),
                row.integer("run_fetched"),
                row.bool("run_failed"),
                row.optText("origin").map(URI::create),
                row.optText("currency"),
                row.optInstant("discovered_at"),
                row.instant("run_started_at"),
                row.integer("failures"));
    }
}
