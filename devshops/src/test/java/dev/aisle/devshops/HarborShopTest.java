package dev.aisle.devshops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HarborShopTest {

    private static Street street;
    private static Visitor visitor;

    @BeforeAll
    static void open() throws IOException {
        street = Street.open(List.of(), InstantSource.system());
        visitor = Visitor.at(street, "harbor");
    }

    @AfterAll
    static void close() {
        street.close();
    }

    @Test
    void pagingThroughProductsJsonMeetsEveryProductOnceAndThenNothing() {
        var handles = new ArrayList<String>();
        for (int page = 1; page <= 3; page++) {
            handles.addAll(
                    visitor.all(visitor.page("/products.json?limit=15&page=" + page), "\"handle\":\"([^\"]+)\""));
        }

        assertThat(handles).hasSize(34).doesNotHaveDuplicates();
        assertThat(visitor.page("/products.json?limit=15&page=4")).isEqualTo("{\"products\":[]}");
    }

    @Test
    void productsJsonHasNeitherCurrencyNorBarcodeButTheJsFileHasBarcodesAndCents() {
        String list = visitor.page("/products.json?limit=250");
        var script = visitor.get("/products/fjell-2-trail-runner.js");

        assertThat(list).contains("\"price\":\"119.00\"").doesNotContain("barcode", "USD", "currency");
        assertThat(script.body()).contains("\"price\":11900", "\"barcode\":\"952100010000");
    }

    @Test
    void aProductWithoutOptionsIsOneVariantCalledDefaultTitle() {
        assertThat(visitor.page("/products/tarn-2p-tent.json"))
                .contains("\"title\":\"Default Title\"", "\"option2\":null", "\"name\":\"Title\"");
    }

    @Test
    void aPageTellsPriceAndCurrencyOfTheVariantAskedFor() {
        var unit = visitor.goods().stream()
                .filter(columns ->
                        columns.get(1).equals("bottle") && columns.get(2).equals("Rust / 1 l"))
                .findFirst()
                .orElseThrow();

        String page = visitor.page(visitor.path(unit.get(3)));

        assertThat(page)
                .contains("<meta property=\"og:price:amount\" content=\"38.00\">")
                .contains("<meta property=\"og:price:currency\" content=\"USD\">")
                .contains("Sold out")
                .doesNotContain("application/ld+json");
    }

    @Test
    void theSitemapIndexLeadsToEveryProductPage() {
        var maps = visitor.locations(visitor.page("/sitemap.xml"));
        var products = visitor.locations(visitor.page(maps.getFirst())).stream()
                .filter(path -> path.startsWith("/products/"))
                .toList();

        assertThat(maps).hasSize(3);
        assertThat(products)
                .hasSize(34)
                .allSatisfy(path -> assertThat(visitor.get(path).statusCode()).isEqualTo(200));
    }

    @Test
    void robotsKeepCartAndSearchToThemselves() {
        assertThat(visitor.page("/robots.txt")).contains("Disallow: /cart", "Sitemap: " + visitor.origin());
    }

    @Test
    void anUnknownHandleIsNotFound() {
        assertThat(visitor.get("/products/nothing").statusCode()).isEqualTo(404);
        assertThat(visitor.get("/products/nothing.js").statusCode()).isEqualTo(404);
    }
}
