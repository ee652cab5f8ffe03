package dev.aisle.partner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.market.listing.Listings;
import dev.aisle.market.merchant.Domain;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.connection.Connection;
import dev.aisle.partner.connection.Connections;
import dev.aisle.partner.feed.Feeds;
import dev.aisle.supply.crawl.Crawls;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionStatesTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private Instant now = START;
    private Database database;
    private Merchants merchants;
    private Connections connections;
    private Crawls crawls;
    private ConnectionStates states;

    @BeforeAll
    void open() {
        InstantSource time = () -> now;
        database = TestDatabase.fresh();
        merchants = new Merchants(database.db(), time);
        connections = new Connections(database.db(), time);
        crawls = new Crawls(database.db(), time);
        states = new ConnectionStates(
                connections,
                crawls,
                new Listings(database.db(), time),
                new Feeds(database.db(), time, "http://feeds.example", Path.of("no-feeds")),
                List.of(),
                (merchant, source) -> Optional.empty(),
                time);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aNewMerchantsCrawlIsPending() {
        MerchantId merchant = crawled("new.example");

        Connection crawl = webCrawl(merchant);

        assertThat(crawl.status()).isEqualTo(Connection.Status.ACTIVE);
        assertThat(crawl.sync().state()).contains(Connection.Sync.State.PENDING);
        assertThat(crawl.sync().lastSyncedAt()).isEmpty();
        assertThat(crawl.sync().itemsSynced()).isZero();
    }

    @Test
    void aStorefrontThatStaysUnreachableForADayIsAConnectionInError() {
        MerchantId merchant = crawled("gone.example");
        trouble(merchant, "store_unreachable");

        Connection soon = webCrawl(merchant);
        now = now.plus(Duration.ofHours(25));
        Connection later = webCrawl(merchant);

        assertThat(soon.status()).isEqualTo(Connection.Status.ACTIVE);
        assertThat(soon.sync().state()).contains(Connection.Sync.State.ERROR);
        assertThat(soon.failure()).map(Connection.Failure::code).contains("store_unreachable");
        assertThat(later.status()).isEqualTo(Connection.Status.ERROR);
    }

    @Test
    void aFailureOfOursDoesNotTakeTheConnectionDown() {
        MerchantId merchant = crawled("ours.example");
        trouble(merchant, "platform_error");

        now = now.plus(Duration.ofHours(25));

        assertThat(webCrawl(merchant).status()).isEqualTo(Connection.Status.ACTIVE);
    }

    private MerchantId crawled(String domain) {
        MerchantId merchant = merchants
                .findOrAdd(new Domain(domain, "https"), Optional.empty())
                .merchant()
                .id();
        connections.open(merchant, Platform.WEB_CRAWL);
        crawls.start(merchant);
        return merchant;
    }

    private void trouble(MerchantId merchant, String code) {
        database.db()
                .execute(
                        "update crawls set state = 'ERROR', error_code = ?, error_message = 'No answer.' where merchant_id = ?",
                        code,
                        merchant.value());
    }

    private Connection webCrawl(MerchantId merchant) {
        return states.list(merchant).getFirst();
    }
}
