package dev.aisle.market.click;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.market.vendor.VendorId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClicksTest {

    @Test
    void clicksAreKeptAsTheyWereAndTheSameOneOnlyOnce() {
        try (Database database = TestDatabase.fresh()) {
            Clicks clicks = new Clicks(database.db());
            Click first = ClickLogTest.click(0);
            Click second = ClickLogTest.click(1);

            clicks.add(List.of(first));
            clicks.add(List.of(first, second));

            assertThat(clicks.list(new VendorId("v_test"), 10)).containsExactly(second, first);
            assertThat(clicks.list(VendorId.PUBLIC, 10)).isEmpty();
        }
    }
}
