package dev.aisle.devshops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LanternShopTest {

    private static final String FJELL = "/p/norrvik-fjell-3-trail-running-shoes";

    private static Street street;
    private static Visitor visitor;

    @BeforeAll
    static void open() throws IOException {
        street = Street.open(List.of(), InstantSource.system());
        visitor = Visitor.at(street, "lantern");
    }

    @AfterAll
    static void close() {
        street.close();
    }

    @Test
    void aPageHasEveryChoiceOfItsGroupWithNumbersAndOffers() {
        String page = visitor.page(FJELL);

        assertThat(page).contains("\"@type\":\"ProductGroup\"", "\"variesBy\":[\"https://schema.org/color\",");
        assertThat(visitor.all(page, "\"gtin13\":\"(\\d{13})\"")).hasSize(18).doesNotHaveDuplicates();
        assertThat(visitor.all(page, "\"mpn\":\"([^\"]+)\"").stream().distinct())
                .hasSize(3);
        assertThat(visitor.all(page, "\"price\":\"([^\"]+)\"")).hasSize(18).containsOnly("137.00");
        assertThat(page).contains("BreadcrumbList");
    }

    @Test
    void aThingWithoutChoicesIsAPlainProduct() {
        assertThat(visitor.page("/p/kestra-voltbank-10000-power-bank"))
                .contains("\"@type\":\"Product\"", "\"gtin12\":", "\"@type\":\"Brand\",\"name\":\"Kestra\"")
                .doesNotContain("ProductGroup");
    }

    @Test
    void aVisitorWhoHasThePageIsToldThatNothingChanged() {
        var first = visitor.get(FJELL);
        String tag = first.headers().firstValue("ETag").orElseThrow();
        String date = first.headers().firstValue("Last-Modified").orElseThrow();

        assertThat(visitor.get(FJELL, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(visitor.get(FJELL, "If-Modified-Since", date).statusCode()).isEqualTo(304);
        assertThat(visitor.get(FJELL, "If-None-Match", "\"other\"", "If-Modified-Since", date)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aChangedPriceMakesAnotherPage() {
        String path = "/p/asanika-ground-yoga-mat";
        var before = visitor.get(path);
        String sku = visitor.goods().stream()
                .filter(columns -> columns.get(1).equals("mat"))
                .findFirst()
                .orElseThrow()
                .getFirst();

        visitor.post("/__price?amount=1.00&sku=" + sku);
        var after = visitor.get(
                path, "If-None-Match", before.headers().firstValue("ETag").orElseThrow());

        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(after.body()).contains("\"price\":\"1.00\"");
    }

    @Test
    void theSitemapIsGzippedAndComplete() throws IOException {
        byte[] packed = visitor.bytes("/sitemap-products.xml.gz").body();
        String map;
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            map = Visitor.text(in.readAllBytes());
        }

        assertThat(visitor.locations(visitor.page("/sitemap-index.xml"))).containsExactly("/sitemap-products.xml.gz");
        assertThat(visitor.locations(map).stream().filter(path -> path.startsWith("/p/")))
                .hasSize(28);
        assertThat(map).contains("<lastmod>");
    }

    @Test
    void pagesComeCompressedToThoseWhoCanRead() throws IOException {
        var packed = visitor.bytes(FJELL, "Accept-Encoding", "gzip");

        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(Visitor.text(in.readAllBytes())).isEqualTo(visitor.page(FJELL));
        }
    }
}
