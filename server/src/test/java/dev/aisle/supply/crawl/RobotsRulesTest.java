package dev.aisle.supply.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RobotsRulesTest {

    @Test
    void ourOwnGroupCountsInAnyCaseAndTheOthersDoNot() {
        RobotsRules rules = rules("""
                User-agent: *
                Disallow: /

                User-agent: AISLEBOT
                Disallow: /cart

                User-agent: SomebodyElse
                Disallow: /shop
                """);

        assertThat(rules.allows(url("/shop"))).isTrue();
        assertThat(rules.allows(url("/cart/1"))).isFalse();
    }

    @Test
    void aLongerNameThatBeginsLikeOursIsNotUs() {
        RobotsRules rules = rules("User-agent: AisleBotImages\nDisallow: /\n");

        assertThat(rules.allows(url("/shop"))).isTrue();
    }

    @Test
    void groupsThatNameUsAreMerged() {
        RobotsRules rules = rules("""
                User-agent: aislebot
                Disallow: /a

                User-agent: other
                Disallow: /b

                User-agent: aislebot
                Disallow: /c
                """);

        assertThat(rules.allows(url("/a"))).isFalse();
        assertThat(rules.allows(url("/b"))).isTrue();
        assertThat(rules.allows(url("/c"))).isFalse();
    }

    @Test
    void theLongestMatchWinsAndAllowWinsTies() {
        RobotsRules rules = rules("""
                User-agent: *
                Disallow: /p
                Allow: /products/
                Disallow: /page
                Allow: /page
                Disallow: /*?sort=
                Disallow: /*.pdf$
                """);

        assertThat(rules.allows(url("/private"))).isFalse();
        assertThat(rules.allows(url("/products/1"))).isTrue();
        assertThat(rules.allows(url("/page"))).isTrue();
        assertThat(rules.allows(url("/products/?sort=price"))).isTrue();
        assertThat(rules.allows(url("/list?sort=price"))).isFalse();
        assertThat(rules.allows(url("/a.pdf"))).isFalse();
        assertThat(rules.allows(url("/a.pdf?x"))).isTrue();
    }

    @Test
    void pathsAreComparedAfterPercentEncoding() {
        RobotsRules rules = rules("User-agent: *\nDisallow: /größe\nDisallow: /a%3cb\n");

        assertThat(rules.allows(url("/gr%C3%B6%C3%9Fe/1"))).isFalse();
        assertThat(rules.allows(url("/a%3Cb"))).isFalse();
        assertThat(rules.allows(url("/GR%C3%B6%C3%9Fe"))).isTrue();
    }

    @Test
    void linesOutsideAnyGroupForbidNothing() {
        RobotsRules rules = rules("Disallow: /a\nthis is no line\nUser-agent: *\nDisallow: /b\n");

        assertThat(rules.allows(url("/a"))).isTrue();
        assertThat(rules.allows(url("/b"))).isFalse();
    }

    @Test
    void theRobotsTxtItselfMayAlwaysBeAskedFor() {
        assertThat(rules("User-agent: *\nDisallow: /\n").allows(url("/robots.txt")))
                .isTrue();
    }

    @Test
    void aLongCrawlDelayForbidsNothing() {
        RobotsRules rules = rules("User-agent: *\nCrawl-delay: 3600\nDisallow: /a\n");

        assertThat(rules.crawlDelay()).isEqualTo(Duration.ofHours(1));
        assertThat(rules.allows(url("/b"))).isTrue();
        assertThat(rules("").crawlDelay()).isEqualTo(Duration.ZERO);
    }

    @Test
    void sitemapsCountAnywhere() {
        RobotsRules rules = rules("""
                Sitemap: https://shop.example/one.xml
                User-agent: other
                Disallow: /
                sitemap: https://shop.example/two.xml
                """);

        assertThat(rules.sitemaps()).containsExactly("https://shop.example/one.xml", "https://shop.example/two.xml");
    }

    private static RobotsRules rules(String text) {
        return RobotsRules.parse(text, url("/robots.txt"), "AisleBot");
    }

    private static URI url(String path) {
        return URI.create("https://shop.example" + path);
    }
}
