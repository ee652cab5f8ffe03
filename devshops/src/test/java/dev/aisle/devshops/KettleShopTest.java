package dev.aisle.devshops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KettleShopTest {

    private static final String PRODUCTS = "/wp-json/wc/store/v1/products";

    private static Street street;
    private static Visitor visitor;

    @BeforeAll
    static void open() throws IOException {
        street = Street.open(List.of(), InstantSource.system());
        visitor = Visitor.at(street, "kettle");
    }

    @AfterAll
    static void close() {
        street.close();
    }

    @Test
    void theStoreApiPagesByTenAndSaysHowManyThereAre() {
        var first = visitor.get(PRODUCTS);
        var last = visitor.get(PRODUCTS + "?per_page=20&page=2");

        assertThat(first.headers().firstValue("X-WP-Total")).contains("34");
        assertThat(first.headers().firstValue("X-WP-TotalPages")).contains("4");
        assertThat(first.headers().firstValue("Link").orElseThrow()).contains("page=2", "rel=\"next\"");
        assertThat(ids(first.body())).isEqualTo(10);
        assertThat(ids(last.body())).isEqualTo(14);
        assertThat(last.headers().firstValue("Link")).isEmpty();
        assertThat(visitor.page(PRODUCTS + "?per_page=100&page=9")).isEqualTo("[]");
    }

    @Test
    void moreThanAHundredAPageIsRefused() {
        var refused = visitor.get(PRODUCTS + "?per_page=101");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("rest_invalid_param");
    }

    @Test
    void variationsAreListedByTheirParentInMinorUnits() {
        String parent = visitor.all(visitor.page(PRODUCTS + "?per_page=100"), "\"id\":(\\d+),\"name\":\"Brasa Forge")
                .getFirst();

        String variations = visitor.page(PRODUCTS + "?type=variation&parent=" + parent);

        assertThat(visitor.all(variations, "\"price\":\"(\\d+)\"")).containsExactly("3250", "4450", "5650");
        assertThat(visitor.all(variations, "\"variation\":\"([^\"]+)\""))
                .containsExactly("Diameter: 20 cm", "Diameter: 26 cm", "Diameter: 30 cm");
        assertThat(visitor.all(variations, "\"is_in_stock\":(\\w+)")).containsExactly("true", "true", "false");
        assertThat(variations).contains("?attribute_pa_diameter=26-cm");
    }

    @Test
    void aRangeOfPricesIsToldForAVariableProductOnly() {
        String one = visitor.page(PRODUCTS + "?per_page=1");
        String cartridges = visitor.page(PRODUCTS + "/103800");

        assertThat(one).contains("\"price_range\":{\"min_amount\":\"3250\",\"max_amount\":\"5650\"}");
        assertThat(cartridges).contains("\"type\":\"simple\"", "\"price_range\":null", "\"name\":\"AQ-CL3\"");
    }

    @Test
    void namesAreWrittenWithEntities() {
        assertThat(visitor.page(PRODUCTS + "?per_page=100"))
                .contains("Fig &#038; Cedar No. 4", "Hearth Pot &#8211; enamelled")
                .doesNotContain("Fig & Cedar");
    }

    @Test
    void aPageHasItsPriceDeepInAJsonLdGraph() {
        String page = visitor.page("/product/kuro-hanta-santoku-knife-17-cm/");

        assertThat(page)
                .contains("\"@graph\":[{\"@type\":\"BreadcrumbList\"")
                .contains("\"priceSpecification\":[{\"@type\":\"UnitPriceSpecification\",\"price\":\"72.00\"")
                .contains("<del>", "<ins>");
    }

    @Test
    void theWordpressSitemapLeadsToEveryProduct() {
        var maps = visitor.locations(visitor.page("/wp-sitemap.xml"));
        var products = visitor.locations(visitor.page("/wp-sitemap-posts-product-1.xml"));

        assertThat(maps).contains("/wp-sitemap-posts-product-1.xml");
        assertThat(products).hasSize(34).allMatch(path -> path.startsWith("/product/"));
        assertThat(visitor.get("/sitemap.xml").statusCode()).isEqualTo(301);
        assertThat(visitor.page("/robots.txt")).contains("Crawl-delay: 1");
    }

    private static int ids(String list) {
        return list.split("\"permalink\":", -1).length - 1;
    }
}
