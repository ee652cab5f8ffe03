package dev.aisle.supply.crawl;

import static dev.aisle.supply.crawl.TestShop.html;
import static dev.aisle.supply.crawl.TestShop.json;
import static dev.aisle.supply.crawl.TestShop.redirect;
import static dev.aisle.supply.crawl.TestShop.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How a crawl finds the products of a shop: the platform's listing, sitemaps, links.
class CrawlWaysTest extends CrawlStage {

    @Test
    void aPlatformsListingSparesThePages() throws InterruptedException {
        shop.sitemap("/product/shoe");
        shop.on(WOO, json("item shoe", "item hat", "next /wp-json/wc/store/v1/products?per_page=100&page=2"));
        shop.on("/wp-json/wc/store/v1/products?per_page=100&page=2", json("item coat"));

        run();

        assertThat(shop.asked())
                .containsExactly("/robots.txt", WOO, "/wp-json/wc/store/v1/products?per_page=100&page=2");
        assertThat(reader.kept(ID)).containsExactly("coat -", "hat -", "shoe -");
    }

    @Test
    void aListingThatRobotsForbidsIsNotTried() throws InterruptedException {
        shop.robots("User-agent: *", "Disallow: /wp-json", "Disallow: /products.json");
        shop.on(WOO, json("item shoe"));
        shop.sitemap("/product/hat");
        shop.on("/product/hat", html("item hat"));

        run();

        assertThat(shop.asked()).containsExactly("/robots.txt", "/", "/sitemap.xml", "/product/hat");
    }

    @Test
    void aListingThatRepeatsItsLastPageEnds() throws InterruptedException {
        shop.on(SHOPIFY, json("item shoe", "next /products.json?limit=250&page=2"));
        shop.on("/products.json?limit=250&page=2", json("item hat", "next /products.json?limit=250&page=3"));
        shop.on("/products.json?limit=250&page=3", json("item hat", "next /products.json?limit=250&page=3"));
        shop.on("/products.json?limit=250&page=3", json("item hat", "next /products.json?limit=250&page=2"));

        run();

        assertThat(shop.asked()).hasSize(5);
        assertThat(reader.kept(ID)).containsExactly("hat -", "shoe -");
    }

    @Test
    void whatAListingSumsUpCountsOnlyWhereItsPartsGiveNothing() throws InterruptedException {
        shop.on(WOO, json("item cup", "sum pot", "part /wp-json/pots", "item plate"));
        shop.on("/wp-json/pots", json("item pot#1", "item pot#2"));

        run();
        shop.on("/wp-json/pots", status(404));
        later(Duration.ofDays(2));
        run();

        assertThat(reader.kept(ID))
                .containsExactly("cup -", "plate -", "pot -", "pot#1 - missed 1", "pot#2 - missed 1");
        shop.on("/wp-json/pots", json("item pot#1", "item pot#2"));
        later(Duration.ofDays(2));
        run();
        assertThat(reader.kept(ID)).containsExactly("cup -", "plate -", "pot - missed 1", "pot#1 -", "pot#2 -");
    }

    @Test
    void aPartThatWasNeverThereKeepsTheSummary() throws InterruptedException {
        shop.on(WOO, json("sum pot", "part /wp-json/pots", "item plate"));
        shop.on("/wp-json/pots", status(500));

        run();

        assertThat(reader.kept(ID)).containsExactly("plate -", "pot -");
        assertThat(crawlStatus().state()).isEqualTo(CrawlStatus.State.LIVE);
    }

    @Test
    void theCurrencyOfAListingIsLearnedFromAProductPage() throws InterruptedException {
        shop.on(SHOPIFY, json("item shoe", "sample /products/gone", "sample /products/shoe"));
        shop.on("/products/shoe", html("item shoe-page", "currency EUR"));

        run();

        assertThat(shop.asked()).containsExactly("/robots.txt", WOO, SHOPIFY, "/products/gone", "/products/shoe");
        assertThat(reader.kept(ID)).containsExactly("shoe EUR");
    }

    @Test
    void aPageOfWordsWhereTheListingShouldBeIsNoListing() throws InterruptedException {
        shop.on(WOO, html("item front page"));
        shop.on(SHOPIFY, html("item front page"));
        shop.sitemap("/product/hat");
        shop.on("/product/hat", html("item hat"));

        run();

        assertThat(reader.kept(ID)).containsExactly("hat -");
    }

    @Test
    void withoutListingAndSitemapLinksAreFollowedFromTheHomePage() throws InterruptedException {
        shop.on("/", html("link /shoes", "link /shoes?sort=price", "link http://elsewhere.example/", "link /about"));
        shop.on("/shoes", html("link /", "link /shoe-1", "link /shoes?page=2", "link /cart?add-to-cart=1"));
        shop.on("/shoes?page=2", html("link /shoe-2"));
        shop.on("/shoe-1", html("item one", "link /shoe-2"));
        shop.on("/shoe-2", html("item two"));

        run();

        assertThat(shop.asked())
                .containsExactlyInAnyOrder(
                        "/robots.txt",
                        WOO,
                        SHOPIFY,
                        "/sitemap.xml",
                        "/sitemap_index.xml",
                        "/",
                        "/",
                        "/shoes",
                        "/about",
                        "/shoe-1",
                        "/shoes?page=2",
                        "/shoe-2");
        assertThat(reader.kept(ID)).containsExactly("one -", "two -");
    }

    @Test
    void aSitemapWithoutProductsIsHelpedByLinks() throws InterruptedException {
        shop.sitemap("/about", "/shoes");
        shop.on("/", html("link /shoes"));
        shop.on("/shoes", html("link /shoe-1"));
        shop.on("/shoe-1", html("item one"));

        run();

        assertThat(reader.kept(ID)).containsExactly("one -");
    }

    @Test
    void sitemapsMayBeNestedAndPacked() throws InterruptedException {
        shop.robots("Sitemap: " + shop.url("/maps.xml"));
        shop.on("/maps.xml", xml(index("/inner.xml")));
        shop.on("/inner.xml", xml(index("/products.xml.gz")));
        shop.on(
                "/products.xml.gz",
                TestShop.bytes(
                        "application/gzip",
                        gzip("<urlset><url><loc>" + shop.url("/p/1")
                                + "</loc></url><url><loc>http://elsewhere.example/p/2</loc></url></urlset>")));
        shop.on("/p/1", html("item one"));

        run();

        assertThat(reader.kept(ID)).containsExactly("one -");
        assertThat(shop.asked()).doesNotContain("/sitemap.xml");
    }

    @ParameterizedTest
    @CsvSource({
        "/?rest_route=/, /?rest_route=/wc/store/v1/products&per_page=100&page=1",
        "/index.php?rest_route=/, /index.php?rest_route=/wc/store/v1/products&per_page=100&page=1",
        "/?lang=de&rest_route=%2F, /?lang=de&rest_route=/wc/store/v1/products&per_page=100&page=1",
        "/shop/wp-json/, /shop/wp-json/wc/store/v1/products?per_page=100&page=1",
        "/index.php/wp-json, /index.php/wp-json/wc/store/v1/products?per_page=100&page=1",
    })
    void theStoreApiIsFoundWhereTheHomePageSaysItsRootIs(String root, String listing) throws InterruptedException {
        shop.on("/", html("<head><link href='" + root.replace("&", "&amp;") + "' rel='https://api.w.org/' /></head>"));
        shop.on(listing, json("item shoe"));
        shop.sitemap("/product/hat");
        shop.on("/product/hat", html("item hat"));

        run();

        assertThat(reader.kept(ID)).containsExactly("shoe -");
        assertThat(shop.asked()).containsExactly("/robots.txt", WOO, SHOPIFY, "/", listing);
    }

    @Test
    void theRootMayStandInAHeaderToo() throws InterruptedException {
        shop.on(
                "/",
                html("item no listing")
                        .with(
                                "Link",
                                "</style.css>; rel=preload, <" + shop.url("/?rest_route=/")
                                        + ">; rel=\"https://api.w.org/\""));
        shop.on("/?rest_route=/wc/store/v1/products&per_page=100&page=1", json("item shoe"));

        run();

        assertThat(reader.kept(ID)).containsExactly("shoe -");
    }

    @Test
    void aRootOnAnotherHostIsNoneOfTheShops() throws InterruptedException {
        shop.on("/", html("<link rel='https://api.w.org/' href='" + elsewhere.url("/wp-json/") + "'>"));
        elsewhere.on(WOO, json("item another shop's shoe"));

        run();

        assertThat(reader.kept(ID)).isEmpty();
        assertThat(elsewhere.asked()).isEmpty();
    }

    @Test
    void aRootThatWasFoundIsKnownFromThenOn() throws InterruptedException {
        String listing = "/?rest_route=/wc/store/v1/products&per_page=100&page=1";
        shop.on("/", html("<link rel='https://api.w.org/' href='/?rest_route=/'>"));
        shop.on(listing, json("item shoe"));
        run();
        shop.forget();
        later(Duration.ofDays(2));
        shop.on(listing, json("item shoe", "item hat"));

        run();

        assertThat(reader.kept(ID)).containsExactly("hat -", "shoe -");
        assertThat(shop.asked()).contains(listing).doesNotContain("/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/de-ch"})
    void aShopBehindAPasswordSaysSoAndWhatToDo(String locale) throws InterruptedException {
        for (String path : List.of("/", "/products.json?limit=250&page=1", "/sitemap.xml")) {
            shop.on(path, redirect(locale + "/password"));
        }
        shop.on(locale + "/password", html("link /", "opening soon"));

        run();

        CrawlStatus status = crawlStatus();
        assertThat(status.state()).isEqualTo(CrawlStatus.State.ERROR);
        assertThat(status.trouble().orElseThrow().code()).isEqualTo("insufficient_permissions");
        assertThat(status.trouble().orElseThrow().message())
                .contains("behind a password", shop.domain(), "Take the password off");
        assertThat(status.nextSyncAt().orElseThrow())
                .isBeforeOrEqualTo(time.instant().plus(Duration.ofDays(1)));
        assertThat(status.message()).contains(status.trouble().orElseThrow().message());
        assertThat(reason("/")).contains("password");
    }

    @Test
    void aShopThatTookItsPasswordOffIsReadLikeAnyOther() throws InterruptedException {
        shop.on("/", redirect("/password"), html("link /shoe"));
        shop.on(SHOPIFY, redirect("/password"), json("item shoe"));
        run();
        later(Duration.ofDays(1));

        run();

        assertThat(reader.kept(ID)).containsExactly("shoe -");
        assertThat(crawlStatus().state()).isEqualTo(CrawlStatus.State.LIVE);
        assertThat(crawlStatus().trouble()).isEmpty();
        assertThat(crawlStatus().message()).isEmpty();
    }

    @Test
    void oneAddressThatLeadsToThePasswordPageIsNoShopBehindAPassword() throws InterruptedException {
        shop.sitemap("/account");
        shop.on("/account", redirect("/password"));
        shop.on("/", html("nothing"));

        run();

        assertThat(crawlStatus().state()).isEqualTo(CrawlStatus.State.LIVE);
        assertThat(crawlStatus().message().orElseThrow()).contains("No products were found");
    }
}
