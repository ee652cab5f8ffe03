package dev.aisle.market.click;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.market.listing.ListingId;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.product.ProductId;
import dev.aisle.market.vendor.VendorId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClickLogTest {

    @Test
    void whatWaitsWhenTheLogIsClosedIsWritten() {
        List<Click> written = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger batches = new AtomicInteger();
        try (ClickLog log = new ClickLog(batch -> {
            batches.incrementAndGet();
            written.addAll(batch);
        })) {
            IntStream.range(0, 5_000).forEach(i -> log.add(click(i)));
        }

        assertThat(written).hasSize(5_000).doesNotHaveDuplicates();
        assertThat(batches.get()).isLessThan(2_500);
    }

    @Test
    void aBatchThatFailsComesAgain() {
        List<Click> written = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger tries = new AtomicInteger();
        try (ClickLog log = new ClickLog(batch -> {
            if (tries.incrementAndGet() <= 2) {
                throw new IllegalStateException("no database for a moment");
            }
            written.addAll(batch);
        })) {
            IntStream.range(0, 10).forEach(i -> log.add(click(i)));
        }

        assertThat(written).hasSize(10).doesNotHaveDuplicates();
    }

    static Click click(int number) {
        return new Click(
                "01KJ38CXYZ9CJ8K2Y9HD" + (100_000 + number),
                Instant.parse("2026-11-01T12:00:00Z").plusSeconds(number),
                new VendorId("v_test"),
                new ProductId("HvGOfxD"),
                new MerchantId("lGBj"),
                new ListingId("01KJ38CXYZ9CJ8K2Y9HDYQ8DXT"),
                number % 2 == 0 ? Optional.of(new UserId("user-7@agent.example")) : Optional.empty(),
                Optional.empty(),
                new Click.Origin(
                        number % 2 == 0 ? Optional.of("Mozilla/5.0 \"odd, {agent}\\") : Optional.empty(),
                        Optional.of("https://chat.example/"),
                        number % 2 == 0 ? Optional.empty() : Optional.of("DE")));
    }
}
