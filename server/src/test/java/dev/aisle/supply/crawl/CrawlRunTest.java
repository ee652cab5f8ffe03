package dev.aisle.supply.crawl;

import static dev.aisle.supply.crawl.TestShop.html;
import static dev.aisle.supply.crawl.TestShop.json;
import static dev.aisle.supply.crawl.TestShop.redirect;
import static dev.aisle.supply.crawl.TestShop.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.base.http.FetchAllow;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrawlRunTest {

    private static final String WOO = "/wp-json/wc/store/v1/products?per_page=100&page=1";
    private static final String SHOPIFY = "/products.json?limit=250&page=1";
    private static final MerchantId ID = new MerchantId("Shop");
    private static final String HOLDER = "worker";

    private Database database;
    private WordReader reader;
    private FixedTime time;
    private TestShop shop;
    private Crawls crawls;
    private OutsideHttp http;
    private Merchant merchant;
    private int budget;

    @BeforeAll
    void open() {
        database = TestDatabase.fresh();
        reader = new WordReader(database.db());
    }

    @AfterAll
    void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void aShopNobodyHasVisited() {
        for (String table : List.of("page_items", "pages", "crawls", "hosts", "kept", "merchants")) {
            database.db().execute("delete from " + table);
        }
        time = new FixedTime();
        shop = new TestShop(time);
        merchant = new Merchant(ID, shop.domain(), "http", Optional.empty());
        database.db()
                .execute(
                        "insert into merchants (id, domain, scheme, created_at) values (?, ?, 'http', ?)",
                        ID.value(),
                        shop.domain(),
                        time.instant());
        crawls = new Crawls(database.db(), time);
        crawls.start(ID);
        http = new OutsideHttp(FetchAllow.of(List.of(shop.domain())), "AisleBot/1.0 (+http://localhost/crawler)");
        budget = 20_000;
        reader.breakOnKeep(false);
    }

    @AfterEach
    void close() {
        http.close();
        shop.close();
    }

    @Test
    void robotsComesFirstThenTheListingsThenSitemapsThenPages() throws InterruptedException {
        shop.robots("User-agent: *", "Disallow: /private");
        shop.sitemap("/about", "/product/shoe", "/private/secret", "/product/hat");
        shop.on("/product/shoe", html("item shoe"));
        shop.on("/product/hat", html("item hat"));
        shop.on("/about", html("link /product/coat"));

        run();

        assertThat(shop.asked())
                .containsExactly(
                        "/robots.txt", WOO, SHOPIFY, "/sitemap.xml", "/product/shoe", "/product/hat", "/about");
        assertThat(reader.kept(ID)).containsExactly("hat -", "shoe -");
        assertThat(crawlStatus().state()).isEqualTo(CrawlStatus.State.LIVE);
        assertThat(crawlStatus().lastSyncedAt()).isPresent();
        assertThat(story("/private/secret"))
                .hasValueSatisfying(it -> assertThat(it.reason()).contains("robots.txt forbids /private/secret"));
    }

    @Test
    void requestsBeginAtLeastHalfASecondApartWhateverTheyAreFor() throws InterruptedException {
        shop.robots("Sitemap: " + shop.url("/index.xml"));
        shop.on("/index.xml", redirect("/sitemap.xml"));
        shop.sitemap("/product/a", "/product/b", "/product/c");
        shop.on("/product/a", redirect("/product/a2"));
        shop.on("/product/a2", html("item a"));
        shop.on("/product/b", html("item b").with("ETag", "\"1\""));

        run();
        later(Duration.ofDays(2));
        run();

        List<Instant> moments =
                shop.requests().stream().map(TestShop.Request::at).toList();
        assertThat(moments).hasSizeGreaterThan(10);
        for (int i = 1; i < moments.size(); i++) {
            assertThat(Duration.between(moments.get(i - 1), moments.get(i)))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(500));
        }
    }

    @Test
    void aPlatformsListingSparesThePages() throws InterruptedException {
        shop.sitemap("/product/shoe");
        shop.on(WOO, json("item shoe", "item hat", "next /wp-json/wc/store/v1/products?per_page=100&page=2"));
        shop.on("/wp-json/wc/store/v1/products?per_page=100&page=2", json("item coat"));

        run();

        assertThat(shop.asked())
                .containsExactly("/robots.txt", WOO, "/wp-json/wc/store/v1/products?per_page=100&page=2");
        assertThat(reader.kept(ID)).containsExactly("coat -", "hat -", "shoe -");
    }

    @Test
    void aListingThatRobotsForbidsIsNotTried() throws InterruptedException {
        shop.robots("User-agent: *", "Disallow: /wp-json", "Disallow: /products.json");
        shop.on(WOO, json("item shoe"));
        shop.sitemap("/product/hat");
        shop.on("/product/hat", html("item hat"));

        run();

        assertThat(shop.asked()).containsExactly("/robots.txt", "/sitemap.xml", "/product/hat");
    }

    @Test
    void aListingThatRepeatsItsLastPageEnds() throws InterruptedException {
        shop.on(SHOPIFY, json("item shoe", "next /products.json?limit=250&page=2"));
        shop.on("/products.json?limit=250&page=2", json("item hat", "next /products.json?limit=250&page=3"));
        shop.on("/products.json?limit=250&page=3", json("item hat", "next /products.json?limit=250&page=3"));
        shop.on("/products.json?limit=250&page=3", json("item hat", "next /products.json?limit=250&page=2"));

        run();

        assertThat(shop.asked()).hasSize(5);
        assertThat(reader.kept(ID)).containsExactly("hat -", "shoe -");
    }

    @Test
    void whatAListingSumsUpCountsOnlyWhereItsPartsGiveNothing() throws InterruptedException {
        shop.on(WOO, json("item cup", "sum pot", "part /wp-json/pots", "item plate"));
        shop.on("/wp-json/pots", json("item pot#1", "item pot#2"));

        run();
        shop.on("/wp-json/pots", status(404));
        later(Duration.ofDays(2));
        run();

        assertThat(reader.kept(ID))
                .containsExactly("cup -", "plate -", "pot -", "pot#1 - missed 1", "pot#2 - missed 1");
        shop.on("/wp-json/pots", json("item pot#1", "item pot#2"));
        later(Duration.ofDays(2));
        run();
        assertThat(reader.kept(ID)).containsExactly("cup -", "plate -", "pot - missed 1", "pot#1 -", "pot#2 -");
    }

    @Test
    void aPartThatWasNeverThereKeepsTheSummary() throws InterruptedException {
        shop.on(WOO, json("sum pot", "part /wp-json/pots", "item plate"));
        shop.on("/wp-json/pots", status(500));

        run();

        assertThat(reader.kept(ID)).containsExactly("plate -", "pot -");
        assertThat(crawlStatus().state()).isEqualTo(CrawlStatus.State.LIVE);
    }

    @Test
    void theCurrencyOfAListingIsLearnedFromAProductPage() throws InterruptedException {
        shop.on(SHOPIFY, json("item shoe", "sample /products/gone", "sample /products/shoe"));
        shop.on("/products/shoe", html("item shoe-page", "currency EUR"));

        run();

        assertThat(shop.asked()).containsExactly("/robots.txt", WOO, SHOPIFY, "/products/gone", "/products/shoe");
        assertThat(reader.kept(ID)).containsExactly("shoe EUR");
    }

    @Test
    void aPageOfWordsWhereTheListingShouldBeIsNoListing() throws InterruptedException {
        shop.on(WOO, html("item front page"));
        shop.on(SHOPIFY, html("item front page"));
        shop.sitemap("/product/hat");
        shop.on("/product/hat", html("item hat"));

        run();

        assertThat(reader.kept(ID)).containsExactly("hat -");
    }

    @Test
    void withoutListingAndSitemapLinksAreFollowedFromTheHomePage() throws InterruptedException {
        shop.on("/", html("link /shoes", "link /shoes?sort=price", "link http://elsewhere.example/", "link /about"));
        shop.on("/shoes", html("link /", "link /shoe-1", "link /shoes?page=2", "link /cart?add-to-cart=1"));
        shop.on("/shoes?page=2", html("link /shoe-2"));
        shop.on("/shoe-1", html("item one", "link /shoe-2"));
        shop.on("/shoe-2", html("item two"));

        run();

        assertThat(shop.asked())
                .containsExactlyInAnyOrder(
                        "/robots.txt",
                        WOO,
                        SHOPIFY,
                        "/sitemap.xml",
                        "/",
                        "/shoes",
                        "/about",
                        "/shoe-1",
                        "/shoes?page=2",
                        "/shoe-2");
        assertThat(reader.kept(ID)).containsExactly("one -", "two -");
    }

    @Test
    void aSitemapWithoutProductsIsHelpedByLinks() throws InterruptedException {
        shop.sitemap("/about", "/shoes");
        shop.on("/", html("link /shoes"));
        shop.on("/shoes", html("link /shoe-1"));
        shop.on("/shoe-1", html("item one"));

        run();

        assertThat(reader.kept(ID)).containsExactly("one -");
    }

    @Test
    void sitemapsMayBeNestedAndPacked() throws InterruptedException {
        shop.robots("Sitemap: " + shop.url("/maps.xml"));
        shop.on("/maps.xml", xml(index("/inner.xml")));
        shop.on("/inner.xml", xml(index("/products.xml.gz")));
        shop.on(
                "/products.xml.gz",
                TestShop.bytes(
                        "application/gzip",
                        gzip("<urlset><url><loc>" + shop.url("/p/1")
                                + "</loc></url><url><loc>http://elsewhere.example/p/2</loc></url></urlset>")));
        shop.on("/p/1", html("item one"));

        run();

        assertThat(reader.kept(ID)).containsExactly("one -");
        assertThat(shop.asked()).doesNotContain("/sitemap.xml");
    }

    @Test
    void whatIsNotThereIsOutAfterOneCompleteRunAndRemovedAfterTwo() throws InterruptedException {
        shop.sitemap("/p/1", "/p/2", "/p/3");
        shop.on("/p/1", html("item one"));
        shop.on("/p/2", html("item two"));
        shop.on("/p/3", html("item three", "item four"));
        run();

        shop.sitemap("/p/1", "/p/2");
        shop.on("/p/2", status(404), status(404), status(410), html("item two"));
        later(Duration.ofDays(2));
        run();
        assertThat(reader.kept(ID)).containsExactly("four - missed 1", "one -", "three - missed 1", "two - missed 1");

        later(Duration.ofDays(2));
        run();
        assertThat(reader.kept(ID)).containsExactly("four - missed 2", "one -", "three - missed 2", "two - missed 2");

        later(Duration.ofDays(20));
        run();
        later(Duration.ofDays(20));
        run();
        assertThat(reader.kept(ID)).containsExactly("four - missed 2", "one -", "three - missed 2", "two -");
        assertThat(story("/p/3")).isPresent();
    }

    @Test
    void aProductThatLeadsToTheHomePageIsMissedAndOneThatMovedIsNot() throws InterruptedException {
        shop.sitemap("/p/1", "/p/2");
        shop.on("/", html("welcome"));
        shop.on("/p/1", html("item one"));
        shop.on("/p/2", html("item two"));
        run();

        shop.on("/p/1", redirect("/"));
        shop.on("/p/2", redirect("/things/2"));
        shop.on("/things/2", html("item two"));
        later(Duration.ofDays(2));
        run();

        assertThat(reader.kept(ID)).containsExactly("one - missed 1", "two -");
    }

    @Test
    void anItemThatLeftItsPageOrTheListingIsMissed() throws InterruptedException {
        shop.on(WOO, json("item shoe", "item hat", "next /wp-json/wc/store/v1/products?per_page=100&page=2"));
        shop.on("/wp-json/wc/store/v1/products?per_page=100&page=2", json("item coat"));
        run();

        shop.on(WOO, json("item shoe"));
        later(Duration.ofDays(2));
        run();

        assertThat(reader.kept(ID)).containsExactly("coat - missed 1", "hat - missed 1", "shoe -");
    }

    @Test
    void aRunThatDidNotSeeEverythingTakesNothingAway() throws InterruptedException {
        shop.sitemap("/p/1", "/p/2");
        shop.on("/p/1", html("item one"));
        shop.on("/p/2", html("item two"));
        run();

        shop.on("/sitemap.xml", status(500));
        shop.on("/p/2", status(404));
        later(Duration.ofDays(2));
        run();
        assertThat(reader.kept(ID)).containsExactly("one -", "two -");

        shop.sitemap("/p/1", "/p/2");
        later(Duration.ofDays(2));
        run();
        assertThat(reader.kept(ID)).containsExactly("one -", "two - missed 1");
    }

    @Test
    void aListingThatBreaksOffTakesNothingAwayAndStaysTheWay() throws InterruptedException {
        shop.on(WOO, json("item shoe", "next /wp-json/wc/store/v1/products?per_page=100&page=2"));
        shop.on("/wp-json/wc/store/v1/products?per_page=100&page=2", json("item coat"));
        run();

        shop.on("/wp-json/wc/store/v1/products?per_page=100&page=2", status(500));
        later(Duration.ofDays(2));
        shop.forget();
        run();

        assertThat(reader.kept(ID)).containsExactly("coat -", "shoe -");
        assertThat(shop.asked()).doesNotContain("/sitemap.xml");
    }

    @Test
    void aShopThatClosesItsListingIsReadFromItsPagesWithoutLoss() throws InterruptedException {
        shop.sitemap("/product/shoe", "/product/hat");
        shop.on("/product/shoe", html("item shoe"));
        shop.on("/product/hat", html("item hat"));
        shop.on(WOO, json("item shoe", "item hat"));
        run();

        shop.on(WOO, status(404));
        later(Duration.ofDays(2));
        run();

        assertThat(reader.kept(ID)).containsExactly("hat -", "shoe -");
    }

    @Test
    void anUnchangedPageIsNotSentAgainAndAskedForMoreRarely() throws InterruptedException {
        shop.sitemap("/p/1");
        shop.on("/p/1", html("item one").with("ETag", "\"v1\""));
        run();
        Instant firstDue = story("/p/1").orElseThrow().dueAt().orElseThrow();

        time.pass(Duration.between(time.instant(), firstDue).plusMinutes(1));
        shop.forget();
        run();

        assertThat(shop.requests())
                .filteredOn(it -> it.target().equals("/p/1"))
                .extracting(TestShop.Request::condition)
                .containsExactly("\"v1\"");
        PageStory story = story("/p/1").orElseThrow();
        assertThat(Duration.between(
                        story.fetchedAt().orElseThrow(), story.dueAt().orElseThrow()))
                .isEqualTo(Duration.ofHours(36));
        assertThat(reader.kept(ID)).containsExactly("one -");
    }

    @Test
    void aChangedPageIsAskedForMoreOften() throws InterruptedException {
        shop.sitemap("/p/1");
        shop.on("/p/1", html("item one", "9.99"), html("item one", "8.99"));
        run();
        later(Duration.ofHours(25));
        run();

        PageStory story = story("/p/1").orElseThrow();
        assertThat(story.changes()).isEqualTo(1);
        assertThat(Duration.between(
                        story.fetchedAt().orElseThrow(), story.dueAt().orElseThrow()))
                .isEqualTo(Duration.ofHours(12));
    }

    @Test
    void aPageThatIsNoProductPageIsRarelyAskedForAgain() throws InterruptedException {
        shop.sitemap("/about", "/product/shoe");
        shop.on("/about", html("words"));
        shop.on("/product/shoe", html("item shoe"));
        run();
        shop.forget();
        later(Duration.ofDays(2));
        run();

        assertThat(shop.asked()).contains("/product/shoe").doesNotContain("/about");
        assertThat(story("/about").orElseThrow().state()).isEqualTo("plain");
    }

    @Test
    void aNewerLastmodMakesAPageDueAtOnce() throws InterruptedException {
        shop.on("/about", html("words"));
        shop.on("/terms", html("words"));
        shop.on("/p/1", html("item one"));
        String others = dated("/terms", "2026-11-01") + dated("/p/1", "2026-11-01");
        shop.on("/sitemap.xml", xml(dated("/about", "2026-11-01") + others));
        run();

        shop.on("/sitemap.xml", xml(dated("/about", "2026-11-20") + others));
        later(Duration.ofHours(25));
        shop.forget();
        run();

        assertThat(shop.asked()).contains("/about").doesNotContain("/terms");
    }

    @Test
    void aBusyShopIsLeftAloneForAsLongAsItAsks() throws InterruptedException {
        shop.sitemap("/p/1");
        shop.on("/p/1", status(429).with("Retry-After", "40"), html("item one"));

        run();

        List<TestShop.Request> asked = shop.requests().stream()
                .filter(it -> it.target().equals("/p/1"))
                .toList();
        assertThat(Duration.between(asked.get(0).at(), asked.get(1).at()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(40));
        assertThat(reader.kept(ID)).containsExactly("one -");
    }

    @Test
    void aLongSilenceIsWaitedOutWithoutAThreadAndTheRunGoesOnWhereItStood() throws InterruptedException {
        shop.sitemap("/p/1", "/p/2");
        shop.on("/p/1", html("item one"));
        shop.on("/p/2", status(503).with("Retry-After", "3600"), html("item two"));

        assertThat(start().run()).isEqualTo(CrawlRun.End.SUSPENDED);
        assertThat(crawls.take(HOLDER, 1)).isEmpty();
        assertThat(crawlStatus().state()).isEqualTo(CrawlStatus.State.SYNCING);
        shop.forget();
        later(Duration.ofHours(1));
        run();

        assertThat(shop.asked()).containsExactly("/p/2");
        assertThat(reader.kept(ID)).containsExactly("one -", "two -");
    }

    @Test
    void aPageThatFailsNowAndThenIsAskedForAgainInTheSameRun() throws InterruptedException {
        shop.sitemap("/p/1", "/p/2");
        shop.on("/p/1", status(500), status(502), status(500), html("item one"));
        shop.on("/p/2", status(500));

        run();

        assertThat(reader.kept(ID)).containsExactly("one -");
        assertThat(story("/p/2").orElseThrow().state()).isEqualTo("failing");
        assertThat(shop.asked()).filteredOn("/p/2"::equals).hasSize(4);
        assertThat(crawlStatus().state()).isEqualTo(CrawlStatus.State.LIVE);
    }

    @Test
    void trapsCostLittleAndAreExplained() throws InterruptedException {
        shop.sitemap("/p/1", "/loop", "/off", "/metadata", "/hidden", "/crash", "/pdf");
        shop.on("/p/1", html("item one"));
        shop.on("/loop", redirect("/loop"));
        shop.on("/off", redirect("http://elsewhere.example/p/1"));
        shop.on("/metadata", redirect("http://169.254.169.254/latest/"));
        shop.on("/hidden", html("item secret", "noindex"));
        shop.on("/crash", html("crash"));
        shop.on("/pdf", TestShop.reply(200, "application/pdf", "%PDF"));

        run();

        assertThat(reader.kept(ID)).containsExactly("one -");
        assertThat(reason("/loop")).contains("more than 5 times");
        assertThat(reason("/off")).contains("elsewhere.example");
        assertThat(reason("/metadata")).contains("169.254.169.254");
        assertThat(reason("/hidden")).contains("noindex");
        assertThat(reason("/crash")).isEqualTo("Reading it failed.");
        assertThat(reason("/pdf")).contains("application/pdf");
        assertThat(shop.asked()).filteredOn("/loop"::equals).hasSize(6);
        assertThat(crawls.refused(ID, 10)).hasSize(6);
    }

    @Test
    void whenRobotsTxtFailsNothingIsAskedForUntilItIsRead() throws InterruptedException {
        shop.on("/robots.txt", status(500), TestShop.reply(200, "text/plain", ""));
        shop.sitemap("/p/1");
        shop.on("/p/1", html("item one"));

        assertThat(start().run()).isEqualTo(CrawlRun.End.SUSPENDED);
        assertThat(shop.asked()).containsExactly("/robots.txt");
        assertThat(crawlStatus().state()).isEqualTo(CrawlStatus.State.ERROR);
        assertThat(crawlStatus().trouble().orElseThrow().code()).isEqualTo("store_unreachable");

        later(Duration.ofMinutes(11));
        run();
        assertThat(reader.kept(ID)).containsExactly("one -");
        assertThat(crawlStatus().state()).isEqualTo(CrawlStatus.State.LIVE);
        assertThat(crawlStatus().trouble()).isEmpty();
    }

    @Test
    void robotsTxtIsReadAgainAfterADayAndObeyedAtOnce() throws InterruptedException {
        shop.robots("");
        shop.sitemap("/p/1", "/p/2");
        shop.on("/p/1", html("item one"));
        shop.on("/p/2", html("item two"));
        run();

        shop.robots("User-agent: aislebot", "Disallow: /p/2");
        later(Duration.ofHours(25));
        shop.forget();
        run();

        assertThat(shop.asked()).contains("/robots.txt", "/p/1").doesNotContain("/p/2");
        assertThat(reader.kept(ID)).containsExactly("one -", "two - missed 1");
    }

    @Test
    void aShopThatForbidsEverythingSaysSo() throws InterruptedException {
        shop.robots("User-agent: *", "Disallow: /");

        run();

        assertThat(shop.asked()).containsExactly("/robots.txt");
        assertThat(crawlStatus().trouble().orElseThrow().message()).contains("robots.txt");
    }

    @Test
    void aRunStopsAtItsBudgetAndTheNextGoesOn() throws InterruptedException {
        shop.sitemap("/p/1", "/p/2", "/p/3", "/p/4");
        for (int i = 1; i <= 4; i++) {
            shop.on("/p/" + i, html("item " + i));
        }
        budget = 5;

        run();
        assertThat(reader.kept(ID)).containsExactly("1 -", "2 -");
        assertThat(reason("/p/4")).contains("5 pages at most");

        later(Duration.ofHours(2));
        run();
        assertThat(reader.kept(ID)).containsExactly("1 -", "2 -", "3 -", "4 -");
    }

    @Test
    void aPageAndItsListingsAreStoredTogetherOrNotAtAll() throws InterruptedException {
        shop.sitemap("/p/1");
        shop.on("/p/1", html("item one"));
        reader.breakOnKeep(true);
        CrawlRun broken = start();

        assertThatThrownBy(broken::run).hasMessage("the listings cannot be stored");
        assertThat(story("/p/1").orElseThrow().state()).isEqualTo("waiting");

        reader.breakOnKeep(false);
        crawls.release(HOLDER);
        shop.forget();
        run();
        assertThat(shop.asked()).containsExactly("/p/1");
        assertThat(reader.kept(ID)).containsExactly("one -");
    }

    @Test
    void aRunGoesOnWhereAKilledOneStood() throws InterruptedException {
        shop.sitemap("/p/1", "/p/2", "/p/3", "/p/4", "/p/5");
        for (int i = 1; i <= 5; i++) {
            shop.on("/p/" + i, html("item " + i));
        }
        Thread killed = Thread.currentThread();
        shop.onRequest(() -> {
            if (shop.asked().getLast().equals("/p/3")) {
                killed.interrupt();
            }
        });
        CrawlRun first = start();
        assertThatThrownBy(first::run).isInstanceOf(InterruptedException.class);
        shop.onRequest(() -> {});
        assertThat(crawls.take("another", 1)).isEmpty();

        time.pass(Crawls.LEASE);
        shop.forget();
        run();

        assertThat(shop.asked()).containsExactly("/p/3", "/p/4", "/p/5");
        assertThat(reader.kept(ID)).containsExactly("1 -", "2 -", "3 -", "4 -", "5 -");
    }

    @Test
    void whoLostTheCrawlWritesNothingMore() throws InterruptedException {
        shop.sitemap("/p/1");
        shop.on("/p/1", html("item one"));
        CrawlRun slow = start();
        time.pass(Crawls.LEASE);
        assertThat(crawls.take("another", 1)).containsExactly(ID);

        assertThatThrownBy(slow::run).isInstanceOf(Crawls.LeaseLost.class);
        assertThat(reader.kept(ID)).isEmpty();
    }

    @Test
    void startingTwiceChangesNothing() throws InterruptedException {
        run();
        Instant next = crawlStatus().nextSyncAt().orElseThrow();

        crawls.start(ID);

        assertThat(crawlStatus().nextSyncAt()).contains(next);
        assertThat(crawls.status(new MerchantId("Nope"))).isEmpty();
    }

    private void run() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            if (start().run() == CrawlRun.End.FINISHED) {
                return;
            }
            time.pass(Duration.between(
                    time.instant(), database.db().get("select due_at from crawls", row -> row.instant("due_at"))));
        }
        throw new AssertionError("the run does not end");
    }

    private CrawlRun start() {
        assertThat(crawls.take(HOLDER, 1)).containsExactly(ID);
        CrawlTools tools = CrawlTools.of(
                database.db(), crawls, http, reader, time, time, new Crawler.Manners(2, "AisleBot", budget));
        return new CrawlRun(tools, merchant, HOLDER);
    }

    private void later(Duration time) {
        this.time.pass(time);
    }

    private CrawlStatus crawlStatus() {
        return crawls.status(ID).orElseThrow();
    }

    private Optional<PageStory> story(String path) {
        return crawls.story(ID, shop.url(path));
    }

    private String reason(String path) {
        return story(path).orElseThrow().reason().orElseThrow();
    }

    private TestShop.Reply xml(String text) {
        String whole = text.startsWith("<url>") ? "<urlset>" + text + "</urlset>" : text;
        return TestShop.reply(200, "application/xml", whole);
    }

    private String index(String path) {
        return "<sitemapindex><sitemap><loc>" + shop.url(path) + "</loc></sitemap></sitemapindex>";
    }

    private String dated(String path, String lastmod) {
        return "<url><loc>" + shop.url(path) + "</loc><lastmod>" + lastmod + "</lastmod></url>";
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return packed.toByteArray();
    }
}
