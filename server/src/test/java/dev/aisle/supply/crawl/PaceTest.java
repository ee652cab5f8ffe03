package dev.aisle.supply.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PaceTest {

    private static final URI SHOP = URI.create("https://shop.example/a");
    private static final URI SAME_SHOP = URI.create("https://SHOP.example:443/b?c=d");
    private static final URI OTHER_PORT = URI.create("http://shop.example/");

    private Database database;
    private FixedTime time;
    private Pace pace;

    @BeforeAll
    void open() {
        database = TestDatabase.fresh();
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void fresh() {
        database.db().execute("delete from hosts");
        time = new FixedTime();
        pace = pace();
    }

    @Test
    void requestsToOneHostBeginHalfASecondApart() throws InterruptedException {
        List<Instant> starts = new ArrayList<>();
        for (URI url : List.of(SHOP, SAME_SHOP, SHOP)) {
            pace.inTurn(url, () -> starts.add(time.instant()));
        }

        assertThat(gaps(starts)).containsExactly(Duration.ofMillis(500), Duration.ofMillis(500));
    }

    @Test
    void anotherPortIsAnotherHost() throws InterruptedException {
        List<Instant> starts = new ArrayList<>();
        pace.inTurn(SHOP, () -> starts.add(time.instant()));
        pace.inTurn(OTHER_PORT, () -> starts.add(time.instant()));

        assertThat(gaps(starts)).containsExactly(Duration.ZERO);
    }

    @Test
    void theGapHoldsWhereTheShopSeesTheRequestNotOnlyWhereItIsSent() throws InterruptedException {
        List<Instant> seen = new ArrayList<>();
        pace.inTurn(SHOP, () -> {
            time.pass(Duration.ofMillis(80));
            return seen.add(time.instant());
        });
        pace.inTurn(SHOP, () -> seen.add(time.instant()));

        assertThat(gaps(seen)).containsExactly(Duration.ofMillis(500));
    }

    @Test
    void aShopThatTakesARequestUpLateStillSeesTheGap() throws InterruptedException {
        List<Instant> seen = new ArrayList<>();
        pace.inTurn(SHOP, () -> {
            time.pass(Duration.ofSeconds(3));
            return seen.add(time.instant());
        });
        pace.inTurn(SHOP, () -> seen.add(time.instant()));

        assertThat(gaps(seen)).containsExactly(Duration.ofMillis(500));
    }

    @Test
    void aRequestThatBreaksCountsToo() throws InterruptedException {
        List<Instant> starts = new ArrayList<>();
        try {
            pace.inTurn(SHOP, () -> {
                starts.add(time.instant());
                throw new IllegalStateException("broken");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("broken");
        }
        pace.inTurn(SHOP, () -> starts.add(time.instant()));

        assertThat(gaps(starts)).containsExactly(Duration.ofMillis(500));
    }

    @Test
    void aCrawlDelayWidensTheGapUpToThirtySeconds() throws InterruptedException {
        List<Instant> starts = new ArrayList<>();
        pace.crawlDelay(SHOP, Duration.ofSeconds(3));
        pace.inTurn(SHOP, () -> starts.add(time.instant()));
        pace.inTurn(SHOP, () -> starts.add(time.instant()));
        pace.crawlDelay(SHOP, Duration.ofMinutes(5));
        pace.inTurn(SHOP, () -> starts.add(time.instant()));
        pace.inTurn(SHOP, () -> starts.add(time.instant()));

        assertThat(gaps(starts)).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(30), Duration.ofSeconds(30));
    }

    @Test
    void silenceIsKeptAsLongAsAskedFor() throws InterruptedException {
        Instant began = time.instant();
        Instant until = pace.backOff(SHOP, Optional.of(Duration.ofMinutes(7)));
        assertThat(pace.silentUntil(SAME_SHOP)).contains(began.plus(Duration.ofMinutes(7)));

        pace.inTurn(SHOP, () -> 0);

        assertThat(time.instant()).isEqualTo(until);
        assertThat(pace.silentUntil(SHOP)).isEmpty();
    }

    @Test
    void silenceThatIsNotAskedForGrowsUntilTheHostAnswers() {
        assertThat(silence()).isEqualTo(Duration.ofSeconds(10));
        assertThat(silence()).isEqualTo(Duration.ofSeconds(20));
        assertThat(silence()).isEqualTo(Duration.ofSeconds(40));
        pace.answered(SHOP);
        assertThat(silence()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void silenceOutlivesTheProcess() {
        Instant until = pace.backOff(SHOP, Optional.of(Duration.ofMinutes(7)));

        assertThat(pace().silentUntil(SHOP)).contains(until);
    }

    @Test
    void oneRequestIsInFlightAtATime() throws InterruptedException {
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    pace.inTurn(SHOP, () -> {
                        most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                        LockSupport.parkNanos(20_000);
                        return inFlight.decrementAndGet();
                    });
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(most).hasValue(1);
    }

    private Duration silence() {
        return Duration.between(time.instant(), pace.backOff(SHOP, Optional.empty()));
    }

    private Pace pace() {
        return new Pace(time, time, 2, new Hosts(database.db()));
    }

    private static List<Duration> gaps(List<Instant> moments) {
        List<Duration> gaps = new ArrayList<>();
        for (int i = 1; i < moments.size(); i++) {
            gaps.add(Duration.between(moments.get(i - 1), moments.get(i)));
        }
        return gaps;
    }
}
