package dev.aisle.market.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.Signals;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.base.ids.ApiKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VendorKeysTest {

    private static final String LISTENING =
            "application_name = 'aisle signals' and query like 'listen%' and datname = current_database()";
    private static final Duration SOON = Duration.ofSeconds(5);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-01T12:00:00Z"));
    private Database database;
    private Vendors vendors;
    private VendorKeys keys;

    @BeforeAll
    void open() {
        database = TestDatabase.fresh();
        vendors = new Vendors(database.db(), now::get);
        keys = new VendorKeys(vendors, now::get);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aKeyWorksFromTheMomentItIsMadeAndARotatedOneUntilItsEnd() {
        Vendors.Issued issued = vendors.create("Acme", true);
        assertThat(keys.apply(issued.key().value())).contains(issued.vendor());

        ApiKey second = vendors.rotate(issued.vendor(), Duration.ofHours(1));
        keys.refresh();
        assertThat(keys.apply(issued.key().value())).contains(issued.vendor());
        assertThat(keys.apply(second.value())).contains(issued.vendor());

        now.set(now.get().plus(Duration.ofHours(1)));
        assertThat(keys.apply(issued.key().value())).isEmpty();
        assertThat(keys.apply(second.value())).contains(issued.vendor());
    }

    @Test
    void aRevokedKeyStopsAsSoonAsTheDatabaseSaysSo() throws InterruptedException {
        Vendors.Issued issued = vendors.create("Revoked", true);
        String key = issued.key().value();
        try (Signals signals = new Signals(database, Map.of("vendor_keys", keys::refresh))) {
            assertThat(signals).isNotNull();
            await(() -> database.db()
                            .list("select 1 as one from pg_stat_activity where " + LISTENING, row -> 1)
                            .size()
                    == 1);
            keys.refresh();
            assertThat(keys.apply(key)).isPresent();

            vendors.revoke(issued.vendor(), Optional.empty());

            long start = System.nanoTime();
            await(() -> keys.apply(key).isEmpty());
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void whoeverWasCutOffHearsAllTheSame() throws InterruptedException {
        Vendors.Issued issued = vendors.create("Cut off", true);
        String key = issued.key().value();
        keys.refresh();
        try (Signals signals = new Signals(database, Map.of("vendor_keys", keys::refresh))) {
            assertThat(signals).isNotNull();
            await(() -> database.db()
                            .list(
                                    "select pg_terminate_backend(pid) as ended from pg_stat_activity where "
                                            + LISTENING,
                                    row -> row.bool("ended"))
                            .size()
                    == 1);
            vendors.revoke(issued.vendor(), Optional.empty());

            await(() -> keys.apply(key).isEmpty());
        }
    }

    @Test
    void aWrongChecksumAndAFloodOfMadeUpKeysAskNoDatabase() {
        Vendors.Issued issued = vendors.create("Flooded", true);
        String wrong = issued.key().value().substring(0, 46) + "1";
        assertThat(keys.apply(wrong)).isEmpty();
        for (int i = 0; i < 100; i++) {
            assertThat(keys.apply(ApiKey.make(ApiKey.Kind.VENDOR, true).value()))
                    .isEmpty();
        }

        assertThat(keys.apply(issued.key().value())).isEmpty();
        now.set(now.get().plusSeconds(1));
        assertThat(keys.apply(issued.key().value())).contains(issued.vendor());
    }

    private static void await(BooleanSupplier met) throws InterruptedException {
        long end = System.nanoTime() + SOON.toNanos();
        while (!met.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(1);
        }
    }
}
