package dev.aisle.market.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.base.ids.ApiKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VendorsTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-01T12:00:00Z"));
    private Database database;
    private Vendors vendors;

    @BeforeAll
    void open() {
        database = TestDatabase.fresh();
        vendors = new Vendors(database.db(), now::get);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aVendorIsKnownByItsKeyAndOnlyTheHashIsKept() {
        Vendors.Issued issued = vendors.create("Acme Agents", true);

        assertThat(vendors.find(issued.key().value())).contains(new Vendors.Caller(issued.vendor(), true));
        assertThat(vendors.exists(issued.vendor())).isTrue();
        assertThat(vendors.find(ApiKey.make(ApiKey.Kind.VENDOR, true).value())).isEmpty();
        assertThat(database.db().list("select vendor_keys::text as line from vendor_keys", row -> row.text("line")))
                .noneMatch(line -> line.contains(issued.key().value().substring(9)));
    }

    @Test
    void afterARotationTheOldKeyWorksForAWhile() {
        Vendors.Issued issued = vendors.create("Rotating", false);
        ApiKey second = vendors.rotate(issued.vendor(), Duration.ofHours(24));

        assertThat(vendors.find(issued.key().value())).isPresent();
        assertThat(vendors.find(second.value())).contains(new Vendors.Caller(issued.vendor(), false));
        now.set(now.get().plus(Duration.ofHours(25)));
        assertThat(vendors.find(issued.key().value())).isEmpty();
        assertThat(vendors.find(second.value())).isPresent();
    }

    @Test
    void aRevokedKeyStopsAtOnce() {
        Vendors.Issued issued = vendors.create("Revoked", true);
        ApiKey second = vendors.rotate(issued.vendor(), Duration.ofHours(24));

        assertThat(vendors.revoke(issued.vendor(), Optional.of(issued.key().last4())))
                .isEqualTo(1);
        assertThat(vendors.find(issued.key().value())).isEmpty();
        assertThat(vendors.find(second.value())).isPresent();
        assertThat(vendors.revoke(issued.vendor(), Optional.empty())).isEqualTo(1);
        assertThat(vendors.find(second.value())).isEmpty();
    }

    @Test
    void aThousandCreditsAMonthAreFreeAndMoreAreForThoseWhoPay() {
        Credits credits = new Credits(database.db(), now::get);
        VendorId vendor = vendors.create("Curious", true).vendor();
        VendorId other = vendors.create("Other", true).vendor();
        assertThat(credits.spend(vendor)).isTrue();
        database.db()
                .execute("update vendor_credits set used = ? where vendor_id = ?", Credits.FREE - 1, vendor.value());

        assertThat(credits.spend(vendor)).isTrue();
        assertThat(credits.spend(vendor)).isFalse();
        assertThat(credits.spend(other)).isTrue();
        credits.giveBack(vendor);
        assertThat(credits.spend(vendor)).isTrue();
        assertThat(credits.spend(vendor)).isFalse();
        assertThat(used(vendor)).isEqualTo(Credits.FREE);
        vendors.changePaying(vendor, true);
        assertThat(credits.spend(vendor)).isTrue();
        vendors.changePaying(vendor, false);
        now.set(now.get().plus(Duration.ofDays(31)));
        assertThat(used(vendor)).isZero();
        assertThat(credits.spend(vendor)).isTrue();
    }

    @Test
    void whoKeepsTheKeysKnowsTheTiers() {
        VendorId vendor = vendors.create("Fast", true).vendor();
        VendorKeys keys = new VendorKeys(vendors, now::get);
        keys.refresh();
        assertThat(keys.tierOf(vendor)).isEqualTo(KeyTier.DEFAULT);

        vendors.changeTier(vendor, KeyTier.HIGH);
        keys.refresh();

        assertThat(keys.tierOf(vendor)).isEqualTo(KeyTier.HIGH);
    }

    private long used(VendorId vendor) {
        return vendors.list().stream()
                .filter(it -> it.id().equals(vendor))
                .findFirst()
                .orElseThrow()
                .creditsUsed();
    }
}
