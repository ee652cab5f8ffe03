package dev.aisle.edge.buy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.edge.OwnEdge;
import dev.aisle.edge.RunningEdge;
import dev.aisle.edge.RunningEdge.Answer;
import dev.aisle.edge.SampleGoods;
import dev.aisle.market.affiliate.LinkTemplate;
import dev.aisle.market.affiliate.Programme;
import dev.aisle.market.affiliate.ProgrammeId;
import dev.aisle.market.click.Click;
import dev.aisle.market.click.UserId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OwnEdge.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BuyRedirectTest {

    private static final String SHOE_AT_TRAIL = "/buy/Sh0e001-Tr4L-public_ucp?o=000000000000000000000S8TRA";
    private static final String PAGE_AT_TRAIL = "https://north-trail.example/products/000000000000000000000S8TRA";

    private static final String BROWSER =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36";

    private final RunningEdge edge;

    BuyRedirectTest(RunningEdge edge) {
        this.edge = edge;
    }

    @BeforeEach
    void forget() {
        edge.clicks.clear();
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
        assertThat(click.origin().userAgent()).contains("Mozilla/5.0");
        assertThat(click.origin().referrer()).contains("https://chat.example/");
    }

    @Test
    void everyLinkOfASearchCanBeFollowed() {
        for (String link : edge.post("/catalog/search", "{\"query\":\"*\"}", "x-api-key", RunningEdge.KEY)
                .json()
                .findValuesAsString("url")) {
            if (link.contains("/buy/")) {
                assertThat(edge.send("GET", link.substring(edge.base.length()), "", "User-Agent", BROWSER)
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
                "Some-Crawler/1.0",
                "curl/8.5.0",
                "Wget/1.21.4",
                "Java/21.0.2",
                "Java-http-client/25",
                "python-requests/2.32.3",
                "Python/3.12 aiohttp/3.9",
                "Go-http-client/2.0",
                "okhttp/4.12.0",
                "axios/1.7.2",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/130.0.0.0"
            })
    void botsAndPreviewsAreLedOnButNotCounted(String agent) {
        assertThat(edge.send("GET", SHOE_AT_TRAIL, "", "User-Agent", agent).header("location"))
                .isEqualTo(PAGE_AT_TRAIL);
        assertThat(edge.clicks).isEmpty();
    }

    @Test
    void aHeadRequestIsNotCounted() {
        Answer head = edge.send("HEAD", SHOE_AT_TRAIL, "", "User-Agent", BROWSER);

        assertThat(head.status()).isEqualTo(302);
        assertThat(head.header("location")).isEqualTo(PAGE_AT_TRAIL);
        assertThat(edge.clicks).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Purpose, prefetch;prerender",
        "Purpose, prefetch",
        "X-Purpose, preview",
        "X-Moz, prefetch",
        "Sec-Fetch-Dest, image"
    })
    void whatABrowserFetchesAheadIsNotCounted(String header, String value) {
        Answer ahead = edge.send("GET", SHOE_AT_TRAIL, "", "User-Agent", BROWSER, header, value);

        assertThat(ahead.header("location")).isEqualTo(PAGE_AT_TRAIL);
        assertThat(edge.clicks).isEmpty();
    }

    @Test
    void withAProgrammeALinkLeadsThroughItsNetworkWithTheClicksIdAndKeepsTheUser() {
        edge.have(programme("01", "0.08"));
        try {
            Answer person = edge.send("GET", SHOE_AT_TRAIL + "&u=user-7", "", "User-Agent", BROWSER);
            Answer program = edge.send("GET", SHOE_AT_TRAIL, "", "User-Agent", "curl/8.5.0");
            Answer elsewhere = edge.send("GET", "/buy/Sh0e001-bArn-public_ucp", "", "User-Agent", BROWSER);

            Click click = edge.clicks.getFirst();
            assertThat(person.header("location"))
                    .isEqualTo("https://go.net-one.example/to?sub=" + click.id()
                            + "&page=https%3A%2F%2Fnorth-trail.example%2Fproducts%2F000000000000000000000S8TRA");
            assertThat(click.user()).contains(new UserId("user-7"));
            assertThat(click.programme()).contains(new ProgrammeId("01"));
            assertThat(program.header("location")).startsWith("https://go.net-one.example/to?sub=&page=");
            assertThat(elsewhere.header("location")).startsWith("https://shoe-barn.example/");
            assertThat(edge.clicks).hasSize(2);
        } finally {
            edge.have();
        }
    }

    @Test
    void aUserIdOfAnotherFormIsNotKept() {
        edge.send("GET", SHOE_AT_TRAIL + "&u=%3Cscript%3E", "", "User-Agent", BROWSER);

        assertThat(edge.clicks).hasSize(1).allMatch(it -> it.user().isEmpty());
    }

    @Test
    void theCountryIsOfTheLanguageTheBrowserPrefers() {
        edge.send("GET", SHOE_AT_TRAIL, "", "User-Agent", BROWSER, "Accept-Language", "en,de-AT;q=0.9,en-US;q=0.8");
        edge.send("GET", SHOE_AT_TRAIL, "", "User-Agent", BROWSER, "Accept-Language", ";;;");

        assertThat(edge.clicks.getFirst().origin().country()).contains("AT");
        assertThat(edge.clicks.getLast().origin().country()).isEmpty();
    }

    @Test
    void noParameterLeadsAnywhereElse() {
        Answer answer = edge.send("GET", SHOE_AT_TRAIL + "&url=https://evil.example&o=x", "");

        assertThat(answer.status()).isIn(302, 404);
        assertThat(answer.header("location")).doesNotContain("evil");
    }

    private static Programme programme(String id, String rate) {
        return new Programme(
                new ProgrammeId(id),
                "net-one",
                SampleGoods.TRAIL.id(),
                Set.of(),
                new BigDecimal(rate),
                new BigDecimal("0.5"),
                new LinkTemplate("https://go.net-one.example/to?sub={click}&page={url}"),
                Instant.EPOCH,
                Optional.empty());
    }
}
