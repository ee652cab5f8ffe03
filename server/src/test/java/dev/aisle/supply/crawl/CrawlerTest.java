package dev.aisle.supply.crawl;

import static dev.aisle.supply.crawl.TestShop.html;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.base.http.FetchAllow;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Merchants;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrawlerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final InstantSource TIME = InstantSource.system();

    private Database database;
    private WordReader reader;
    private final List<TestShop> shops = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    void openDatabase() {
        database = TestDatabase.fresh();
        reader = new WordReader(database.db());
    }

    @AfterAll
    void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void nothingKnown() {
        for (String table : List.of("page_items", "pages", "crawls", "hosts", "kept", "merchants")) {
            database.db().execute("delete from " + table);
        }
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
        open.clear();
        shops.clear();
    }

    @Test
    void aStartedCrawlRunsByItself() {
        MerchantId merchant = merchant("Ab01", shopWith(3));
        Crawls crawls = crawls();
        crawler(crawls, 1_000).start();

        database.db().transact(() -> crawls.start(merchant));

        await(() -> isLive(merchant));
        assertThat(reader.kept(merchant)).hasSize(3);
    }

    @Test
    void ofTwoProcessesOneTakesEachCrawlAndNoPageIsAskedForTwice() {
        List<MerchantId> merchants = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            merchants.add(merchant("Ab%02d".formatted(i), shopWith(3)));
        }
        Crawls one = crawls();
        Crawls two = crawls();
        merchants.forEach(one::start);

        crawler(one, 1_000).start();
        crawler(two, 1_000).start();

        await(() -> merchants.stream().allMatch(this::isLive));
        for (TestShop shop : shops) {
            assertThat(shop.asked()).doesNotHaveDuplicates().hasSize(8);
        }
        merchants.forEach(it -> assertThat(reader.kept(it)).hasSize(3));
    }

    @Test
    void aCrawlerThatStopsLeavesTheRestToTheNext() throws Exception {
        TestShop shop = shopWith(30);
        MerchantId merchant = merchant("Ab01", shop);
        CountDownLatch halfway = new CountDownLatch(12);
        shop.onRequest(halfway::countDown);
        Crawls crawls = crawls();
        crawls.start(merchant);
        Crawler first = crawler(crawls, 50);
        first.start();
        assertThat(halfway.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        first.close();
        int before = shop.asked().size();
        assertThat(isLive(merchant)).isFalse();
        crawler(crawls(), 1_000).start();

        await(() -> isLive(merchant));
        assertThat(before).isLessThan(30);
        assertThat(reader.kept(merchant)).hasSize(30);
        long twice = shop.asked().size() - shop.asked().stream().distinct().count();
        assertThat(twice).isLessThanOrEqualTo(1);
    }

    private TestShop shopWith(int products) {
        TestShop shop = new TestShop(TIME);
        String[] paths = new String[products];
        for (int i = 0; i < products; i++) {
            paths[i] = "/p/" + i;
            shop.on(paths[i], html("item " + i));
        }
        shop.sitemap(paths);
        shops.add(shop);
        open.add(shop);
        return shop;
    }

    private MerchantId merchant(String id, TestShop shop) {
        database.db()
                .execute(
                        "insert into merchants (id, domain, scheme, created_at) values (?, ?, 'http', ?)",
                        id,
                        shop.domain(),
                        TIME.instant());
        return new MerchantId(id);
    }

    private Crawls crawls() {
        return new Crawls(database.db(), TIME);
    }

    private Crawler crawler(Crawls crawls, double perSecond) {
        OutsideHttp http = new OutsideHttp(
                FetchAllow.of(shops.stream().map(TestShop::domain).toList()),
                "AisleBot/1.0 (+http://localhost/crawler)");
        Crawler crawler = new Crawler(
                database.db(),
                crawls,
                new Merchants(database.db(), TIME),
                http,
                reader,
                TIME,
                Crawler.Manners.of(perSecond, "AisleBot/1.0 (+http://localhost/crawler)"));
        open.add(http);
        open.add(crawler);
        return crawler;
    }

    private boolean isLive(MerchantId merchant) {
        return crawls().status(merchant)
                .filter(it -> it.state() == CrawlStatus.State.LIVE)
                .isPresent();
    }

    private static void await(BooleanSupplier condition) {
        Instant deadline = TIME.instant().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(TIME.instant()).isBefore(deadline);
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }
}
