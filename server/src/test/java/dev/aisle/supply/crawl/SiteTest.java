package dev.aisle.supply.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class SiteTest {

    @Test
    void aShopIsItsDomainWithAndWithoutWww() {
        Site site = new Site("shop.example");

        assertThat(site.holds(URI.create("https://shop.example/a"))).isTrue();
        assertThat(site.holds(URI.create("http://www.SHOP.example:80/a"))).isTrue();
        assertThat(site.holds(URI.create("https://other.shop.example/a"))).isFalse();
        assertThat(site.holds(URI.create("https://shop.example.evil.test/a"))).isFalse();
        assertThat(site.holds(URI.create("https://shop.example:8443/a"))).isFalse();
        assertThat(site.holds(URI.create("mailto:a@shop.example"))).isFalse();
    }

    @Test
    void aDomainWithAPortIsThatPortOnly() {
        Site site = new Site("127.0.0.1:8091");

        assertThat(site.holds(URI.create("http://127.0.0.1:8091/a"))).isTrue();
        assertThat(site.holds(URI.create("http://127.0.0.1:8092/a"))).isFalse();
        assertThat(site.holds(URI.create("http://127.0.0.1/a"))).isFalse();
        assertThat(site.holds(URI.create("http://localhost:8091/a"))).isFalse();
    }
}
