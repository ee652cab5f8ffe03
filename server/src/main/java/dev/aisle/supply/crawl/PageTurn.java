package dev.aisle.supply.crawl;

import dev.aisle.base.http.BodyKind;
import dev.aisle.market.merchant.Merchant;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One page's turn: asked for, read, and all that comes of it written at once: its state, its listings, and the
/// pages it leads to. Nothing is written while it is asked for or read.
final class PageTurn {

    private static final Logger LOG = LoggerFactory.getLogger(PageTurn.class);

    static final int DEEPEST = 6;
    private static final int MOST_ATTEMPTS = 4;
    private static final int MOST_SAMPLES = 3;

    /// So many times in a row without an answer, and the shop counts as unreachable for now.
    private static final int MOST_MISSES = 10;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int PAUSE_GROWS = 4;

    /// Silence for longer is waited out without a thread.
    static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /// A document of 5 MB becomes a tree of many times that: so many are read at once.
    private static final Semaphore READING =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));

    private final CrawlTools tools;
    private final Merchant merchant;
    private final Site site;
    private final String holder;
    private final Pages pages;
    private final Findings findings;
    private int misses;

    PageTurn(CrawlTools tools, Merchant merchant, String holder, Pages pages) {
        this.tools = tools;
        this.merchant = merchant;
        this.site = Site.of(merchant);
        this.holder = holder;
        this.pages = pages;
        this.findings = new Findings(tools.db(), merchant.id());
    }

    Optional<Suspension> take(Crawls.Held crawl, Pages.Queued page) throws InterruptedException {
        Fetch fetch = fetch(page.url(), page.validators(), page.kind());
        if (fetch instanceof Fetch.Later later) {
            return later(crawl, page, later);
        }
        misses = 0;
        switch (fetch) {
            case Fetch.Later later -> throw new IllegalStateException("handled above: " + later);
            case Fetch.Page answered -> read(crawl, page, answered);
            case Fetch.Unchanged unchanged ->
                settle(crawl, page, () -> {
                    pages.unchanged(page, crawl.run(), Recrawl.after(page.every(), false), now());
                    pages.queueChildren(page, crawl.run(), now());
                });
            case Fetch.Gone gone -> gone(crawl, page, gone);
            case Fetch.Refused refused -> settle(crawl, page, () -> refused(crawl, page, refused));
        }
        return Optional.empty();
    }

    private Fetch fetch(URI url, Validators known, Pages.Kind kind) throws InterruptedException {
        BodyKind body = switch (kind) {
            case LISTING -> BodyKind.API;
            case PAGE -> BodyKind.PAGE;
        };
        Fetch fetch = tools.fetcher().fetch(site::holds, url, known, body);
        if (Thread.interrupted()) {
            throw new InterruptedException("stopped while asking");
        }
        return fetch;
    }

    private void settle(Crawls.Held crawl, Pages.Queued page, Runnable write) {
        tools.transact(() -> {
            LOG.debug("phase=store {}", page.url());
            tools.crawls().fetched(crawl, holder, 1);
            write.run();
            if (page.isPart()) {
                pages.askForWhole(page, crawl.run(), now());
            }
        });
    }

    private PageReader.Known known(Optional<String> currency) {
        return new PageReader.Known(currency, findings::gaveNothing);
    }

    private void gone(Crawls.Held crawl, Pages.Queued page, Fetch.Gone gone) {
        boolean wasThere = switch (page.state()) {
            case PRODUCT, FAILING, GONE -> !isProbe(crawl, page);
            case WAITING, PLAIN, REFUSED, COVERED -> false;
        };
        Duration pause = wasThere ? Recrawl.afterGone(page.failures() + 1) : Recrawl.LONGEST;
        settle(crawl, page, () -> pages.gone(page, crawl.run(), gone.status(), now().plus(pause)));
    }

    /// A shop that answers 403 today may answer tomorrow, and what it said before still counts; what we may not ask
    /// for, or what is no page, does not.
    private void refused(Crawls.Held crawl, Pages.Queued page, Fetch.Refused refused) {
        boolean answered = refused.status().filter(status -> status >= 400).isPresent();
        if (answered && !maybeNeverThere(crawl, page)) {
            pages.failing(page, refused.reason(), refused.status(), now().plus(Recrawl.FIRST));
        } else {
            Duration pause = refused.status().isPresent() ? Recrawl.LONGEST : Recrawl.FIRST;
            pages.refused(page, crawl.run(), refused.reason(), refused.status(), now().plus(pause));
        }
    }

    private Optional<Suspension> later(Crawls.Held crawl, Pages.Queued page, Fetch.Later later) {
        misses++;
        Instant until = later.silentUntil().orElse(Instant.EPOCH);
        Instant again = now().plus(FIRST_PAUSE.multipliedBy((long) Math.pow(PAUSE_GROWS, page.attempts())));
        boolean lastAttempt = page.attempts() + 1 >= MOST_ATTEMPTS;
        tools.transact(() -> {
            tools.crawls().fetched(crawl, holder, 0);
            if (!lastAttempt) {
                pages.askAgain(page, later.reason(), until.isAfter(again) ? until : again);
            } else if (maybeNeverThere(crawl, page)) {
                pages.refused(page, crawl.run(), later.reason(), Optional.empty(), now().plus(Recrawl.FIRST));
            } else {
                pages.failing(
                        page, later.reason(), Optional.empty(), now().plus(Recrawl.afterFailure(page.failures())));
            }
            if (lastAttempt && page.isPart()) {
                pages.askForWhole(page, crawl.run(), now());
            }
        });
        if (misses >= MOST_MISSES) {
            Instant retry = now().plus(Recrawl.afterFailure(crawl.failures()));
            return Optional.of(Suspension.unreachable(until.isAfter(retry) ? until : retry, later.reason()));
        }
        return until.isAfter(now().plus(LONGEST_WAIT))
                ? Optional.of(new Suspension(until, Optional.empty()))
                : Optional.empty();
    }

    /// A platform's listing that is merely tried, because the shop may not be on that platform.
    private static boolean isProbe(Crawls.Held crawl, Pages.Queued page) {
        return page.kind() == Pages.Kind.LISTING
                && page.depth() == 0
                && crawl.way().filter(Crawls.Way.PLATFORM::equals).isEmpty();
    }

    /// A probe, or a part that never gave anything: not having it takes nothing away.
    private static boolean maybeNeverThere(Crawls.Held crawl, Pages.Queued page) {
        return isProbe(crawl, page) || (page.isPart() && page.fingerprint().isEmpty());
    }

    private void read(Crawls.Held crawl, Pages.Queued page, Fetch.Page answered) throws InterruptedException {
        FetchedPage fetched = answered.read();
        if (page.kind() == Pages.Kind.LISTING && !isJson(fetched)) {
            settle(crawl, page, () -> pages.read(page, crawl.run(), plain(answered, 0), List.of()));
            return;
        }
        PageReader.Contents contents;
        READING.acquire();
        try {
            contents = tools.reader().read(merchant, fetched, known(crawl.currency()));
        } catch (RuntimeException | StackOverflowError broken) {
            LOG.error("page not read merchant={} url={}", merchant.id(), fetched.url(), broken);
            settle(
                    crawl,
                    page,
                    () -> pages.failing(
                            page, "Reading it failed.", Optional.of(fetched.status()), now().plus(Recrawl.FIRST)));
            return;
        } finally {
            READING.release();
        }
        if (crawl.currency().isEmpty() && !contents.samples().isEmpty()) {
            Optional<String> learned = learnCurrency(crawl, contents.samples());
            if (learned.isPresent()) {
                contents = tools.reader().read(merchant, fetched, known(learned));
            }
        }
        keep(crawl, page, answered, contents);
    }

    private void keep(Crawls.Held crawl, Pages.Queued page, Fetch.Page answered, PageReader.Contents contents) {
        if (contents.noindex() && page.kind() == Pages.Kind.PAGE) {
            settle(
                    crawl,
                    page,
                    () -> pages.refused(
                            page,
                            crawl.run(),
                            "It asks to be kept out (noindex).",
                            Optional.of(answered.answer().status()),
                            now().plus(Recrawl.LONGEST)));
            return;
        }
        settle(crawl, page, () -> {
            boolean repeated =
                    page.kind() == Pages.Kind.LISTING && findings.isRepeated(page, crawl.run(), contents.fingerprint());
            pages.read(page, crawl.run(), seen(crawl, page, answered, contents), contents.items());
            contents.keep().run();
            if (!repeated) {
                pages.add(crawl.run(), leadsTo(crawl, page, contents), now());
            }
            if (page.kind() == Pages.Kind.LISTING
                    && page.depth() == 0
                    && !contents.items().isEmpty()) {
                pages.unqueueRoots(crawl.run(), now());
            }
        });
    }

    private Pages.Seen seen(Crawls.Held crawl, Pages.Queued page, Fetch.Page answered, PageReader.Contents contents) {
        boolean isHub = crawl.way().filter(Crawls.Way.LINKS::equals).isPresent();
        if (contents.items().isEmpty() && !isHub) {
            return plain(answered, contents.fingerprint());
        }
        boolean changed = page.fingerprint()
                .filter(before -> before != contents.fingerprint())
                .isPresent();
        Duration every = page.fingerprint().isEmpty() ? Recrawl.FIRST : Recrawl.after(page.every(), changed);
        return new Pages.Seen(
                contents.items().isEmpty() ? Pages.State.PLAIN : Pages.State.PRODUCT,
                Validators.of(answered.answer()),
                contents.fingerprint(),
                changed,
                every,
                answered.fetchedAt());
    }

    /// A page that is no product page is remembered as such and rarely asked for again.
    private static Pages.Seen plain(Fetch.Page answered, long fingerprint) {
        return new Pages.Seen(
                Pages.State.PLAIN,
                Validators.of(answered.answer()),
                fingerprint,
                false,
                Recrawl.LONGEST,
                answered.fetchedAt());
    }

    private List<Pages.Found> leadsTo(Crawls.Held crawl, Pages.Queued page, PageReader.Contents contents) {
        List<Pages.Found> found = new ArrayList<>();
        if (page.kind() == Pages.Kind.LISTING) {
            contents.next().ifPresent(it -> found.add(listing(it, Pages.FoundBy.PLATFORM, page)));
            contents.parts().forEach(it -> found.add(listing(it, Pages.FoundBy.LINK, page)));
            found.removeIf(it -> !site.holds(it.url()) || it.url().toString().length() > Addresses.LONGEST);
            return found;
        }
        if (crawl.way().filter(Crawls.Way.LINKS::equals).isEmpty()) {
            return List.of();
        }
        for (URI link : contents.links()) {
            int depth = Addresses.isNextPage(link) ? page.depth() : page.depth() + 1;
            if (depth <= DEEPEST && site.holds(link) && Addresses.isWorthFollowing(link)) {
                found.add(new Pages.Found(
                        link, Pages.Kind.PAGE, Pages.FoundBy.LINK, Addresses.rank(link), depth, page.no()));
            }
        }
        return found;
    }

    private static Pages.Found listing(URI url, Pages.FoundBy foundBy, Pages.Queued page) {
        return new Pages.Found(url, Pages.Kind.LISTING, foundBy, page.rank(), page.depth() + 1, page.no());
    }

    private Optional<String> learnCurrency(Crawls.Held crawl, List<URI> samples) throws InterruptedException {
        for (URI sample : samples.subList(0, Math.min(MOST_SAMPLES, samples.size()))) {
            if (fetch(sample, Validators.NONE, Pages.Kind.PAGE) instanceof Fetch.Page answered) {
                Optional<String> currency = tools.reader()
                        .read(merchant, answered.read(), PageReader.Known.NOTHING)
                        .currency();
                tools.transact(() -> {
                    tools.crawls().fetched(crawl, holder, 1);
                    currency.ifPresent(it -> tools.crawls().currency(crawl, holder, it));
                });
                if (currency.isPresent()) {
                    return currency;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isJson(FetchedPage page) {
        String head =
                page.text().substring(0, Math.min(64, page.text().length())).strip();
        return head.startsWith("[") || head.startsWith("{");
    }

    private Instant now() {
        return tools.time().instant();
    }
}
