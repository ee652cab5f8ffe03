package dev.aisle.devshops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GrumpyShopTest {

    private Instant now = Instant.parse("2026-05-01T12:00:00Z");
    private Street street;
    private Visitor visitor;

    @BeforeEach
    void open() throws IOException {
        street = Street.open(List.of(), () -> now);
        visitor = Visitor.at(street, "grumpy");
    }

    @AfterEach
    void close() {
        street.close();
    }

    @Test
    void aBusyPageAsksTwiceForPatienceAndThenComes() {
        String path = pathOf(GrumpyShop.Mood.BUSY);

        var first = visitor.get(path);

        assertThat(first.statusCode()).isEqualTo(429);
        assertThat(first.headers().firstValue("Retry-After")).contains("1");
        assertThat(visitor.get(path).statusCode()).isEqualTo(429);
        assertThat(visitor.get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void aFlakyPageFailsTwiceInTwoWays() {
        String path = pathOf(GrumpyShop.Mood.FLAKY);

        assertThat(visitor.get(path).statusCode()).isEqualTo(500);
        assertThat(visitor.get(path).statusCode()).isEqualTo(503);
        assertThat(visitor.get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void aVanishingPageStaysForAnHourAndIsThenMissingOnceAndThenGone() {
        String path = pathOf(GrumpyShop.Mood.VANISHING);
        assertThat(visitor.get(path).statusCode()).isEqualTo(200);
        assertThat(visitor.get(path).statusCode()).isEqualTo(200);

        now = now.plus(Duration.ofMinutes(61));

        assertThat(visitor.get(path).statusCode()).isEqualTo(404);
        assertThat(visitor.get(path).statusCode()).isEqualTo(410);
    }

    @Test
    void aMovedPageIsReachedOverTwoRedirects() {
        String path = pathOf(GrumpyShop.Mood.MOVED);

        String second = visitor.get(path).headers().firstValue("Location").orElseThrow();
        String third = visitor.get(second).headers().firstValue("Location").orElseThrow();

        assertThat(path).startsWith("/old/");
        assertThat(visitor.get(visitor.path(third)).statusCode()).isEqualTo(200);
    }

    @Test
    void brokenDataIsNearlyJsonAndTornDataIsNot() {
        String broken = visitor.page(pathOf(GrumpyShop.Mood.BROKEN));
        String torn = visitor.page(pathOf(GrumpyShop.Mood.TORN));

        assertThat(broken).contains(",}", "// generated");
        assertThat(torn).doesNotContain("}</script>").contains("product:price:amount");
    }

    @Test
    void redirectsLeadInCirclesAndToPlacesNobodyMayGo() {
        assertThat(location("/trap/loop-a")).isEqualTo("/trap/loop-b");
        assertThat(location("/trap/loop-b")).isEqualTo("/trap/loop-a");
        assertThat(location("/trap/metadata")).startsWith("http://169.254.169.254/");
        assertThat(location("/trap/private")).startsWith("http://10.");
        assertThat(location("/trap/chain-11")).isEqualTo("/trap/chain-12");
    }

    @Test
    void theHugePageIsHugeAndTheBombIsSmallUntilUnpacked() throws IOException {
        long huge = 0;
        try (var in = visitor.stream("/trap/huge").body()) {
            huge = in.skip(20_000_000);
        }
        byte[] bomb = visitor.bytes("/trap/bomb").body();
        long unpacked = 0;
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bomb))) {
            unpacked = in.skip(200_000_000);
        }

        assertThat(huge).isEqualTo(20_000_000);
        assertThat(bomb.length).isLessThan(1_000_000);
        assertThat(unpacked).isEqualTo(200_000_000);
    }

    @Test
    void aCutPageBreaksOffInTheMiddle() {
        assertThatThrownBy(() -> visitor.get("/trap/cut")).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void whatRobotsForbidIsLinkedAndListedAllTheSame() {
        assertThat(visitor.page("/robots.txt")).contains("Disallow: /private/");
        assertThat(visitor.page("/")).contains("href=\"/private/bargain\"");
        assertThat(visitor.page("/sitemap.xml")).contains("/private/bargain");
        assertThat(visitor.page("/private/bargain")).contains("Secret bargain");
    }

    private String pathOf(GrumpyShop.Mood mood) {
        int place = List.of(GrumpyShop.Mood.values()).indexOf(mood);
        return visitor.locations(visitor.page("/sitemap.xml")).get(place);
    }

    private String location(String path) {
        return visitor.get(path).headers().firstValue("Location").orElseThrow();
    }
}
