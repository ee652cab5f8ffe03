package dev.aisle.supply.crawl;

import static dev.aisle.supply.crawl.TestShop.html;
import static dev.aisle.supply.crawl.TestShop.json;
import static dev.aisle.supply.crawl.TestShop.redirect;
import static dev.aisle.supply.crawl.TestShop.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What a crawl makes of products that are no longer where they were.
class CrawlAbsenceTest extends CrawlStage {

    @Test
    void whatIsNotThereIsOutAfterOneCompleteRunAndRemovedAfterTwo() throws InterruptedException {
        shop.sitemap("/p/1", "/p/2", "/p/3");
        shop.on("/p/1", html("item one"));
        shop.on("/p/2", html("item two"));
        shop.on("/p/3", html("item three", "item four"));
        run();

        shop.sitemap("/p/1", "/p/2");
        shop.on("/p/2", status(404), status(404), status(410), html("item two"));
        later(Duration.ofDays(2));
        run();
        assertThat(reader.kept(ID)).containsExactly("four - missed 1", "one -", "three - missed 1", "two - missed 1");

        later(Duration.ofDays(2));
        run();
        assertThat(reader.kept(ID)).containsExactly("four - missed 2", "one -", "three - missed 2", "two - missed 2");

        later(Duration.ofDays(20));
        run();
        later(Duration.ofDays(20));
        run();
        assertThat(reader.kept(ID)).containsExactly("four - missed 2", "one -", "three - missed 2", "two -");
        assertThat(story("/p/3")).isPresent();
    }

    @Test
    void aProductThatLeadsToTheHomePageIsMissedAndOneThatMovedIsNot() throws InterruptedException {
        shop.sitemap("/p/1", "/p/2");
        shop.on("/", html("welcome"));
        shop.on("/p/1", html("item one"));
        shop.on("/p/2", html("item two"));
        run();

        shop.on("/p/1", redirect("/"));
        shop.on("/p/2", redirect("/things/2"));
        shop.on("/things/2", html("item two"));
        later(Duration.ofDays(2));
        run();

        assertThat(reader.kept(ID)).containsExactly("one - missed 1", "two -");
    }

    @Test
    void anItemThatLeftItsPageOrTheListingIsMissed() throws InterruptedException {
        shop.on(WOO, json("item shoe", "item hat", "next /wp-json/wc/store/v1/products?per_page=100&page=2"));
        shop.on("/wp-json/wc/store/v1/products?per_page=100&page=2", json("item coat"));
        run();

        shop.on(WOO, json("item shoe"));
        later(Duration.ofDays(2));
        run();

        assertThat(reader.kept(ID)).containsExactly("coat - missed 1", "hat - missed 1", "shoe -");
    }

    @Test
    void aRunThatDidNotSeeEverythingTakesNothingAway() throws InterruptedException {
        shop.sitemap("/p/1", "/p/2");
        shop.on("/p/1", html("item one"));
        shop.on("/p/2", html("item two"));
        run();

        shop.on("/sitemap.xml", status(500));
        shop.on("/p/2", status(404));
        later(Duration.ofDays(2));
        run();
        assertThat(reader.kept(ID)).containsExactly("one -", "two -");

        shop.sitemap("/p/1", "/p/2");
        later(Duration.ofDays(2));
        run();
        assertThat(reader.kept(ID)).containsExactly("one -", "two - missed 1");
    }

    @Test
    void aListingThatBreaksOffTakesNothingAwayAndStaysTheWay() throws InterruptedException {
        shop.on(WOO, json("item shoe", "next /wp-json/wc/store/v1/products?per_page=100&page=2"));
        shop.on("/wp-json/wc/store/v1/products?per_page=100&page=2", json("item coat"));
        run();

        shop.on("/wp-json/wc/store/v1/products?per_page=100&page=2", status(500));
        later(Duration.ofDays(2));
        shop.forget();
        run();

        assertThat(reader.kept(ID)).containsExactly("coat -", "shoe -");
        assertThat(shop.asked()).doesNotContain("/sitemap.xml");
    }

    @Test
    void aShopThatClosesItsListingIsReadFromItsPagesWithoutLoss() throws InterruptedException {
        shop.sitemap("/product/shoe", "/product/hat");
        shop.on("/product/shoe", html("item shoe"));
        shop.on("/product/hat", html("item hat"));
        shop.on(WOO, json("item shoe", "item hat"));
        run();

        shop.on(WOO, status(404));
        later(Duration.ofDays(2));
        run();

        assertThat(reader.kept(ID)).containsExactly("hat -", "shoe -");
    }
}
