package dev.aisle.supply.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecrawlTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void whatChangesIsAskedForMoreOften() {
        assertThat(Recrawl.after(Duration.ofHours(24), true)).isEqualTo(Duration.ofHours(12));
        assertThat(Recrawl.after(Duration.ofMinutes(70), true)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void whatDoesNotIsAskedForMoreRarely() {
        assertThat(Recrawl.after(Duration.ofHours(24), false)).isEqualTo(Duration.ofHours(36));
        assertThat(Recrawl.after(Duration.ofDays(13), false)).isEqualTo(Duration.ofDays(14));
    }

    @Test
    void aPageThatIsGoneIsConfirmedSoonAndThenAskedForEverMoreRarely() {
        assertThat(Recrawl.afterGone(1)).isEqualTo(Duration.ofHours(1));
        assertThat(Recrawl.afterGone(2)).isEqualTo(Duration.ofDays(1));
        assertThat(Recrawl.afterGone(3)).isEqualTo(Duration.ofDays(2));
        assertThat(Recrawl.afterGone(100)).isEqualTo(Duration.ofDays(14));
    }

    @Test
    void failuresAreAskedAgainWithinADay() {
        assertThat(Recrawl.afterFailure(0)).isEqualTo(Duration.ofMinutes(10));
        assertThat(Recrawl.afterFailure(3)).isEqualTo(Duration.ofMinutes(80));
        assertThat(Recrawl.afterFailure(1_000)).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void aRunComesWhenTheFirstPageIsDueBetweenAnHourAndADay() {
        assertThat(Recrawl.nextRun(NOW, Optional.of(NOW))).isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(Recrawl.nextRun(NOW, Optional.of(NOW.plus(Duration.ofHours(5)))))
                .isEqualTo(NOW.plus(Duration.ofHours(5)));
        assertThat(Recrawl.nextRun(NOW, Optional.of(NOW.plus(Duration.ofDays(5)))))
                .isEqualTo(NOW.plus(Duration.ofDays(1)));
        assertThat(Recrawl.nextRun(NOW, Optional.empty())).isEqualTo(NOW.plus(Duration.ofDays(1)));
    }
}
