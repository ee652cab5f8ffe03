package dev.aisle.supply.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.supply.crawl.FetchedPage;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RobotsTest {

    private static final URI URL = URI.create("https://shop.example/thing");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "noindex                                   | true",
                "NoIndex, nofollow                         | true",
                "none                                      | true",
                "max-snippet: 20, noindex                  | true",
                "unavailable_after: 25 Jun 2030, nofollow  | false",
                "otherbot: noindex, nofollow               | false",
                "otherbot: nofollow, aislebot: noindex     | true",
                "index, follow                             | false"
            })
    void theHeaderIsObeyedWhereItSpeaksToUs(String header, boolean kept) {
        FetchedPage page =
                new FetchedPage(URL, URL, 200, "text/html", Map.of("x-robots-tag", header), "", Instant.EPOCH);

        assertThat(Robots.noindex(Jsoup.parse("<p>x"), page)).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({"robots, true", "ROBOTS, true", "aislebot, true", "otherbot, false"})
    void soIsTheMetaTag(String name, boolean kept) {
        FetchedPage page = new FetchedPage(URL, URL, 200, "text/html", Map.of(), "", Instant.EPOCH);

        assertThat(Robots.noindex(Jsoup.parse("<meta name=" + name + " content='noindex'>"), page))
                .isEqualTo(kept);
    }
}
