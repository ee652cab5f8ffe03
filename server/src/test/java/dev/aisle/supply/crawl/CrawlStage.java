package dev.aisle.supply.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.base.http.FetchAllow;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/// A shop nobody has visited, a clock that jumps, and a crawl of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CrawlStage {

    static final String WOO = "/wp-json/wc/store/v1/products?per_page=100&page=1";
    static final String SHOPIFY = "/products.json?limit=250&page=1";
    static final MerchantId ID = new MerchantId("Shop");
    static final String HOLDER = "worker";

    Database database;
    WordReader reader;
    FixedTime time;
    TestShop shop;

    /// Another host, that is not the shop's.
    TestShop elsewhere;

    Crawls crawls;
    OutsideHttp http;
    Merchant merchant;
    int budget;

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
        elsewhere = new TestShop(time);
        merchant = new Merchant(ID, shop.domain(), "http", Optional.empty());
        database.db()
                .execute(
                        "insert into merchants (id, domain, scheme, created_at) values (?, ?, 'http', ?)",
                        ID.value(),
                        shop.domain(),
                        time.instant());
        crawls = new Crawls(database.db(), time);
        crawls.start(ID);
        http = new OutsideHttp(
                FetchAllow.of(List.of(shop.domain(), elsewhere.domain())), "AisleBot/1.0 (+http://localhost/crawler)");
        budget = 20_000;
        reader.breakOnKeep(false);
    }

    @AfterEach
    void close() {
        http.close();
        shop.close();
        elsewhere.close();
    }

    void run() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            if (start().run() == CrawlRun.End.FINISHED) {
                return;
            }
            time.pass(Duration.between(
                    time.instant(), database.db().get("select due_at from crawls", row -> row.instant("due_at"))));
        }
        throw new AssertionError("the run does not end");
    }

    CrawlRun start() {
        assertThat(crawls.take(HOLDER, 1)).containsExactly(ID);
        CrawlTools tools = CrawlTools.of(
                database.db(), crawls, http, reader, time, time, new Crawler.Manners(2, "AisleBot", budget));
        return new CrawlRun(tools, merchant, HOLDER);
    }

    void later(Duration time) {
        this.time.pass(time);
    }

    CrawlStatus crawlStatus() {
        return crawls.status(ID).orElseThrow();
    }

    Optional<PageStory> story(String path) {
        return crawls.story(ID, shop.url(path));
    }

    String reason(String path) {
        return story(path).orElseThrow().reason().orElseThrow();
    }

    TestShop.Reply xml(String text) {
        String whole = text.startsWith("<url>") ? "<urlset>" + text + "</urlset>" : text;
        return TestShop.reply(200, "application/xml", whole);
    }

    String index(String path) {
        return index(shop.url(path));
    }

    static String index(URI sitemap) {
        return "<sitemapindex><sitemap><loc>" + sitemap + "</loc></sitemap></sitemapindex>";
    }

    String dated(String path, String lastmod) {
        return "<url><loc>" + shop.url(path) + "</loc><lastmod>" + lastmod + "</lastmod></url>";
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return packed.toByteArray();
    }
}
