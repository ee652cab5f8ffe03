package dev.aisle.devshops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BazaarShopTest {

    private static Street street;
    private static Visitor visitor;

    @BeforeAll
    static void open() throws IOException {
        street = Street.open(List.of(), InstantSource.system());
        visitor = Visitor.at(street, "bazaar");
    }

    @AfterAll
    static void close() {
        street.close();
    }

    @Test
    void everyGoodIsReachedByLinksThatRobotsAllow() {
        Set<String> wanted = visitor.goods().stream()
                .map(columns -> visitor.path(columns.get(3)))
                .collect(Collectors.toSet());

        Set<String> found = walk();

        assertThat(found).containsAll(wanted);
        assertThat(found).hasSizeLessThan(wanted.size() * 3);
    }

    @Test
    void aPageCarriesNoMarkupAtAll() {
        for (String path : walk()) {
            assertThat(visitor.page(path))
                    .as(path)
                    .doesNotContain("ld+json", "itemprop", "itemscope", "og:", "product:price", "<meta");
        }
    }

    @Test
    void thereIsNoSitemap() {
        assertThat(visitor.get("/sitemap.xml").statusCode()).isEqualTo(404);
        assertThat(visitor.page("/robots.txt")).doesNotContain("Sitemap");
    }

    @Test
    void aPageShowsThePriceAmongOtherPrices() {
        String page = visitor.page("/index.php?route=item&id=100900");

        assertThat(page)
                .contains("<h1>LUMIO P4 128 GB SMARTPHONE GRAPHITE</h1>")
                .contains("<s>$399.00</s> $375.00")
                .contains("over $75.00")
                .contains("Model:</td><td>LM-P4-GRA-128GB");
    }

    private static Set<String> walk() {
        var seen = new HashSet<String>();
        var ahead = new ArrayDeque<String>(List.of("/"));
        while (!ahead.isEmpty()) {
            String path = ahead.removeFirst();
            for (String link : visitor.all(visitor.page(path), "href=\"([^\"]+)\"")) {
                String next = "/" + link.replace("&amp;", "&").replaceFirst("^/", "");
                boolean allowed = !next.contains("&sort=") && !next.contains("route=basket");
                if (allowed && seen.add(next)) {
                    ahead.add(next);
                }
            }
        }
        return seen;
    }
}
