package dev.aisle.market.partner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectUriTest {

    @ParameterizedTest
    @CsvSource({
        "https://app.partner.example, https://app.partner.example/any?x=1",
        "https://app.partner.example, https://APP.partner.example:443/",
        "https://app.partner.example, https://app.partner.example",
        "https://app.partner.example/cb, https://app.partner.example/cb",
        "https://app.partner.example/cb, https://app.partner.example/cb/",
        "https://app.partner.example/cb, https://app.partner.example/cb/shop",
        "https://app.partner.example/cb, https://app.partner.example/cb?x=1",
        "https://app.partner.example/cb?y=2, https://app.partner.example/cb?x=1",
        "https://app.partner.example/cb/, https://app.partner.example/cb/shop",
        "http://localhost:3000/cb, http://localhost:3000/cb",
    })
    void whatLiesAtOrBelowARegisteredUriIsAdmitted(String registered, String requested) {
        assertThat(RedirectUri.admits(registered, requested)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.partner.example, https://app.partner.example.evil.test/",
        "https://app.partner.example, https://app.partner.example@evil.test/",
        "https://app.partner.example, http://app.partner.example/",
        "https://app.partner.example, https://app.partner.example:8443/",
        "https://app.partner.example, https://app.partner.example/#x",
        "https://app.partner.example, https://app.partner.example\\@evil.test/",
        "https://app.partner.example, https://partner.example/",
        "https://app.partner.example/cb, https://app.partner.example/cbx",
        "https://app.partner.example/cb, https://app.partner.example/cb/../admin",
        "https://app.partner.example/cb, https://app.partner.example/cb/%2e%2e/admin",
        "https://app.partner.example/cb, https://app.partner.example/cb%2f..%2fadmin",
        "https://app.partner.example/cb, https://app.partner.example/cb%5c..%5cadmin",
        "https://app.partner.example/cb, https://app.partner.example/",
        "http://localhost:3000/cb, http://localhost:3001/cb",
        "http://localhost:3000/cb, http://127.0.0.1:3000/cb",
        "https://app.partner.example, javascript:alert(1)",
        "https://app.partner.example, //app.partner.example/",
    })
    void whatLiesElsewhereIsNot(String registered, String requested) {
        assertThat(RedirectUri.admits(registered, requested)).isFalse();
    }
}
