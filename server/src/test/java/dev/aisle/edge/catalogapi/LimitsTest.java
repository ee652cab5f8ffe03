package dev.aisle.edge.catalogapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.edge.RunningEdge;
import dev.aisle.edge.RunningEdge.Answer;
import dev.aisle.edge.SampleCatalog;
import dev.aisle.edge.SampleGoods;
import dev.aisle.edge.wire.Proxies;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An anonymous caller has three questions a minute here, a key thirty.
class LimitsTest {

    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
    private static final String SHOES = "{\"query\":\"shoes\"}";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-01T12:00:00Z"));
    private RunningEdge edge;

    @BeforeEach
    void start() {
        edge = RunningEdge.start(
                new SampleCatalog(SampleGoods.all()), 3, now::get, new Proxies(List.of("127.0.0.0/8", "::1")));
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    @Test
    void theFourthQuestionOfAMinuteWaitsAndIsToldHowLong() {
        assertThat(edge.call("search_catalog", SHOES).header("ratelimit-remaining"))
                .isEqualTo("2");
        assertThat(edge.post("/catalog/search", SHOES).header("ratelimit-remaining"))
                .isEqualTo("1");
        edge.call("search_catalog", SHOES);
        Answer mcp = edge.call("search_catalog", SHOES);
        Answer rest = edge.post("/catalog/search", SHOES);

        assertThat(mcp.status()).isEqualTo(429);
        assertThat(mcp.header("retry-after")).isEqualTo("20");
        assertThat(mcp.text())
                .isEqualTo(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32000,\"message\":\"Rate limit exceeded\","
                                + "\"data\":{\"retry_after\":20}}}");
        assertThat(rest.status()).isEqualTo(429);
        assertThat(rest.header("retry-after")).isEqualTo("20");
        assertThat(rest.header("x-ucp-auth-tier")).isEqualTo("anonymous");
        assertThat(rest.json().path("code").asString()).isEqualTo("rate_limited");
    }

    @Test
    void whoWaitsIsAnsweredAgain() {
        for (int i = 0; i < 4; i++) {
            edge.call("search_catalog", SHOES);
        }
        now.set(now.get().plusSeconds(20));

        assertThat(edge.call("search_catalog", SHOES).status()).isEqualTo(200);
        assertThat(edge.call("search_catalog", SHOES).status()).isEqualTo(429);
    }

    @Test
    void theRestOfTheProtocolHasItsOwnLimitTenTimesAsHigh() {
        for (int i = 0; i < 4; i++) {
            edge.call("search_catalog", SHOES);
        }
        Answer ping = edge.post("/mcp", PING);

        assertThat(ping.status()).isEqualTo(200);
        assertThat(ping.header("ratelimit-limit")).isEqualTo("30");
        for (int i = 0; i < 29; i++) {
            edge.post("/mcp", PING);
        }
        assertThat(edge.post("/mcp", PING).status()).isEqualTo(429);
        assertThat(edge.send("GET", "/.well-known/ucp", "").status()).isEqualTo(200);
    }

    @Test
    void aKeyHasItsOwnLimitAndAFalseKeyBorrowsNone() {
        for (int i = 0; i < 3; i++) {
            edge.call("search_catalog", SHOES, "x-api-key", "ch3_test_false" + i);
        }

        Answer withKey = edge.call("search_catalog", SHOES, "x-api-key", RunningEdge.KEY);
        assertThat(edge.call("search_catalog", SHOES).status()).isEqualTo(429);
        assertThat(edge.call("search_catalog", SHOES, "x-api-key", "ch3_test_another")
                        .status())
                .isEqualTo(429);
        assertThat(withKey.header("ratelimit-limit")).isEqualTo("30");
        assertThat(withKey.header("ratelimit-remaining")).isEqualTo("29");
    }

    @Test
    void behindATrustedProxyEachAddressIsCountedForItself() {
        for (int i = 0; i < 4; i++) {
            edge.call("search_catalog", SHOES, "X-Forwarded-For", "203.0.113.9");
        }

        assertThat(remaining("203.0.113.9")).isEqualTo("0");
        assertThat(remaining("203.0.113.10")).isEqualTo("2");
        assertThat(remaining("198.51.100.1, 203.0.113.9")).isEqualTo("0");
        assertThat(remaining("2001:db8:1:2::3")).isEqualTo("2");
        assertThat(remaining("2001:db8:1:2:ffff::4")).isEqualTo("1");
        assertThat(remaining("2001:db8:1:3::3")).isEqualTo("2");
    }

    private String remaining(String forwardedFor) {
        return edge.call("search_catalog", SHOES, "X-Forwarded-For", forwardedFor)
                .header("ratelimit-remaining");
    }
}
