package dev.aisle.market.partner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @CsvSource({
        "https://bücher.example/cb, https://xn--bcher-kva.example/cb",
        "https://BÜCHER.example:8443, https://xn--bcher-kva.example:8443",
        "https://bu\u0308cher.example/, https://xn--bcher-kva.example/",
        "https://faß.example, https://xn--fa-hia.example",
        "https://app。partner．example｡/cb, https://app.partner.example/cb",
        "https://ａｐｐ.partner.example?x=1, https://app.partner.example?x=1",
        "http://１２７.0.0.1:3000/, http://127.0.0.1:3000/",
        "https://app.partner.example/ü, https://app.partner.example/ü",
    })
    void aHostIsWrittenAsBrowsersAskForIt(String written, String ascii) {
        assertThat(RedirectUri.inAscii(written)).isEqualTo(ascii);
    }

    @Test
    void aHostInUnicodeMatchesItsAsciiFormBothWays() {
        assertThat(RedirectUri.admits("https://bücher.example/cb", "https://xn--bcher-kva.example/cb/x"))
                .isTrue();
        assertThat(RedirectUri.admits("https://xn--bcher-kva.example/cb", "https://bücher.example/cb"))
                .isTrue();
        assertThat(RedirectUri.mistakeIn("https://bücher.example/cb")).isEmpty();
        assertThat(RedirectUri.mistakeInRequested("https://bücher.example/cb")).isEmpty();
    }

    /// Homographs, and what some reader may take for a dot, a slash, an at sign or nothing at all.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://аpp.partner.example/", // a Cyrillic a
                "https://app.pаrtner.example/",
                "https://app.partner.example\u3002evil.test/", // dots that are dots
                "https://app.partner.example\uFF0Eevil.test/",
                "https://app.partner.example\uFF61evil.test/",
                "https://app.partner.example\u2024evil.test/", // and those that look like one
                "https://app.partner.example\u00B7evil.test/",
                "https://app.partner.example\uFF0Fevil.test/", // slashes
                "https://app.partner.example\u2044evil.test/",
                "https://app.partner.example\u2215.evil.test/",
                "https://evil.test\uFF0F.app.partner.example/",
                "https://app.partner.example\u2100.evil.test/", // a/c
                "https://evil.test\uFF03@app.partner.example/", // number sign, at sign, colon, question mark
                "https://app.partner.example\uFF20evil.test/",
                "https://evil.test\uFF20app.partner.example/",
                "https://app.partner.example\uFF1Aevil.test/",
                "https://app.partner.example\uFF1Fevil.test/",
                "https://app.partner.example\uFF3Cevil.test/",
                "https://app.partner.example\uFF05\uFF12\uFF45evil.test/",
                "https://ex\u202Eample.app.partner.example/", // right to left
                "https://bücher.example\\@app.partner.example/",
                "https://bücher.example\\.app.partner.example/",
                "https://ü@app.partner.example/",
                "https://app.partner.example%E3%80%82evil.test/",
                "https://app.partner.example/ü", // only hosts are turned into something else
            })
    void whatOnlyLooksLikeAHostIsNotAdmitted(String requested) {
        assertThat(RedirectUri.admits("https://app.partner.example", requested)).isFalse();
    }

    @Test
    void whatBrowsersDropFromAHostIsDropped() {
        assertThat(RedirectUri.inAscii("https://app.part\u00ADner.example/cb"))
                .isEqualTo("https://app.partner.example/cb");
        assertThat(RedirectUri.inAscii("https://app.part\u200Bner.example/cb"))
                .isEqualTo("https://app.partner.example/cb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://büch\uFF0Fer.example/",
                "https://ü..example/",
                "https://xn--ü.example/",
                "https://\u00AD/",
            })
    void aHostThatCannotExistIsNotRegistered(String written) {
        assertThat(RedirectUri.mistakeIn(written)).isPresent();
    }
}
