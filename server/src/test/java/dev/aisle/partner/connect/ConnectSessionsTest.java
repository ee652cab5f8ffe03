package dev.aisle.partner.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.base.ids.SecretToken;
import dev.aisle.base.ids.Ulid;
import dev.aisle.market.merchant.Domain;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.merchant.Platform;
import dev.aisle.market.partner.PartnerId;
import dev.aisle.market.partner.Partners;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectSessionsTest {

    private static final boolean FULL = Boolean.getBoolean("aisle.full");
    private static final int SESSIONS = FULL ? 1_000 : 20;
    private static final int BROWSERS = FULL ? 100 : 50;
    private static final int AT_ONCE = 64;
    private static final String BACK = "https://app.partner.example/done";

    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private Database database;
    private ConnectSessions sessions;
    private PartnerId partner;
    private MerchantId merchant;

    @BeforeAll
    void open() {
        database = TestDatabase.fresh();
        Ulid ids = new Ulid(() -> now);
        sessions = new ConnectSessions(database.db(), () -> now, ids);
        partner = new Partners(database.db(), () -> now, ids)
                .create("P", List.of(BACK), true)
                .partner();
        merchant = new Merchants(database.db(), () -> now)
                .findOrAdd(new Domain("shop.example", "https"), Optional.empty())
                .merchant()
                .id();
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aTokenHas256BitsAndIsKeptAsAHash() {
        ConnectSessions.Minted minted = mint();

        assertThat(minted.token()).matches("[A-Za-z0-9_-]{43}");
        assertThat(minted.expiresAt()).isEqualTo(now.plus(Duration.ofMinutes(30)));
        assertThat(database.db()
                        .list("select connect_sessions::text as row from connect_sessions", row -> row.text("row")))
                .noneMatch(row -> row.contains(minted.token()));
    }

    @Test
    void ofManyBrowsersAtOnceOneStartsEachSession() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            ids.add(session(mint().token()).id());
        }
        Map<String, Integer> starts = new ConcurrentHashMap<>();
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService browsers = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int browser = 0; browser < BROWSERS; browser++) {
                String cookie = SecretToken.make();
                ids.forEach(id -> all.add(browsers.submit(() -> {
                    if (sessions.start(id, cookie)) {
                        starts.merge(id, 1, Integer::sum);
                    }
                })));
            }
        }
        for (Future<?> each : all) {
            each.get();
        }

        assertThat(starts).hasSize(SESSIONS);
        assertThat(starts.values()).containsOnly(1);
    }

    @Test
    void ofManyStoresAtOnceOneRedeemsEachReference() throws Exception {
        List<String> references = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            references.add(sessions.refer(session(mint().token()).id(), "https://shop.example"));
        }
        Map<String, Integer> redeemed = new ConcurrentHashMap<>();
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService stores = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int store = 0; store < BROWSERS; store++) {
                references.forEach(reference -> all.add(stores.submit(() -> {
                    if (sessions.redeem(reference)) {
                        redeemed.merge(reference, 1, Integer::sum);
                    }
                })));
            }
        }
        for (Future<?> each : all) {
            each.get();
        }

        assertThat(redeemed).hasSize(SESSIONS);
        assertThat(redeemed.values()).containsOnly(1);
    }

    @Test
    void aButtonPressedTwiceIsOneStart() {
        String id = session(mint().token()).id();
        String cookie = SecretToken.make();

        assertThat(sessions.start(id, cookie)).isTrue();
        assertThat(sessions.start(id, cookie)).isTrue();
        assertThat(sessions.start(id, SecretToken.make())).isFalse();
    }

    @Test
    void aSessionIsStartedWithinHalfAnHourAndEndedInAnother() {
        ConnectSession late = session(mint().token());
        ConnectSession timely = session(mint().token());
        Instant begun = now;
        try {
            now = begun.plus(Duration.ofMinutes(29));
            assertThat(sessions.start(timely.id(), SecretToken.make())).isTrue();
            now = begun.plus(Duration.ofMinutes(30));
            assertThat(sessions.start(late.id(), SecretToken.make())).isFalse();
            assertThat(late.isExpired(now)).isTrue();
            ConnectSession started = sessions.findByReference(sessions.refer(timely.id(), "https://shop.example"))
                    .orElseThrow();
            assertThat(started.isExpired(begun.plus(Duration.ofMinutes(58)))).isFalse();
            assertThat(started.isExpired(begun.plus(Duration.ofMinutes(59)))).isTrue();
        } finally {
            now = begun;
        }
    }

    @Test
    void itEndsOnce() {
        String id = session(mint().token()).id();

        assertThat(sessions.finish(id, ConnectSession.Ending.CANCELLED)).isTrue();
        assertThat(sessions.finish(id, ConnectSession.Ending.SUCCESS)).isFalse();
        assertThat(sessions.start(id, SecretToken.make())).isFalse();
    }

    @Test
    void aReferenceIsUsedUpOnce() {
        String id = session(mint().token()).id();
        String reference = sessions.refer(id, "https://shop.example");

        assertThat(sessions.findByReference(reference).map(ConnectSession::id)).contains(id);
        assertThat(sessions.redeem(reference)).isTrue();
        assertThat(sessions.redeem(reference)).isFalse();
        assertThat(sessions.findByReference(reference)).isEmpty();
    }

    @Test
    void textThatIsNoTokenIsNoSession() {
        assertThat(sessions.find("")).isEmpty();
        assertThat(sessions.find("x".repeat(43))).isEmpty();
        assertThat(sessions.find("' or 1=1")).isEmpty();
    }

    private ConnectSessions.Minted mint() {
        return sessions.mint(partner, merchant, BACK, Optional.of(Platform.WOOCOMMERCE), Optional.of("n-0S6"));
    }

    private ConnectSession session(String token) {
        return sessions.find(token).orElseThrow();
    }
}
