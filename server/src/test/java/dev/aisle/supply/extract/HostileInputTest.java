package dev.aisle.supply.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.market.listing.Field;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.supply.crawl.FetchedPage;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A page made to hurt is read in bounded time and memory, and what can be read of it is.
@Timeout(60)
class HostileInputTest {

    private static final URI URL = URI.create("https://shop.example/thing");
    private static final String KETTLE = """
            <script type="application/ld+json">{"@type":"Product","name":"Tin Kettle",\
            "offers":{"@type":"Offer","price":"35.00","priceCurrency":"EUR"}}</script>""";

    @Test
    void jsonNestedWithoutEndIsAProblemAndNotTheEnd() {
        String deep = "{\"a\":".repeat(100_000);

        Reading reading =
                read(KETTLE + "<script type=\"application/ld+json\">" + deep + "</script><h1>Tin Kettle</h1>");

        assertThat(reading.listings()).hasSize(1);
        assertThat(reading.problems()).containsExactly("JSON-LD block 2 is not JSON and could not be repaired");
    }

    @Test
    void thingsNestedDeepInEachOtherAreReadToALimit() {
        String deep = "{\"@type\":\"Product\",\"name\":\"x\",\"isPartOf\":".repeat(300) + "1" + "}".repeat(300);

        Reading reading = read("<script type=\"application/ld+json\">" + deep + "</script><h1>Other</h1>");

        assertThat(reading.listings()).isEmpty();
    }

    @Test
    void thingsThatReferToEachOtherEnd() {
        Reading reading = read("""
                <script type="application/ld+json">{"@graph":[
                {"@id":"#a","@type":"Product","name":"Tin Kettle","offers":{"@type":"Offer","price":"35","priceCurrency":"EUR"},
                 "isPartOf":[{"@id":"#b"},{"@id":"#b"}]},
                {"@id":"#b","@type":"WebPage","mainEntity":[{"@id":"#a"},{"@id":"#a"}]}]}</script><h1>Tin Kettle</h1>""");

        assertThat(reading.listings()).hasSize(1);
    }

    @Test
    void elementsNestedDeepAreRead() {
        Reading reading = read("<div>".repeat(20_000) + "<h1>Tin Kettle</h1>" + KETTLE);

        assertThat(reading.listings()).hasSize(1);
    }

    @Test
    void microdataThatRefersToItselfEnds() {
        Reading reading = read("""
                <div id="a" itemscope itemtype="https://schema.org/Product" itemref="a b"><h1 itemprop="name">Tin Kettle</h1></div>
                <div id="b" itemprop="offers" itemscope itemtype="https://schema.org/Offer" itemref="a b">
                <span itemprop="price" content="35">35</span><meta itemprop="priceCurrency" content="EUR"></div>""");

        assertThat(reading.listings()).hasSize(1);
    }

    @Test
    void aNumberOfAMillionDigitsIsNotWrittenOut() {
        Reading reading = read("""
                <script type="application/ld+json">{"@type":"Product","name":"Tin Kettle",
                "offers":{"@type":"Offer","price":1e999999,"priceCurrency":"EUR"}}</script><h1>Tin Kettle</h1>""");

        assertThat(reading.listings())
                .allSatisfy(listing -> assertThat(listing.said(Field.PRICE)).isEmpty());
    }

    @Test
    void aPageOfManyVariantsGivesAsManyListingsAsAreAllowed() {
        StringBuilder variants = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            variants.append(i == 0 ? "" : ",").append("""
                    {"@type":"Product","name":"Tin Kettle","sku":"K-%d","offers":{"@type":"Offer","price":"35","priceCurrency":"EUR"}}
                    """.formatted(i));
        }

        Reading reading =
                read("<script type=\"application/ld+json\">{\"@type\":\"ProductGroup\",\"name\":\"Tin Kettle\","
                        + "\"hasVariant\":[" + variants + "]}</script><h1>Tin Kettle</h1>");

        assertThat(reading.listings()).hasSize(500);
    }

    @Test
    void linksAreCounted() {
        StringBuilder links = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            links.append("<a href=\"/p/").append(i).append("\">p</a>");
        }

        assertThat(read("<h1>All</h1>" + links).links()).hasSize(3_000);
    }

    @Test
    void aBodyThatIsTooLongIsCutAndSaysSo() {
        Reading reading = read(KETTLE + "<h1>Tin Kettle</h1>" + "x".repeat(8_000_001));

        assertThat(reading.listings()).hasSize(1);
        assertThat(reading.problems()).singleElement().asString().contains("cut at 8000000");
    }

    @Test
    void noiseIsReadWithoutAnException() {
        long seed = new Random().nextLong();
        System.out.println("HostileInputTest seed " + seed);
        Random random = new Random(seed);
        String page = "<h1>Tin Kettle</h1>" + KETTLE + "<div class=price>$ 12.99</div><a href='/x?y=%zz'>x</a>"
                + "<div itemscope itemtype='https://schema.org/Product'><b itemprop=name>K</b></div>";
        for (int round = 0; round < 300; round++) {
            StringBuilder noisy = new StringBuilder(page);
            for (int i = 0; i < 12; i++) {
                noisy.setCharAt(random.nextInt(noisy.length()), (char) random.nextInt(0x3000));
            }
            assertThat(read(noisy.toString())).isNotNull();
        }
    }

    @Test
    void emptyBodiesAndOtherFormatsGiveNothing() {
        for (String body : new String[] {
            "", "   ", "null", "[]", "{}", "[1,2]", "{\"products\":{}}", "<?xml version=\"1.0\"?><urlset/>", "%PDF-1.7"
        }) {
            assertThat(read(body).listings()).isEmpty();
        }
    }

    @Test
    void aPageOfThousandsOfPricesIsReadInTime() {
        StringBuilder cards = new StringBuilder("<h1>Hats</h1>");
        for (int i = 0; i < 5_000; i++) {
            cards.append("<div class=card><a href='/h")
                    .append(i)
                    .append("'><img src='/h.jpg'></a><h3><a href='/h")
                    .append(i)
                    .append("'>Hat</a></h3><span class=price>$")
                    .append(i)
                    .append(".00</span></div>");
        }

        Reading reading = read(cards.toString());

        assertThat(reading.listings()).isEmpty();
    }

    private static Reading read(String body) {
        return new Extractor()
                .read(
                        new Merchant(new MerchantId("shop"), "shop.example", "https", Optional.empty()),
                        new FetchedPage(URL, URL, 200, "text/html", Map.of(), body, Instant.EPOCH));
    }
}
