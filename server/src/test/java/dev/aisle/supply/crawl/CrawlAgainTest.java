package dev.aisle.supply.crawl;

import static dev.aisle.supply.crawl.TestShop.html;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// When a page is asked for again, and what of it is sent again.
class CrawlAgainTest extends CrawlStage {

    @Test
    void anUnchangedPageIsNotSentAgainAndAskedForMoreRarely() throws InterruptedException {
        shop.sitemap("/p/1");
        shop.on("/p/1", html("item one").with("ETag", "\"v1\""));
        run();
        Instant firstDue = story("/p/1").orElseThrow().dueAt().orElseThrow();

        time.pass(Duration.between(time.instant(), firstDue).plusMinutes(1));
        shop.forget();
        run();

        assertThat(shop.requests())
                .filteredOn(it -> it.target().equals("/p/1"))
                .extracting(TestShop.Request::condition)
                .containsExactly("\"v1\"");
        PageStory story = story("/p/1").orElseThrow();
        assertThat(Duration.between(
                        story.fetchedAt().orElseThrow(), story.dueAt().orElseThrow()))
                .isEqualTo(Duration.ofHours(36));
        assertThat(reader.kept(ID)).containsExactly("one -");
    }

    @Test
    void aChangedPageIsAskedForMoreOften() throws InterruptedException {
        shop.sitemap("/p/1");
        shop.on("/p/1", html("item one", "9.99"), html("item one", "8.99"));
        run();
        later(Duration.ofHours(25));
        run();

        PageStory story = story("/p/1").orElseThrow();
        assertThat(story.changes()).isEqualTo(1);
        assertThat(Duration.between(
                        story.fetchedAt().orElseThrow(), story.dueAt().orElseThrow()))
                .isEqualTo(Duration.ofHours(12));
    }

    @Test
    void aPageThatIsNoProductPageIsRarelyAskedForAgain() throws InterruptedException {
        shop.sitemap("/about", "/product/shoe");
        shop.on("/about", html("words"));
        shop.on("/product/shoe", html("item shoe"));
        run();
        shop.forget();
        later(Duration.ofDays(2));
        run();

        assertThat(shop.asked()).contains("/product/shoe").doesNotContain("/about");
        assertThat(story("/about").orElseThrow().state()).isEqualTo("plain");
    }

    @Test
    void aNewerLastmodMakesAPageDueAtOnce() throws InterruptedException {
        shop.on("/about", html("words"));
        shop.on("/terms", html("words"));
        shop.on("/p/1", html("item one"));
        String others = dated("/terms", "2026-11-01") + dated("/p/1", "2026-11-01");
        shop.on("/sitemap.xml", xml(dated("/about", "2026-11-01") + others));
        run();

        shop.on("/sitemap.xml", xml(dated("/about", "2026-11-20") + others));
        later(Duration.ofHours(25));
        shop.forget();
        run();

        assertThat(shop.asked()).contains("/about").doesNotContain("/terms");
    }
}
