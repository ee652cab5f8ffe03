package dev.aisle.edge.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProxiesTest {

    private static final InetAddress PROXY = InetAddress.ofLiteral("10.1.2.3");
    private static final InetAddress STRANGER = InetAddress.ofLiteral("198.51.100.7");

    @Test
    void onlyATrustedProxyIsBelieved() {
        Proxies proxies = new Proxies(List.of("10.0.0.0/8"));

        assertThat(proxies.account(PROXY, List.of("203.0.113.9"))).isEqualTo("203.0.113.9");
        assertThat(proxies.account(STRANGER, List.of("203.0.113.9"))).isEqualTo("198.51.100.7");
        assertThat(Proxies.NONE.account(PROXY, List.of("203.0.113.9"))).isEqualTo("10.1.2.3");
    }

    @Test
    void theLastAddressThatIsNoProxyCountsWhateverStandsBeforeIt() {
        Proxies proxies = new Proxies(List.of("10.0.0.0/8"));

        assertThat(proxies.account(PROXY, List.of("1.1.1.1, 203.0.113.9", "10.9.9.9")))
                .isEqualTo("203.0.113.9");
        assertThat(proxies.account(PROXY, List.of("203.0.113.9, some.name"))).isEqualTo("10.1.2.3");
        assertThat(proxies.account(PROXY, List.of())).isEqualTo("10.1.2.3");
    }

    @Test
    void aNetworkIsReadOrRefused() {
        assertThatThrownBy(() -> new Proxies(List.of("10.0.0.0/33"))).hasMessageContaining("10.0.0.0/33");
        assertThatThrownBy(() -> new Proxies(List.of("proxy.example"))).hasMessageContaining("proxy.example");
    }
}
