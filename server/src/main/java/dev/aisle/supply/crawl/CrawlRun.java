package dev.aisle.supply.crawl;

import dev.aisle.base.http.BodyKind;
import dev.aisle.market.merchant.Merchant;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One run over one merchant's storefront, from wherever it stands: the platform's public listing first; else what
/// the sitemaps list; else what links lead to. Each step commits together with where it leads, so that a kill at
/// any moment loses at most one answer.
final class CrawlRun {

    /// How a run left the crawl.
    enum End {
        FINISHED,
        SUSPENDED
    }

    /// Where platforms have their public listing, the most common platform first.
    private static final List<String> LISTINGS = List.of(RestRoot.USUAL_LISTING, "/products.json?limit=250&page=1");

    private final CrawlTools tools;
    private final Crawls crawls;
    private final Pages pages;
    private final Findings findings;
    private final PageTurn turn;
    private final Merchant merchant;
    private final String holder;
    private Crawls.Held crawl;

    CrawlRun(CrawlTools tools, Merchant merchant, String holder) {
        this.tools = tools;
        this.crawls = tools.crawls();
        this.pages = new Pages(tools.db(), merchant.id());
        this.findings = new Findings(tools.db(), merchant.id());
        this.turn = new PageTurn(tools, merchant, holder, pages);
        this.merchant = merchant;
        this.holder = holder;
        this.crawl = crawls.held(merchant.id(), holder);
    }

    /// Goes on until the run ends, or must wait for longer than a thread should.
    End run() throws InterruptedException {
        crawls.syncing(crawl, holder);
        Optional<FrontDoor.Entry.Open> permit = permit();
        if (permit.isEmpty()) {
            return End.SUSPENDED;
        }
        if (crawl.stage() == Crawls.Stage.IDLE) {
            begin(permit.get());
        }
        while (true) {
            Optional<Suspension> stop = switch (crawl.stage()) {
                case IDLE -> throw new IllegalStateException("the run has not begun");
                case LISTINGS -> listings(permit.get());
                case SITEMAPS -> sitemaps(permit.get());
                case PAGES, LINKS -> drain(Pages.Kind.PAGE);
            };
            if (stop.isPresent()) {
                crawls.suspend(crawl, holder, stop.get());
                return End.SUSPENDED;
            }
            if (!tools.inTransaction(this::goOn)) {
                finish(permit.get());
                return End.FINISHED;
            }
            refresh();
        }
    }

    /// How many answers the run has taken in so far.
    int fetched() {
        return crawl.runFetched();
    }

    int number() {
        return crawl.run();
    }

    private Optional<FrontDoor.Entry.Open> permit() throws InterruptedException {
        URI home = crawl.origin()
                .filter(origin -> crawl.stage() != Crawls.Stage.IDLE)
                .orElse(merchant.home());
        return switch (new FrontDoor(tools.robots(), Site.of(merchant)).at(home)) {
            case FrontDoor.Entry.Open open -> Optional.of(open);
            case FrontDoor.Entry.Shut shut -> {
                Instant retry = now().plus(Recrawl.afterFailure(crawl.failures()));
                Instant until = shut.askAgainAt().isAfter(retry) ? shut.askAgainAt() : retry;
                crawls.suspend(crawl, holder, Suspension.unreachable(until, shut.reason()));
                yield Optional.empty();
            }
        };
    }

    private void begin(FrontDoor.Entry.Open permit) {
        tools.transact(() -> {
            crawls.beginRun(crawl, holder, permit.origin());
            refresh();
            for (int i = 0; i < LISTINGS.size(); i++) {
                addRoot(permit.origin().resolve(LISTINGS.get(i)), i);
            }
            pages.queueDue(crawl.run(), now());
        });
        refresh();
    }

    /// Where the shop says itself that its listing is counts too. It is asked only where no listing is at a usual
    /// place, and only until a way to its products is known, so that it costs most shops nothing.
    private Optional<Suspension> listings(FrontDoor.Entry.Open permit) throws InterruptedException {
        Optional<Suspension> stop = drain(Pages.Kind.LISTING);
        boolean wayKnown = crawl.way().filter(it -> it != Crawls.Way.PLATFORM).isPresent();
        if (stop.isPresent()
                || wayKnown
                || crawl.runFailed()
                || findings.anyListing(crawl.run())
                || findings.anyListingFailing()) {
            return stop;
        }
        Site site = Site.of(merchant);
        Fetch home = tools.fetcher().fetch(site::holds, permit.origin(), Validators.NONE, BodyKind.PAGE);
        if (home instanceof Fetch.Page page) {
            Optional<URI> listing = RestRoot.listing(page.read()).filter(site::holds);
            tools.transact(() -> {
                crawls.fetched(crawl, holder, 1);
                listing.ifPresent(it -> addRoot(it, 0));
            });
        }
        return drain(Pages.Kind.LISTING);
    }

    private void addRoot(URI listing, int rank) {
        pages.add(
                crawl.run(),
                List.of(new Pages.Found(listing, Pages.Kind.LISTING, Pages.FoundBy.PLATFORM, rank, 0, 0)),
                now());
    }

    private Optional<Suspension> drain(Pages.Kind kind) throws InterruptedException {
        while (true) {
            refresh();
            if (crawl.runFetched() >= tools.budget()) {
                if (kind == Pages.Kind.LISTING) {
                    crawls.incomplete(crawl, holder);
                    refresh();
                }
                pages.leaveToNextRun(
                        crawl.run(), "One run asks for " + tools.budget() + " pages at most; the next goes on.", now());
                return Optional.empty();
            }
            Optional<Pages.Queued> page = pages.next(crawl.run(), kind, now());
            if (page.isPresent()) {
                Optional<Suspension> stop = turn.take(crawl, page.get());
                if (stop.isPresent()) {
                    return stop;
                }
                continue;
            }
            Optional<Instant> later = pages.nextAskAt(crawl.run(), kind);
            if (later.isEmpty()) {
                return Optional.empty();
            }
            if (later.get().isAfter(now().plus(PageTurn.LONGEST_WAIT))) {
                return Optional.of(new Suspension(later.get(), Optional.empty()));
            }
            sleepUntil(later.get());
        }
    }

    private Optional<Suspension> sitemaps(FrontDoor.Entry.Open permit) throws InterruptedException {
        boolean early = crawl.discoveredAt()
                .filter(at -> at.plus(Recrawl.SHORTEST_BETWEEN_DISCOVERIES).isAfter(now()))
                .isPresent();
        if (early) {
            crawls.incomplete(crawl, holder);
            return Optional.empty();
        }
        Sitemaps.Walk walk = new Sitemaps(tools.fetcher())
                .walk(
                        Site.of(merchant),
                        permit.origin(),
                        permit.rules(),
                        listed -> tools.transact(() -> {
                            crawls.fetched(crawl, holder, 0);
                            pages.addListed(crawl.run(), listed, now());
                        }));
        if (walk.silentUntil().isPresent()) {
            return Optional.of(new Suspension(walk.silentUntil().get(), Optional.empty()));
        }
        tools.transact(() -> {
            crawls.fetched(crawl, holder, walk.files());
            crawls.discovered(crawl, holder);
            if (walk.complete()) {
                pages.dropUnlisted(crawl.run());
            } else {
                crawls.incomplete(crawl, holder);
            }
            if (walk.listed() > 0 && crawl.way().isEmpty()) {
                crawls.way(crawl, holder, Crawls.Way.SITEMAP);
            }
        });
        return Optional.empty();
    }

    /// Decides what comes after the stage that ended; false where the run is at its end.
    private boolean goOn() {
        return switch (crawl.stage()) {
            case IDLE -> throw new IllegalStateException("the run has not begun");
            case LISTINGS -> afterListings();
            case SITEMAPS -> goTo(Crawls.Stage.PAGES);
            case PAGES -> findings.anyProductPages() ? false : followLinks();
            case LINKS -> false;
        };
    }

    private boolean afterListings() {
        boolean onPlatform = crawl.way().filter(Crawls.Way.PLATFORM::equals).isPresent();
        if (crawl.runFailed() || findings.anyListingFailing()) {
            crawls.incomplete(crawl, holder);
            return onPlatform ? false : goTo(Crawls.Stage.SITEMAPS);
        }
        pages.dropUnreadListings(crawl.run());
        if (!findings.anyListing(crawl.run())) {
            return goTo(Crawls.Stage.SITEMAPS);
        }
        crawls.way(crawl, holder, Crawls.Way.PLATFORM);
        crawls.discovered(crawl, holder);
        pages.cover();
        return false;
    }

    private boolean followLinks() {
        if (crawl.way().filter(Crawls.Way.LINKS::equals).isPresent()) {
            return false;
        }
        crawls.way(crawl, holder, Crawls.Way.LINKS);
        URI home = crawl.origin().orElse(merchant.home());
        pages.askForLinks(crawl.run(), now());
        pages.add(crawl.run(), List.of(new Pages.Found(home, Pages.Kind.PAGE, Pages.FoundBy.HOME, 0, 0, 0)), now());
        return goTo(Crawls.Stage.LINKS);
    }

    private boolean goTo(Crawls.Stage stage) {
        crawls.stage(crawl, holder, stage);
        return true;
    }

    private void finish(FrontDoor.Entry.Open permit) {
        refresh();
        boolean anyProducts = findings.anyProducts();
        Optional<CrawlStatus.Trouble> trouble = anyProducts ? Optional.empty() : trouble(permit);
        Optional<String> message = anyProducts
                ? Optional.empty()
                : trouble.map(CrawlStatus.Trouble::message)
                        .or(() -> Optional.of(
                                "No products were found on " + permit.origin().getRawAuthority() + "."));
        tools.transact(() -> {
            if (!crawl.runFailed()) {
                List<String> missing = pages.missItems();
                if (!missing.isEmpty()) {
                    tools.reader().missing(merchant.id(), missing, crawl.runStartedAt());
                }
            }
            crawls.finish(crawl, holder, Recrawl.nextRun(now(), pages.firstDue()), message, trouble);
        });
    }

    /// Why there may be no products to be found.
    private Optional<CrawlStatus.Trouble> trouble(FrontDoor.Entry.Open permit) {
        String shop = permit.origin().getRawAuthority();
        if (!permit.rules().allows(permit.origin())) {
            return Optional.of(new CrawlStatus.Trouble(
                    "insufficient_permissions", "robots.txt of " + shop + " does not let us read the shop."));
        }
        return findings.anyPasswordGate(crawl.run()) ? Optional.of(PasswordGate.trouble(shop)) : Optional.empty();
    }

    private void refresh() {
        crawl = crawls.held(merchant.id(), holder);
    }

    private void sleepUntil(Instant moment) throws InterruptedException {
        Duration wait = Duration.between(now(), moment);
        if (wait.isPositive()) {
            tools.sleeper().sleep(wait);
        }
    }

    private Instant now() {
        return tools.time().instant();
    }
}
