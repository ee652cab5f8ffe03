package dev.aisle.supply.crawl;

import static dev.aisle.supply.crawl.TestShop.html;
import static dev.aisle.supply.crawl.TestShop.redirect;
import static dev.aisle.supply.crawl.TestShop.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aisle.market.merchant.MerchantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrawlRunTest extends CrawlStage {

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
                        "/robots.txt", WOO, SHOPIFY, "/", "/sitemap.xml", "/product/shoe", "/product/hat", "/about");
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
}
