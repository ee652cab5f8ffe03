package dev.aisle.edge.buy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.edge.RunningEdge;
import dev.aisle.edge.RunningEdge.Answer;
import dev.aisle.edge.SampleGoods;
import dev.aisle.market.click.Click;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BuyRedirectTest {

    private static final String SHOE_AT_TRAIL = "/buy/Sh0e001-Tr4L-public_ucp?o=000000000000000000000S8TRA";
    private static final String PAGE_AT_TRAIL = "https://north-trail.example/products/000000000000000000000S8TRA";

    private RunningEdge edge;

    @BeforeAll
    void start() {
        edge = RunningEdge.start();
    }

    @BeforeEach
    void forget() {
        edge.clicks.clear();
    }

    @AfterAll
    void stop() {
        edge.close();
    }

    @Test
    void aLinkLeadsToTheStoresPageAndTheClickIsCounted() {
        Answer answer =
                edge.send("GET", SHOE_AT_TRAIL, "", "User-Agent", "Mozilla/5.0", "Referer", "https://chat.example/");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("location")).isEqualTo(PAGE_AT_TRAIL);
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(edge.clicks).hasSize(1);
        Click click = edge.clicks.getFirst();
        assertThat(click.vendor().value()).isEqualTo("public_ucp");
        assertThat(click.product()).isEqualTo(SampleGoods.SHOE);
        assertThat(click.merchant()).isEqualTo(SampleGoods.TRAIL.id());
        assertThat(click.offer()).isEqualTo(SampleGoods.SHOE_8_TRAIL);
        assertThat(click.userAgent()).contains("Mozilla/5.0");
        assertThat(click.referrer()).contains("https://chat.example/");
    }

    @Test
    void everyLinkOfASearchCanBeFollowed() {
        for (String link : edge.post("/catalog/search", "{\"query\":\"*\"}", "x-api-key", RunningEdge.KEY)
                .json()
                .findValuesAsString("url")) {
            if (link.contains("/buy/")) {
                assertThat(edge.send("GET", link.substring(edge.base.length()), "")
                                .status())
                        .isEqualTo(302);
            }
        }

        assertThat(edge.clicks).isNotEmpty().allMatch(it -> it.vendor().equals(RunningEdge.VENDOR));
    }

    @ParameterizedTest
    @CsvSource({
        "/buy/Sh0e001-bArn-public_ucp, shoe-barn.example/products/000000000000000000000S8BAR",
        "/buy/Sh0e001-Tr4L-public_ucp, north-trail.example/products/000000000000000000000S8TRA",
        "/buy/Sh0e001-v_test, shoe-barn.example/products/000000000000000000000S8BAR",
        "/buy/MERGED1-Tr4L-public_ucp?o=000000000000000000000S9TRA,"
                + " north-trail.example/products/000000000000000000000S9TRA",
        "/buy/EMPTIED-Tr4L-public_ucp?o=000000000000000000000S9TRA,"
                + " north-trail.example/products/000000000000000000000S9TRA"
    })
    void olderLinksLeadToTheFeaturedOfferAndMergedOrEmptiedProductsStillLead(String link, String page) {
        assertThat(edge.send("GET", link, "").header("location")).isEqualTo("https://" + page);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/buy/Sh0e001-Tr4L-nobody?o=000000000000000000000S8TRA",
                "/buy/Nothing-Tr4L-public_ucp?o=000000000000000000000S8TRA",
                "/buy/Sh0e001-bArn-public_ucp?o=000000000000000000000S8TRA",
                "/buy/Sh0e001-none-public_ucp?o=000000000000000000000S8TRA",
                "/buy/Sh0e001-Tr4L-public_ucp?o=00000000000000000000000000",
                "/buy/Sh0e001-Tr4L-public_ucp?o=https://evil.example/",
                "/buy/Nothing-public_ucp",
                "/buy/EMPTIED-public_ucp",
                "/buy/",
                "/buy/nothing",
                "/buy/a/b"
            })
    void whatNobodyKnowsIsA404PageAndNoClick(String link) {
        Answer answer = edge.send("GET", link, "");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("content-type")).startsWith("text/html");
        assertThat(answer.text()).contains("<h1>");
        assertThat(answer.header("location")).isEmpty();
        assertThat(edge.clicks).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Googlebot/2.1 (+http://www.google.com/bot.html)",
                "Mozilla/5.0 (compatible; bingbot/2.0)",
                "Slackbot-LinkExpanding 1.0",
                "Slack-ImgProxy (+https://api.slack.com/robots) bot",
                "WhatsApp/2.23.20.0",
                "TelegramBot (like TwitterBot)",
                "facebookexternalhit/1.1",
                "Twitterbot/1.0",
                "SkypeUriPreview Preview/0.5",
                "Some-Crawler/1.0"
            })
    void botsAndPreviewsAreLedOnButNotCounted(String agent) {
        assertThat(edge.send("GET", SHOE_AT_TRAIL, "", "User-Agent", agent).header("location"))
                .isEqualTo(PAGE_AT_TRAIL);
        assertThat(edge.clicks).isEmpty();
    }

    @Test
    void aHeadRequestAndAPrefetchAreNotCounted() {
        Answer head = edge.send("HEAD", SHOE_AT_TRAIL, "");
        Answer prefetch = edge.send("GET", SHOE_AT_TRAIL, "", "Sec-Purpose", "prefetch;prerender");

        assertThat(head.status()).isEqualTo(302);
        assertThat(head.header("location")).isEqualTo(PAGE_AT_TRAIL);
        assertThat(prefetch.status()).isEqualTo(302);
        assertThat(edge.clicks).isEmpty();
    }

    @Test
    void noParameterLeadsAnywhereElse() {
        Answer answer = edge.send("GET", SHOE_AT_TRAIL + "&url=https://evil.example&o=x", "");

        assertThat(answer.status()).isIn(302, 404);
        assertThat(answer.header("location")).doesNotContain("evil");
    }
}
