package dev.aisle.edge.agentprofile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.aisle.base.http.FetchAllow;
import dev.aisle.base.http.OutsideHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The sentences of UCP 2026-04-08 on the profiles of platforms, with the number each has in the contract.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgentProfilesTest {

    private static final String SEARCH = "dev.ucp.shopping.catalog.search";
    private static final String LOOKUP = "dev.ucp.shopping.catalog.lookup";
    private static final String GLOBAL = "com.trychannel3.catalog.global";

    private final List<String> asked = new ArrayList<>();
    private HttpServer host;
    private String base;
    private OutsideHttp outside;
    private AgentProfiles profiles;

    @BeforeAll
    void open() throws IOException {
        host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String authority = "127.0.0.1:" + host.getAddress().getPort();
        base = "http://" + authority;
        FetchAllow allow = FetchAllow.of(Set.of(authority));
        outside = new OutsideHttp(allow, "AisleBot/test");
        profiles = new AgentProfiles(true, outside::send, allow::admits);
        serve("/all", 200, profile("2026-04-08", SEARCH, LOOKUP, GLOBAL));
        serve("/orphan", 200, profile("2026-04-08", GLOBAL, "dev.ucp.shopping.checkout"));
        serve("/older", 200, profile("2026-01-11", SEARCH));
        serve("/newer", 200, profile("2026-08-25", SEARCH));
        serve("/word", 200, profile("draft", SEARCH));
        serve("/nonsense", 200, "<html>");
        serve("/list", 200, "{\"ucp\":{\"version\":\"2026-04-08\",\"capabilities\":[]}}");
        serve("/moved", 302, "");
        serve("/gone", 404, "");
        host.start();
    }

    @AfterAll
    void close() {
        outside.close();
        host.stop(0);
    }

    @Test
    @DisplayName(
            "21 MUST: the platform profile named in a request is fetched and validated unless cached; 25 SHOULD: it"
                    + " is kept at least 60 s whatever its headers say")
    void rule21() {
        Negotiation first = negotiate("/all");
        int before = asked.size();

        assertThat(first).isEqualTo(new Negotiation.Common(Set.of(SEARCH, LOOKUP, GLOBAL)));
        assertThat(negotiate("/all")).isEqualTo(first);
        assertThat(asked).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://agent.example/profile", "ftp://agent.example/p", "nonsense", "https:///p", ""})
    @DisplayName("22 MUST: a profile URL that is not https is refused")
    void rule22(String url) {
        assertThat(fault(profiles.negotiate(Optional.of(url)))).isEqualTo(Negotiation.Fault.INVALID_PROFILE_URL);
    }

    @Test
    @DisplayName(
            "23 MUST: redirects are not followed when fetching a profile; 28 MUST: one that cannot be fetched rejects"
                    + " the request with 424")
    void rule23() {
        assertThat(fault(negotiate("/moved"))).isEqualTo(Negotiation.Fault.PROFILE_UNREACHABLE);
        assertThat(fault(negotiate("/gone"))).isEqualTo(Negotiation.Fault.PROFILE_UNREACHABLE);
        assertThat(Negotiation.Fault.PROFILE_UNREACHABLE.status()).isEqualTo(424);
        assertThat(asked).doesNotContain("/all2");
    }

    @Test
    @DisplayName("27 SHOULD: discovery has a fixed footprint: one that failed is left alone for a while")
    void rule27() {
        negotiate("/gone");
        int before = asked.size();

        negotiate("/gone");

        assertThat(asked).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nonsense", "/list", "/word"})
    @DisplayName("28 MUST: one that fails validation rejects the request with 422")
    void rule28(String path) {
        assertThat(fault(negotiate(path))).isEqualTo(Negotiation.Fault.PROFILE_MALFORMED);
        assertThat(Negotiation.Fault.PROFILE_MALFORMED.status()).isEqualTo(422);
    }

    @Test
    @DisplayName(
            "29 MUST: the intersection is computed by name; 30 MUST: without a common version a capability is out; 31"
                    + " MUST: extensions with no parent left are pruned")
    void rule29() {
        assertThat(negotiate("/orphan")).isEqualTo(new Negotiation.Common(Set.of()));
        assertThat(negotiate("/older")).isEqualTo(new Negotiation.Common(Set.of()));
    }

    @Test
    @DisplayName("32 MUST: the platform's protocol version is checked on every request")
    void rule32() {
        assertThat(fault(negotiate("/newer"))).isEqualTo(Negotiation.Fault.VERSION_UNSUPPORTED);
    }

    @Test
    void nothingIsFetchedWhileItIsSwitchedOffOrNoneIsNamed() {
        AgentProfiles forbidden = AgentProfiles.off();

        assertThat(forbidden.negotiate(Optional.of(base + "/all"))).isEqualTo(new Negotiation.Skipped());
        assertThat(profiles.negotiate(Optional.empty())).isEqualTo(new Negotiation.Skipped());
    }

    @Test
    void aPrivateAddressIsNotAskedEvenOverHttps() {
        assertThat(fault(profiles.negotiate(Optional.of("https://169.254.169.254/profile"))))
                .isEqualTo(Negotiation.Fault.PROFILE_UNREACHABLE);
    }

    @Test
    void theHeaderNamesAProfileInQuotes() {
        assertThat(AgentProfiles.inHeader("profile=\"https://a.example/p\"; x=1"))
                .contains("https://a.example/p");
        assertThat(AgentProfiles.inHeader("nonsense")).isEmpty();
    }

    private Negotiation negotiate(String path) {
        return profiles.negotiate(Optional.of(base + path));
    }

    private static Negotiation.Fault fault(Negotiation negotiation) {
        assertThat(negotiation).isInstanceOf(Negotiation.Refused.class);
        return ((Negotiation.Refused) negotiation).fault();
    }

    private static String profile(String version, String... capabilities) {
        StringBuilder text = new StringBuilder("{\"ucp\":{\"version\":\"" + version + "\",\"capabilities\":{");
        for (int i = 0; i < capabilities.length; i++) {
            text.append(i == 0 ? "\"" : ",\"")
                    .append(capabilities[i])
                    .append("\":[{\"version\":\"")
                    .append(version)
                    .append("\"}]");
        }
        return text.append("}}}").toString();
    }

    private void serve(String path, int status, String body) {
        host.createContext(path, exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.getResponseHeaders().set("Location", base + "/all");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
