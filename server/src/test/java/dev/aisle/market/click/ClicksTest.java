package dev.aisle.market.click;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.market.vendor.VendorId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClicksTest {

    private static final VendorId VENDOR = new VendorId("v_test");

    @Test
    void clicksAreKeptAsTheyWereAndTheSameOneOnlyOnce() {
        try (Database database = TestDatabase.fresh()) {
            Clicks clicks = new Clicks(database.db());
            Click first = ClickLogTest.click(0);
            Click second = ClickLogTest.click(1);

            clicks.add(List.of(first));
            clicks.add(List.of(first, second));

            assertThat(clicks.list(asked(VENDOR, Optional.empty()), 1, 10))
                    .isEqualTo(new Clicks.Page(List.of(second, first), 2));
            assertThat(clicks.list(asked(VENDOR, Optional.empty()), 2, 1))
                    .isEqualTo(new Clicks.Page(List.of(first), 2));
            assertThat(clicks.list(asked(VENDOR, first.user()), 1, 10)).isEqualTo(new Clicks.Page(List.of(first), 1));
            assertThat(clicks.list(asked(VendorId.PUBLIC, Optional.empty()), 1, 10))
                    .isEqualTo(new Clicks.Page(List.of(), 0));
            assertThat(clicks.byIds(List.of(second.id(), "unknown"))).isEqualTo(Map.of(second.id(), second));
        }
    }

    private static Clicks.Asked asked(VendorId vendor, Optional<UserId> user) {
        Instant noon = Instant.parse("2026-11-01T12:00:00Z");
        return new Clicks.Asked(vendor, noon, noon.plusSeconds(2), user);
    }
}
