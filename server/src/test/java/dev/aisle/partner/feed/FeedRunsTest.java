package dev.aisle.partner.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.destination.ItemFault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedRunsTest {

    private static final MerchantId SHOP = new MerchantId("aaaa");

    private Instant now = Instant.parse("2026-11-01T00:00:00Z");
    private Database database;
    private Feeds feeds;

    @BeforeEach
    void open() {
        database = TestDatabase.fresh();
        database.db()
                .execute(
                        "insert into merchants (id, domain, scheme, name, created_at) values (?, ?, 'https', ?, now())",
                        SHOP.value(),
                        "aaaa.example",
                        "Shop");
        feeds = new Feeds(database.db(), () -> now, "https://feeds.example", Path.of("feeds"));
        feeds.open(SHOP, Platform.GOOGLE);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theFirstRunHasNothingToBeComparedWith() {
        assertThat(feeds.runs().trend(SHOP, Platform.GOOGLE)).isEmpty();

        written(5, 1, 3);

        FeedTrend trend = feeds.runs().trend(SHOP, Platform.GOOGLE).orElseThrow();
        assertThat(trend.items()).isEqualTo(new FeedTrend.Line(5, Optional.empty(), Optional.empty()));
        assertThat(trend.weekAgo()).isEmpty();
    }

    @Test
    void theTrendTellsTheRunBeforeAndTheOneOfAWeekAgo() {
        for (int day = 0; day <= 8; day++) {
            written(100 + day, day, 2L * day);
            now = now.plus(Duration.ofDays(1));
        }

        FeedTrend trend = feeds.runs().trend(SHOP, Platform.GOOGLE).orElseThrow();

        assertThat(trend.items()).isEqualTo(new FeedTrend.Line(108, Optional.of(107L), Optional.of(101L)));
        assertThat(trend.leftOut()).isEqualTo(new FeedTrend.Line(8, Optional.of(7L), Optional.of(1L)));
        assertThat(trend.faults())
                .containsExactly(new FeedTrend.Fault(
                        "required",
                        "brand",
                        ItemFault.Outcome.LEFT_OUT,
                        new FeedTrend.Line(16, Optional.of(14L), Optional.of(2L))));
    }

    @Test
    void aFeedThatIsWrittenAllDayKeepsOneRunOfEachDayBefore() {
        for (int run = 0; run < 240; run++) {
            written(run, 0, 0);
            now = now.plus(Duration.ofMinutes(18));
        }

        assertThat(feeds.runs().last(SHOP, Platform.GOOGLE, 1_000))
                .as("the last 90 are a day and an hour or two, and there were three days")
                .hasSizeBetween(91, 92);
    }

    private void written(long items, long leftOut, long faults) {
        Feeds.Held held =
                new Feeds.Held(SHOP, Platform.GOOGLE, "test", 1, Optional.empty(), items, Optional.empty(), 0);
        List<FeedRun.Count> counts = faults == 0
                ? List.of()
                : List.of(new FeedRun.Count(
                        "required", "brand", "brand", ItemFault.Outcome.LEFT_OUT, faults, "is missing.", List.of()));
        feeds.runs()
                .add(
                        held,
                        FeedRun.Outcome.PUBLISHED,
                        new FeedWriter.Written(List.of(), "google.xml", items, leftOut, counts),
                        Duration.ZERO);
    }
}
