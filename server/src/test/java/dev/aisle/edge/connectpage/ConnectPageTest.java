package dev.aisle.edge.connectpage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.market.merchant.Platform;
import dev.aisle.market.partner.PartnerId;
import dev.aisle.partner.connection.Connection;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectPageTest {

    private ConnectStage stage;

    @BeforeAll
    void serve(@TempDir Path folder) {
        stage = new ConnectStage(folder);
    }

    @AfterAll
    void stop() {
        stage.close();
    }

    /// Link previews, mail scanners, prefetching browsers and impatient people: after each of them the merchant gets
    /// in.
    @TestFactory
    Stream<DynamicTest> lookingNeverUsesASessionUp() {
        Map<String, Looking> ways = new LinkedHashMap<>();
        ways.put("a GET", home -> stage.send("GET", home));
        ways.put("a HEAD", home -> stage.send("HEAD", home));
        ways.put("a hundred GETs", home -> {
            for (int i = 0; i < 100; i++) {
                stage.send("GET", home);
            }
        });
        ways.put("many GETs at once", this::lookAtOnce);
        ways.put("a link preview", home -> stage.send("GET", home, "User-Agent", "Slackbot-LinkExpanding 1.0"));
        ways.put("another link preview", home -> stage.send("GET", home, "User-Agent", "facebookexternalhit/1.1"));
        ways.put("a mail scanner", home -> stage.send("GET", home, "User-Agent", "Mozilla/5.0 SafeLinks"));
        ways.put("a prefetch", home -> stage.send("GET", home, "Sec-Purpose", "prefetch"));
        ways.put("a prerender", home -> stage.send("GET", home, "Sec-Purpose", "prefetch;prerender"));
        ways.put("an old prefetch", home -> stage.send("GET", home, "Purpose", "prefetch", "X-Moz", "prefetch"));
        ways.put("a part of the page", home -> stage.send("GET", home, "Range", "bytes=0-99"));
        ways.put("a condition", home -> stage.send("GET", home, "If-None-Match", "\"x\""));
        ways.put(
                "a browser with a cookie of its own",
                home -> stage.send("GET", home, "Cookie", "aisle_connect=" + "x".repeat(43)));
        ways.put("a tracking parameter", home -> stage.send("GET", home + "?utm_source=mail&fbclid=1"));
        ways.put("another language", home -> stage.send("GET", home + "?lang=ar"));
        ways.put("a search", home -> stage.send("GET", home + "?q=shop"));
        ways.put("a slash at the end", home -> stage.send("GET", home + "/"));
        ways.put("OPTIONS", home -> stage.send("OPTIONS", home));
        ways.put("PUT and DELETE", home -> {
            stage.send("PUT", home);
            stage.send("DELETE", home);
        });
        ways.put("a step that is not due", home -> stage.send("GET", home + "/woocommerce"));
        ways.put("a return that is not due", home -> stage.send("GET", home + "/return?success=1&consumer_key=ck_x"));
        ways.put("cancel, finish and done by GET", home -> {
            stage.send("GET", home + "/cancel");
            stage.send("GET", home + "/finish");
            stage.send("GET", home + "/done");
        });
        ways.put("an empty POST", home -> stage.send("POST", home));
        ways.put("a POST without the page's own field", home -> stage.post(home, "", "platform=woocommerce"));
        ways.put("a POST from another site", home -> {
            String csrf = ConnectStage.csrf(stage.send("GET", home).body());
            stage.post(home, "", "platform=woocommerce&csrf=" + csrf, "Sec-Fetch-Site", "cross-site");
        });
        return ways.entrySet().stream()
                .map(way -> DynamicTest.dynamicTest(way.getKey(), () -> {
                    String home = stage.mint(Optional.of(Platform.WOOCOMMERCE));

                    way.getValue().at(home);

                    assertThat(stage.sessions
                                    .find(ConnectStage.token(home))
                                    .orElseThrow()
                                    .isStarted())
                            .isFalse();
                    assertThat(stage.new Browser().start(home).statusCode()).isEqualTo(303);
                }));
    }

    private interface Looking {
        void at(String home);
    }

    @Test
    void theFirstStepBindsTheSessionToItsBrowser() {
        String home = stage.mint(Optional.of(Platform.WOOCOMMERCE));
        ConnectStage.Browser first = stage.new Browser();

        HttpResponse<String> begun = first.start(home);

        assertThat(begun.headers().firstValue("Location").orElse("")).endsWith("/woocommerce");
        assertThat(first.get(home + "/woocommerce").body()).contains("Connect your WooCommerce store", "shop.example");
        assertThat(stage.connections.status(stage.merchant.id(), Platform.WOOCOMMERCE))
                .isEqualTo(Connection.Status.PENDING);
        ConnectStage.Browser second = stage.new Browser();
        assertThat(second.get(home).statusCode()).isEqualTo(409);
        assertThat(second.get(home + "/woocommerce").statusCode()).isEqualTo(409);
        assertThat(second.start(home).statusCode()).isEqualTo(409);
        assertThat(first.start(home).statusCode()).isEqualTo(303);
    }

    @Test
    void aLinkInUseInAnotherBrowserLeadsBackWithoutEndingWhatTheFirstDoes() {
        String home = stage.mint(Optional.of(Platform.WOOCOMMERCE));
        ConnectStage.Browser first = stage.new Browser();
        first.start(home);

        HttpResponse<String> foreign = stage.new Browser().get(home);

        assertThat(Jsoup.parse(foreign.body()).select("a.main").attr("href"))
                .startsWith(ConnectStage.BACK)
                .contains("&status=cancelled");
        assertThat(first.get(home + "/woocommerce").body()).contains("Connect your WooCommerce store");
    }

    @Test
    void aDoubleClickIsOneStart() throws Exception {
        String home = stage.mint(Optional.of(Platform.WOOCOMMERCE));
        ConnectStage.Browser browser = stage.new Browser();
        String csrf = ConnectStage.csrf(browser.get(home).body());
        List<Future<Integer>> clicks = new ArrayList<>();
        try (ExecutorService fingers = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                clicks.add(fingers.submit(
                        () -> stage.post(home, "", "platform=woocommerce&csrf=" + csrf, "Cookie", browser.cookie)
                                .statusCode()));
            }
        }

        for (Future<Integer> click : clicks) {
            assertThat(click.get()).isEqualTo(303);
        }
    }

    @Test
    void cancelLeadsBackWithTheContractsParameters() {
        String home = stage.mint(Optional.of(Platform.WOOCOMMERCE));
        ConnectStage.Browser browser = stage.new Browser();
        browser.start(home);

        HttpResponse<String> left = browser.post(home, "/cancel", "");

        assertThat(left.statusCode()).isEqualTo(303);
        assertThat(left.headers().firstValue("Location"))
                .contains(ConnectStage.BACK + "&customer_id=" + stage.merchant.id()
                        + "&platform=woocommerce&status=cancelled&state=n-0S6+%26");
        assertThat(stage.connections.status(stage.merchant.id(), Platform.WOOCOMMERCE))
                .isEqualTo(Connection.Status.NOT_CONNECTED);
        HttpResponse<String> again = browser.get(home);
        assertThat(again.statusCode()).isEqualTo(410);
        assertThat(again.body()).contains("This link was already used", "status=cancelled");
    }

    @Test
    void anExpiredLinkSaysSoAndLeadsBack() {
        String home = stage.mint(Optional.of(Platform.WOOCOMMERCE));
        Instant begun = stage.now;
        try {
            stage.now = begun.plus(Duration.ofMinutes(30));
            HttpResponse<String> late = stage.new Browser().get(home);

            assertThat(late.statusCode()).isEqualTo(410);
            assertThat(Jsoup.parse(late.body()).select("a.main").attr("href"))
                    .isEqualTo(ConnectStage.BACK + "&customer_id=" + stage.merchant.id()
                            + "&platform=woocommerce&status=error&error=session_expired&state=n-0S6+%26");
            assertThat(stage.post(home, "", "platform=woocommerce&csrf=" + ConnectStage.csrfOf(home))
                            .statusCode())
                    .isEqualTo(410);
        } finally {
            stage.now = begun;
        }
    }

    @Test
    void anUnknownLinkNamesNobody() {
        HttpResponse<String> unknown = stage.new Browser().get(stage.unknown());

        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("This link is not known").doesNotContain("Brand", "app.partner");
    }

    @Test
    void aWayBackThatWasRemovedEndsOnAPlainPage() {
        PartnerId other = stage.partners
                .create("Other", List.of(ConnectStage.REGISTERED), true)
                .partner();
        String home = stage.home(
                stage.sessions.mint(other, stage.merchant.id(), ConnectStage.BACK, Optional.empty(), Optional.empty()));
        ConnectStage.Browser browser = stage.new Browser();
        browser.get(home);
        stage.partners.removeRedirectUri(other, ConnectStage.REGISTERED);

        HttpResponse<String> left = browser.post(home, "/cancel", "");

        assertThat(left.statusCode()).isEqualTo(200);
        assertThat(left.body()).contains("You can close this page").doesNotContain("app.partner.example/done?");
    }

    @Test
    void theStoreMustBeTheMerchantsOwn() {
        String home = stage.mint(Optional.of(Platform.WOOCOMMERCE));
        ConnectStage.Browser browser = stage.new Browser();
        browser.start(home);

        assertThat(browser.post(home, "/woocommerce", "store=other.example&way=consent")
                        .body())
                .contains("This link is for shop.example");
        assertThat(browser.post(home, "/woocommerce", "store=%3Cscript%3E&way=consent")
                        .body())
                .contains("This is not a web address")
                .doesNotContain("<script>");
    }

    private void lookAtOnce(String home) {
        try (ExecutorService many = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 40; i++) {
                many.execute(() -> stage.send("GET", home));
            }
        }
    }
}
