package dev.aisle.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.journeys.browser.Axe;
import dev.aisle.journeys.browser.Chromium;
import dev.aisle.journeys.browser.Tab;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What every way of a merchant is made of: the partner's calls, the browser's steps, an agent's questions.
record Walk(Talk talk, URI server, PartnerCaller partner, PartnerSite site, Chromium chromium) {

    private static final Duration LONGEST_SYNC = Duration.ofMinutes(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final String STATE = "a b&c=ü";

    void end(String merchant, String platform) {
        Tab tab = chromium.open(Tab.Size.PHONE);
        tab.open(session(merchant, platform)).press("Continue").press("End the connection");
        tab.awaitText("The connection was ended").press("Back to Fjord & Co");
        assertThat(status(merchant, platform)).isEqualTo("disconnected");
        assertThat(tab.complaints()).isEmpty();
    }

    void backAtThePartner(Tab tab, String merchant, String platform) {
        tab.awaitText("Back at the partner");
        assertThat(tab.address().getPath()).isEqualTo("/done");
        assertThat(List.of(tab.address().getQuery().split("&(?!c)", -1)))
                .containsExactlyInAnyOrder(
                        "customer_id=" + merchant, "platform=" + platform, "status=success", "state=a+b&c=ü");
        assertThat(status(merchant, platform)).isEqualTo("active");
        assertThat(tab.complaints()).isEmpty();
    }

    /// Axe finds nothing on the page that the merchant has come to.
    void accessible(Tab tab) {
        assertThat(Axe.findings(tab)).as("findings of axe on " + tab.address()).isEmpty();
    }

    void focus(Tab tab, String what) {
        for (int i = 0; i < 40; i++) {
            String at = tab.strike("Tab")
                    .ask("(e => (e.innerText || '').trim() || e.id)(document.activeElement)")
                    .asString("");
            if (at.equals(what)) {
                return;
            }
        }
        throw new AssertionError("the Tab key never comes to '" + what + "' on " + tab.address());
    }

    String merchant(String domain, String name) {
        return partner.createMerchant(domain, name).body().path("customer_id").asString("");
    }

    URI session(String merchant, @Nullable String platform) {
        var fields = new TreeMap<>(Map.of("redirect_uri", site.at("/done").toString(), "state", STATE));
        if (platform != null) {
            fields.put("platform", platform);
        }
        var minted = partner.connectSession(merchant, fields);
        assertThat(minted.status()).as(minted.text()).isEqualTo(200);
        return URI.create(minted.body().path("url").asString(""));
    }

    String status(String merchant, String platform) {
        return partner.connection(merchant, platform).path("status").asString("");
    }

    String state(String merchant, String platform) {
        return partner.connection(merchant, platform).path("sync").path("state").asString("");
    }

    void price(URI store, String sku, String amount) {
        assertThat(talk.post(store.resolve("/__price?sku=" + sku + "&amount=" + amount), Map.of(), "")
                        .status())
                .isEqualTo(200);
    }

    /// The first unit of the shop that is in stock, by the shop's own truth.
    List<String> aUnit(URI shop) {
        return talk.get(shop.resolve("/__goods"), Map.of())
                .text()
                .lines()
                .map(line -> List.of(line.split("\t", -1)))
                .filter(columns -> columns.get(7).equals("in_stock"))
                .findFirst()
                .orElseThrow();
    }

    long price(String address) {
        var called = new Agent(talk, server).call("lookup_catalog", Map.of("urls", List.of(address)));
        for (JsonNode product : called.answer().path("products").values()) {
            for (JsonNode variant : product.path("variants").values()) {
                for (JsonNode input : variant.path("inputs").values()) {
                    if (input.path("id").asString("").equals(address)) {
                        return variant.path("price").path("amount").asLong(-1);
                    }
                }
            }
        }
        return -1;
    }

    String search(String query) {
        return new Agent(talk, server)
                .call("search_catalog", Map.of("query", query))
                .answer()
                .toString();
    }

    void await(String what, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - begun)
                    .as("waited too long for " + what)
                    .isLessThan(LONGEST_SYNC.toNanos());
            sleep(BETWEEN_LOOKS);
        }
    }

    void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
