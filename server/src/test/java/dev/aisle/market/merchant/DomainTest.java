package dev.aisle.market.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainTest {

    private static final List<String> ALLOWED = List.of("127.0.0.1:8091", "LocalHost:8081", "[::1]:9000", "10.0.0.7");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Example.com",
                "  example.com ",
                "https://www.example.com/shop?x=1#a",
                "example.com.",
                "http://EXAMPLE.com:80",
                "example.com:443",
                "example.com:",
                "HTTPS://Example.COM",
                "www.example.com",
                "example.com/a://b",
                "example。com",
                "http://example.com?next=http://other.example"
            })
    void everySpellingOfADomainIsWrittenTheSame(String said) {
        assertThat(good(said)).isEqualTo(new Domain("example.com", "https"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://bücher.example/, xn--bcher-kva.example",
        "https://xn--bcher-kva.example/, xn--bcher-kva.example",
        "BÜCHER.example, xn--bcher-kva.example",
        "faß.de, xn--fa-hia.de",
        "shop.example.co.uk, shop.example.co.uk",
        "store.myshopify.com, store.myshopify.com",
        "www.store.myshopify.com, store.myshopify.com",
        "www.co.uk, www.co.uk",
        "www.com, www.com",
        "www.ck, www.ck",
        "www2.example.com, www2.example.com",
        "r3---sn.example.com, r3---sn.example.com"
    })
    void aHostIsWrittenInItsOneForm(String said, String domain) {
        assertThat(good(said).value()).isEqualTo(domain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.10",
                "[2001:db8::1]",
                "2130706433",
                "127.0.0.1",
                "127.1",
                "0x7f.1",
                "0x7f000001",
                "192.0.2.10.",
                "１２７.0.0.1",
                "http://127.0.0.1:80/",
                "foo.09"
            })
    void anIpAddressIsRefused(String said) {
        assertThat(refusal(said)).contains("is an IP address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"co.uk", "myshopify.com", "github.io", "foo.ck"})
    void aPublicSuffixIsRefused(String said) {
        assertThat(refusal(said)).contains("public suffix");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "intranet", "com", "https://localhost/"})
    void aSingleLabelIsRefused(String said) {
        assertThat(refusal(said)).contains("is not a public storefront domain");
    }

    @ParameterizedTest
    @CsvSource({
        "user:pw@example.com, user name",
        "mailto:someone@example.com, user name",
        "https://example.com@evil.example/, user name",
        "ftp://example.com, 'scheme ''ftp'''",
        "javascript://example.com, 'scheme ''javascript'''",
        "example.com:8443, port",
        "127.0.0.1:8092, port",
        "localhost:8080, port"
    })
    void userInfoSchemeAndPortAreRefused(String said, String reason) {
        assertThat(refusal(said)).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "https://",
                "//example.com",
                "exa mple.com",
                "a_b.example.com",
                "-a.com",
                "a-.com",
                "a..com",
                ".example.com",
                "example.com..",
                "example.com\\.evil.example",
                "ex%61mple.com",
                "example.com:99999999",
                "example.com:8a",
                "[::1",
                "exa\u0000mple.com",
                "xn--zzzzzz99999.com",
                "\u00ad.com",
                "https:///path"
            })
    void whatIsNotAHostNameIsRefused(String said) {
        assertThat(refusal(said)).contains("is not a host name");
    }

    @Test
    void hostsAndLabelsThatAreTooLongAreRefused() {
        assertThat(refusal("a".repeat(64) + ".com")).contains("is not a host name");
        assertThat(refusal("abcdefg.".repeat(32) + "com")).contains("is not a host name");
        assertThat(refusal("x".repeat(100_000)).length()).isLessThan(300);
        assertThat(good("a".repeat(63) + ".com").value()).hasSize(67);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8091, 127.0.0.1:8091",
        "http://127.0.0.1:8091/shop, 127.0.0.1:8091",
        "https://127.0.0.1:8091, 127.0.0.1:8091",
        "LOCALHOST:8081, localhost:8081",
        "[::1]:9000, [::1]:9000",
        "10.0.0.7, 10.0.0.7",
        "10.0.0.7:80, 10.0.0.7"
    })
    void theDevelopmentAllowlistAdmitsWhatItNamesOverPlainHttp(String said, String domain) {
        assertThat(good(said)).isEqualTo(new Domain(domain, "http"));
    }

    @Test
    void aRefusalSaysWhatToSendInstead() {
        assertThat(refusal("localhost"))
                .isEqualTo("'localhost' is not a public storefront domain."
                        + " Send a registrable host such as 'shop.example.com'.");
    }

    private static Domain good(String said) {
        return switch (Domain.parse(said, ALLOWED)) {
            case Domain.Parsed.Good good -> good.domain();
            case Domain.Parsed.Refused refused -> throw new AssertionError(refused.why());
        };
    }

    private static String refusal(String said) {
        return switch (Domain.parse(said, ALLOWED)) {
            case Domain.Parsed.Good good -> throw new AssertionError("taken as " + good.domain());
            case Domain.Parsed.Refused refused -> refused.why();
        };
    }
}
