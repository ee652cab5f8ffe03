package dev.aisle.supply.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/product/blue-shoe/",
                "/products/blue-shoe",
                "/de/produkt/blauer-schuh",
                "/p/12",
                "/collections/all/products/blue-shoe",
                "/index.php?route=product/product&product_id=42"
            })
    void aProductPageIsLikely(String path) {
        assertThat(Addresses.rank(url(path))).isEqualTo(Addresses.LIKELY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/blog/shoes", "/category/shoes", "/pages/about-us", "/product-category/shoes", "/tag/x"})
    void otherPagesComeLast(String path) {
        assertThat(Addresses.rank(url(path))).isEqualTo(Addresses.UNLIKELY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/blue-shoe.html", "/shoes/blue", "/products"})
    void mostPagesMayBeEither(String path) {
        assertThat(Addresses.rank(url(path))).isEqualTo(Addresses.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/shoes?sort=price",
                "/shoes?page=2&orderby=date",
                "/shoes?filter_size=42",
                "/shoes?f%5Bcolor%5D=blue",
                "/shoes?PHPSESSID=abc",
                "/shoes;jsessionid=1?x=1",
                "/?add-to-cart=4",
                "/shoes?a=1&b=2&c=3&d=4&e=5&f=6",
                "/shoes?page=99999",
                "/shoes/page/4000/",
                "/shoe.jpg",
                "/manual.PDF",
                "/search?q=shoe",
                "/products/shoe?variant=12"
            })
    void theManyFacesOfAPageAreNotFollowed(String path) {
        assertThat(Addresses.isWorthFollowing(url(path))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/shoes",
                "/shoes?page=2",
                "/index.php?route=product/product&language=en-gb&path=20&product_id=42",
                "/shop.asp?dept=7&id=12",
                "/shoe.html"
            })
    void pagesOfTheirOwnAre(String path) {
        assertThat(Addresses.isWorthFollowing(url(path))).isTrue();
    }

    @Test
    void aListGoesOnInItsNextPage() {
        assertThat(Addresses.isNextPage(url("/shoes?page=2"))).isTrue();
        assertThat(Addresses.isNextPage(url("/shoes/page/3/"))).isTrue();
        assertThat(Addresses.isNextPage(url("/pages/about"))).isFalse();
    }

    private static URI url(String path) {
        return URI.create("https://shop.example" + path);
    }
}
