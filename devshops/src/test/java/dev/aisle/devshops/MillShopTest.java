package dev.aisle.devshops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MillShopTest {

    private static Street street;
    private static Visitor visitor;

    @BeforeAll
    static void open() throws IOException {
        street = Street.open(List.of(), InstantSource.system());
        visitor = Visitor.at(street, "mill");
    }

    @AfterAll
    static void close() {
        street.close();
    }

    @Test
    void pricesAreWrittenTheContinentalWay() {
        assertThat(MillShop.continental(109_900)).isEqualTo("1.099,00");
        assertThat(MillShop.continental(1_350)).isEqualTo("13,50");
        assertThat(visitor.page(addressOf("orbis-49"))).contains("1.099,00");
    }

    @Test
    void someAmountsStandInTheTextOnly() {
        String withContent = visitor.page(addressOf("q20-ii"));
        String textOnly = visitor.page(addressOf("q20"));

        assertThat(withContent + textOnly)
                .contains("itemprop=\"price\" content=\"239.00\">239,00<")
                .contains("itemprop=\"price\">189,00<");
    }

    @Test
    void anArticleIsMicrodataAndNothingElse() {
        assertThat(visitor.page(addressOf("p5-pro")))
                .contains("itemtype=\"http://schema.org/Product\"", "itemprop=\"gtin13\"", "http://schema.org/InStock")
                .doesNotContain("ld+json", "og:title");
    }

    @Test
    void theSitemapStandsAtItsUsualPlaceUnannounced() {
        assertThat(visitor.page("/robots.txt")).doesNotContain("Sitemap");
        assertThat(visitor.locations(visitor.page("/sitemap.xml")))
                .hasSize(1 + visitor.goods().size());
    }

    private static String addressOf(String family) {
        return visitor.goods().stream()
                .filter(columns -> columns.get(1).equals(family))
                .map(columns -> visitor.path(columns.get(3)))
                .findFirst()
                .orElseThrow();
    }
}
