package dev.aisle.edge.catalogapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example/p",
                "HTTP://shop.example:8080/p?a=%20b#c",
                "https://shop.example/p?a[]=b",
                "https://shop.example/träume"
            })
    void anAddressIsReadAsItStands(String said) {
        assertThat(PageUrl.read(said)).isEqualTo(new PageUrl.Good(URI.create(said)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "https://shop.example/a kettle | it has a space: write %20",
                "https://shop.example/p?x=a\tb | it has a control character: write %09",
                "https://shop.example/[a] | it has a '[': write %5B",
                "https://shop.example/p?x={id} | it has a '{': write %7B",
                "https://shop.example/a\u2003kettle | it has a space: write %E2%80%83",
                "https://shop.example/100%off | a '%' stands before two hexadecimal digits: write %25 for the sign itself",
                "https://the shop.example/p | a host has no space: leave it out",
                "https://träume.example/p | a host is written in ASCII: write xn--trume-hra.example",
                "https://my_shop.example/p | my_shop.example is not the name of a host",
                "https:///p | it names no host",
                "https:// | it names no host",
                "shop.example/p | invalid or missing URL scheme: begin with https:// or http://",
                "ftp://shop.example/p | invalid or missing URL scheme: begin with https:// or http://",
                "https:/shop.example/p | it names no host"
            })
    void aBrokenOneIsToldWithItsMend(String said, String why) {
        assertThat(PageUrl.read(said)).isEqualTo(new PageUrl.Wrong(why));
    }

    @Test
    void aLongOneIsToldHowLongItMayBe() {
        assertThat(PageUrl.read("https://shop.example/" + "a".repeat(2_000)))
                .isEqualTo(new PageUrl.Wrong("it has 2021 characters: send at most 2000"));
    }
}
