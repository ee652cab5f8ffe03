package dev.aisle.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.base.ids.Ulid;
import dev.aisle.market.merchant.Domain;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.merchant.Platform;
import dev.aisle.market.partner.PartnerId;
import dev.aisle.market.partner.Partners;
import dev.aisle.partner.connection.Connection;
import dev.aisle.partner.connection.Connections;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OnboardingTest {

    private static final InstantSource TIME = InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));
    private static final int CALLS = Boolean.getBoolean("aisle.full") ? 20_000 : 1_000;
    private static final int AT_ONCE = 256;
    private static final List<String> TWENTY_SPELLINGS = List.of(
            "race.example",
            "RACE.example",
            "Race.Example",
            "race.example.",
            "www.race.example",
            "WWW.RACE.EXAMPLE",
            "www.race.example.",
            "http://race.example",
            "https://race.example",
            "https://race.example/",
            "https://www.race.example/shop",
            "https://www.race.example/?a=b",
            "https://race.example#top",
            "http://race.example:80",
            "https://race.example:443/",
            "race.example:443",
            "race.example/products/1",
            "  race.example  ",
            "HTTPS://WWW.race.example",
            "race。example");

    private final List<MerchantId> crawlsStarted = Collections.synchronizedList(new ArrayList<>());
    private Database database;
    private Merchants merchants;
    private Connections connections;
    private Partners partners;

    @BeforeAll
    void open() {
        database = TestDatabase.fresh();
        merchants = new Merchants(database.db(), TIME);
        connections = new Connections(database.db(), TIME);
        partners = new Partners(database.db(), TIME, new Ulid(TIME));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void manyCallsAtOnceOverTwentySpellingsGiveOneMerchantCreatedOnce() throws Exception {
        Onboarding onboarding = onboarding(crawlsStarted::add);
        PartnerId one = partner();
        PartnerId other = partner();
        List<Merchants.FoundOrAdded> outcomes = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Merchants.FoundOrAdded>> calls = IntStream.range(0, CALLS)
                    .mapToObj(i -> callers.submit(() -> onboarding.provision(
                            i % 3 == 0 ? other : one, domain(TWENTY_SPELLINGS.get(i % 20)), Optional.empty())))
                    .toList();
            for (Future<Merchants.FoundOrAdded> call : calls) {
                outcomes.add(call.get());
            }
        }

        assertThat(outcomes)
                .extracting(it -> it.merchant().id())
                .containsOnly(outcomes.getFirst().merchant().id());
        assertThat(outcomes).filteredOn(Merchants.FoundOrAdded::added).hasSize(1);
        assertThat(crawlsStarted).containsExactly(outcomes.getFirst().merchant().id());
        assertThat(merchants.list(one, 1, 10).total()).isEqualTo(1);
        assertThat(merchants.list(other, 1, 10).total()).isEqualTo(1);
    }

    @Test
    void theCrawlAndTheOpenAiFeedAreActiveFromTheSameMomentAndNothingElseIs() {
        Merchant merchant = onboarding(ignored -> {})
                .provision(partner(), domain("fresh.example"), Optional.of("Fresh"))
                .merchant();

        List<Connection> rows = connections.list(merchant.id());

        assertThat(rows).extracting(Connection::platform).containsExactly(Platform.values());
        assertThat(rows)
                .filteredOn(it -> it.status() == Connection.Status.ACTIVE)
                .allSatisfy(it -> assertThat(it.connectedAt()).contains(TIME.instant()))
                .extracting(Connection::platform)
                .containsExactly(Platform.WEB_CRAWL, Platform.OPENAI);
        assertThat(rows)
                .filteredOn(it -> it.status() != Connection.Status.ACTIVE)
                .hasSize(Platform.values().length - 2)
                .allSatisfy(it -> assertThat(it)
                        .isEqualTo(new Connection(
                                it.platform(),
                                Connection.Status.NOT_CONNECTED,
                                Optional.empty(),
                                Connection.Sync.NONE,
                                Optional.empty(),
                                Optional.empty())));
    }

    @Test
    void aMerchantThatCameByImportIsCrawledOnceAPartnerBringsIt() {
        List<MerchantId> started = new ArrayList<>();
        MerchantId imported = merchants
                .findOrAdd(domain("imported.example"), Optional.empty())
                .merchant()
                .id();

        Merchants.FoundOrAdded outcome =
                onboarding(started::add).provision(partner(), domain("imported.example"), Optional.empty());

        assertThat(outcome.added()).isFalse();
        assertThat(started).containsExactly(imported);
    }

    @Test
    void ifTheCrawlCannotBeStartedNothingHappened() {
        PartnerId partner = partner();
        Onboarding failing = onboarding(ignored -> {
            throw new IllegalStateException("no crawl today");
        });

        assertThatThrownBy(() -> failing.provision(partner, domain("unlucky.example"), Optional.empty()))
                .hasMessageContaining("no crawl today");

        assertThat(merchants.findByDomain("unlucky.example")).isEmpty();
        assertThat(merchants.list(partner, 1, 10).total()).isZero();
    }

    private Onboarding onboarding(Consumer<MerchantId> crawlStart) {
        return new Onboarding(database.db(), merchants, connections, crawlStart, (merchant, platform) -> {});
    }

    private PartnerId partner() {
        return partners.create("Partner", List.of(), true).partner();
    }

    private static Domain domain(String said) {
        return switch (Domain.parse(said, List.of())) {
            case Domain.Parsed.Good good -> good.domain();
            case Domain.Parsed.Refused refused -> throw new AssertionError(refused.why());
        };
    }
}
