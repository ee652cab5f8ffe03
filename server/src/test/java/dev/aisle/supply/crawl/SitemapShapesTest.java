package dev.aisle.supply.crawl;

import static dev.aisle.supply.crawl.TestShop.html;
import static dev.aisle.supply.crawl.TestShop.redirect;
import static dev.aisle.supply.crawl.TestShop.reply;
import static dev.aisle.supply.crawl.TestShop.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sitemaps and robots.txt as shops write them, not as the standards do. Each shop sells two things.
class SitemapShapesTest extends CrawlStage {

    private static final String URLSET = "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">";

    @BeforeEach
    void twoThings() {
        shop.on("/product/shoe", html("item shoe"));
        shop.on("/product/hat", html("item hat"));
        shop.on("/product/hat?a=1&b=2", html("item hat"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // plain, and with a byte order mark and line breaks of Windows
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + URLSET
                        + "<url><loc>{shop}/product/shoe</loc></url><url><loc>{shop}/product/hat</loc></url></urlset>",
                "\u00ef\u00bb\u00bf<?xml version=\"1.0\"?>\r\n" + URLSET
                        + "\r\n<url>\r\n<loc>\r\n{shop}/product/shoe\r\n</loc>\r\n</url>"
                        + "<url><loc>  {shop}/product/hat  </loc></url></urlset>",
                // white space and a comment before the declaration
                "\n\n<?xml version=\"1.0\"?>" + URLSET
                        + "<url><loc>{shop}/product/shoe</loc></url><url><loc>{shop}/product/hat</loc></url></urlset>",
                "<!-- made by a plugin --><?xml version=\"1.0\"?>" + URLSET
                        + "<url><loc>{shop}/product/shoe</loc></url><url><loc>{shop}/product/hat</loc></url></urlset>",
                // no namespace, a wrong one, a prefix
                "<urlset><url><loc>{shop}/product/shoe</loc></url><url><loc>{shop}/product/hat</loc></url></urlset>",
                "<urlset xmlns=\"http://www.google.com/schemas/sitemap/0.84\"><url><loc>{shop}/product/shoe</loc></url>"
                        + "<url><loc>{shop}/product/hat</loc></url></urlset>",
                "<s:urlset xmlns:s=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><s:url><s:loc>{shop}/product/shoe"
                        + "</s:loc></s:url><s:url><s:loc>{shop}/product/hat</s:loc></s:url></s:urlset>",
                // CDATA, relative addresses, an address twice
                URLSET + "<url><loc><![CDATA[{shop}/product/shoe]]></loc></url>"
                        + "<url><loc>\n<![CDATA[ {shop}/product/hat ]]>\n</loc></url></urlset>",
                URLSET + "<url><loc>/product/shoe</loc></url><url><loc>product/hat</loc></url>"
                        + "<url><loc>/product/hat</loc></url></urlset>",
                // pictures and alternates beside the address
                "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\""
                        + " xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\""
                        + " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"><url><loc>{shop}/product/shoe</loc>"
                        + "<image:image><image:loc>{shop}/shoe.jpg</image:loc><image:title>A &amp; B</image:title>"
                        + "</image:image><xhtml:link rel=\"alternate\" hreflang=\"de\" href=\"{shop}/de/shoe\"/></url>"
                        + "<url><image:image><image:loc>{shop}/hat.jpg</image:loc></image:image>"
                        + "<loc>{shop}/product/hat</loc></url></urlset>",
                // prefixes nobody declared
                URLSET + "<url><loc>{shop}/product/shoe</loc><image:image><image:loc>{shop}/a.jpg</image:loc>"
                        + "</image:image></url><url><loc>{shop}/product/hat</loc></url></urlset>",
                // dates of every kind
                URLSET + "<url><loc>{shop}/product/shoe</loc><lastmod>yesterday</lastmod><priority>high</priority>"
                        + "<changefreq>often</changefreq></url><url><loc>{shop}/product/hat</loc>"
                        + "<lastmod>2026-02-30 10:00</lastmod></url></urlset>",
                // ampersands and names of HTML that XML does not know, an unclosed end
                URLSET + "<url><loc>{shop}/product/hat?a=1&b=2</loc></url><url><loc>{shop}/product/shoe</loc></url>"
                        + "</urlset>",
                URLSET + "<url><loc>{shop}/product/shoe</loc><t>Caf&eacute;</t></url><url><loc>{shop}/product/hat</loc>"
                        + "</url></urlset>",
                URLSET + "<url><loc>{shop}/product/shoe</loc></url><url><loc>{shop}/product/hat</loc></url>",
                // warnings of the program before and behind
                "<br />\n<b>Warning</b>: something in line 7<br />\n<?xml version=\"1.0\"?>" + URLSET
                        + "<url><loc>{shop}/product/shoe</loc></url><url><loc>{shop}/product/hat</loc></url></urlset>",
                URLSET + "<url><loc>{shop}/product/shoe</loc></url><url><loc>{shop}/product/hat</loc></url></urlset>"
                        + "<!-- 0.12 s -->\n<script>x</script>",
                // plain text, with and without other lines
                "{shop}/product/shoe\n{shop}/product/hat\n",
                "\u00ef\u00bb\u00bf{shop}/product/shoe\r\n\r\n{shop}/product/hat",
                // a feed
                "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>New</title><item><title>Shoe</title>"
                        + "<link>{shop}/product/shoe</link></item><item><link>{shop}/product/hat</link></item>"
                        + "</channel></rss>",
            })
    void aSitemapIsReadHoweverItIsWritten(String sitemap) throws InterruptedException {
        String text = sitemap.replace("{shop}", "http://" + shop.domain());
        boolean plain = !text.contains("<");
        shop.on("/map", reply(200, plain ? "text/plain" : "application/xml", text));
        shop.robots("Sitemap: " + shop.url("/map"));

        run();

        assertThat(reader.kept(ID)).containsExactly("hat -", "shoe -");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/xml",
                "text/html",
                "text/plain",
                "application/octet-stream",
                "application/rss+xml",
                "application/x-gzip",
                "binary/octet-stream",
                "xml",
            })
    void theTypeOfASitemapDoesNotMatter(String type) throws InterruptedException {
        shop.on(
                "/map.xml",
                reply(
                        200,
                        type,
                        xml("<url><loc>" + shop.url("/product/shoe") + "</loc></url>")
                                .body()));
        shop.robots("Sitemap: " + shop.url("/map.xml"));

        run();

        assertThat(reader.kept(ID)).containsExactly("shoe -");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sitemap: {shop}/map.xml",
                "sitemap:{shop}/map.xml",
                "SITEMAP : {shop}/map.xml",
                "Sitemap: /map.xml",
                "Sitemap: map.xml",
                "Sitemap: {shop}/map.xml # the products",
                "User-agent: *\r\nDisallow:\r\n\r\nSitemap: {shop}/map.xml\r\n",
                "User-agent: *\rDisallow: /cart\rSitemap: {shop}/map.xml",
                "\u00ef\u00bb\u00bfSitemap: {shop}/map.xml",
                "Sitemap: {shop}/none.xml\nSitemap: {shop}/map.xml",
                "Sitemap: http://elsewhere.example/sitemap.xml\nSitemap: {shop}/map.xml",
            })
    void theSitemapThatRobotsTxtNamesIsFound(String robots) throws InterruptedException {
        shop.on("/map.xml", xml("<url><loc>" + shop.url("/product/shoe") + "</loc></url>"));
        shop.on("/robots.txt", reply(200, "text/plain", robots.replace("{shop}", "http://" + shop.domain())));

        run();

        assertThat(reader.kept(ID)).containsExactly("shoe -");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sitemap.xml", "/sitemap_index.xml"})
    void aSitemapNobodyNamesIsFoundByItsUsualName(String name) throws InterruptedException {
        shop.on(name, xml("<url><loc>" + shop.url("/product/shoe") + "</loc></url>"));

        run();

        assertThat(reader.kept(ID)).containsExactly("shoe -");
    }

    @Test
    void whereAllNamedSitemapsAreElsewhereOrGoneTheUsualNamesAreTried() throws InterruptedException {
        shop.robots("Sitemap: http://elsewhere.example/sitemap.xml", "Sitemap: " + shop.url("/old.xml"));
        shop.on("/old.xml", status(404));
        shop.sitemap("/product/shoe");

        run();

        assertThat(reader.kept(ID)).containsExactly("shoe -");
    }

    @Test
    void aSitemapMayMoveAndListWhatLiesOnItsOwnHostInAnyForm() throws InterruptedException {
        shop.on("/sitemap.xml", redirect("/maps/all.xml"));
        shop.on(
                "/maps/all.xml",
                xml("<url><loc>../product/shoe</loc></url><url><loc>//" + shop.domain() + "/product/hat</loc></url>"));

        run();

        assertThat(reader.kept(ID)).containsExactly("hat -", "shoe -");
    }

    @Test
    void anHtmlPageInTheSitemapsPlaceIsNoSitemap() throws InterruptedException {
        shop.on("/sitemap.xml", html("link /product/shoe"));
        shop.on("/", html("link /product/hat"));

        run();

        assertThat(reader.kept(ID)).containsExactly("hat -");
    }

    @Test
    void aSitemapOnAnotherHostThatRobotsTxtNamesCountsForTheShopsOwnAddresses() throws InterruptedException {
        shop.robots("Sitemap: " + elsewhere.url("/shop.xml"));
        elsewhere.on(
                "/shop.xml",
                xml("<url><loc>" + shop.url("/product/shoe") + "</loc></url><url><loc>" + elsewhere.url("/product/hat")
                        + "</loc></url><url><loc>/product/hat</loc></url>"));
        elsewhere.on("/product/hat", html("item another shop's hat"));

        run();

        assertThat(reader.kept(ID)).containsExactly("shoe -");
        assertThat(elsewhere.asked()).containsExactly("/robots.txt", "/shop.xml");
        assertThat(shop.asked()).doesNotContain("/sitemap.xml");
    }

    @Test
    void anIndexOnAnotherHostMayNameFilesOfThatHostAndOfTheShop() throws InterruptedException {
        shop.robots("Sitemap: " + elsewhere.url("/index.xml"));
        elsewhere.on(
                "/index.xml",
                xml("<sitemapindex><sitemap><loc>" + elsewhere.url("/shoes.xml") + "</loc></sitemap><sitemap><loc>"
                        + shop.url("/hats.xml") + "</loc></sitemap></sitemapindex>"));
        elsewhere.on("/shoes.xml", xml("<url><loc>" + shop.url("/product/shoe") + "</loc></url>"));
        shop.on("/hats.xml", xml("<url><loc>" + shop.url("/product/hat") + "</loc></url>"));

        run();

        assertThat(reader.kept(ID)).containsExactly("hat -", "shoe -");
    }

    @Test
    void theShopsOwnIndexMayNameFilesOnAHostThatRobotsTxtNames() throws InterruptedException {
        shop.robots("Sitemap: " + shop.url("/index.xml"), "Sitemap: " + elsewhere.url("/hats.xml"));
        shop.on("/index.xml", xml(index(elsewhere.url("/shoes.xml"))));
        elsewhere.on("/hats.xml", xml("<url><loc>" + shop.url("/product/hat") + "</loc></url>"));
        elsewhere.on("/shoes.xml", xml("<url><loc>" + shop.url("/product/shoe") + "</loc></url>"));

        run();

        assertThat(reader.kept(ID)).containsExactly("hat -", "shoe -");
    }

    @Test
    void anIndexAloneVouchesForNoOtherHost() throws InterruptedException {
        shop.robots("Sitemap: " + shop.url("/index.xml"), "Sitemap: " + shop.url("/moved.xml"));
        shop.on("/index.xml", xml(index(elsewhere.url("/shoes.xml"))));
        shop.on("/moved.xml", redirect(elsewhere.url("/shoes.xml").toString()));
        elsewhere.on("/shoes.xml", xml("<url><loc>" + shop.url("/product/shoe") + "</loc></url>"));

        run();

        assertThat(reader.kept(ID)).isEmpty();
        assertThat(elsewhere.asked()).isEmpty();
    }

    @Test
    void theRobotsTxtOfTheOtherHostIsObeyed() throws InterruptedException {
        shop.robots("Sitemap: " + elsewhere.url("/private/shop.xml"));
        elsewhere.robots("User-agent: *", "Disallow: /private");
        elsewhere.on("/private/shop.xml", xml("<url><loc>" + shop.url("/product/shoe") + "</loc></url>"));

        run();

        assertThat(reader.kept(ID)).isEmpty();
        assertThat(elsewhere.asked()).containsExactly("/robots.txt");
    }

    @Test
    void theOtherHostIsAskedAtItsOwnPace() throws InterruptedException {
        shop.robots("Sitemap: " + elsewhere.url("/index.xml"));
        elsewhere.robots("User-agent: *", "Crawl-delay: 3");
        elsewhere.on("/index.xml", xml(index(elsewhere.url("/shoes.xml"))));
        elsewhere.on("/shoes.xml", xml("<url><loc>" + shop.url("/product/shoe") + "</loc></url>"));

        run();

        List<Instant> asked =
                elsewhere.requests().stream().map(TestShop.Request::at).toList();
        assertThat(asked).hasSize(3);
        assertThat(Duration.between(asked.get(1), asked.get(2))).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void anotherHostThatDoesNotAnswerHoldsNothingUp() throws InterruptedException {
        shop.robots("Sitemap: " + elsewhere.url("/shop.xml"), "Sitemap: " + shop.url("/own.xml"));
        shop.on("/own.xml", xml("<url><loc>" + shop.url("/product/hat") + "</loc></url>"));
        elsewhere.on("/shop.xml", status(503).with("Retry-After", "86400"));

        assertThat(start().run()).isEqualTo(CrawlRun.End.FINISHED);

        assertThat(reader.kept(ID)).containsExactly("hat -");
    }

    @Test
    void anotherHostWithoutRobotsTxtToBeReadHoldsNothingUp() throws InterruptedException {
        shop.robots("Sitemap: " + elsewhere.url("/shop.xml"), "Sitemap: " + shop.url("/own.xml"));
        shop.on("/own.xml", xml("<url><loc>" + shop.url("/product/hat") + "</loc></url>"));
        elsewhere.on("/robots.txt", status(500));

        assertThat(start().run()).isEqualTo(CrawlRun.End.FINISHED);

        assertThat(reader.kept(ID)).containsExactly("hat -");
        assertThat(elsewhere.asked()).containsExactly("/robots.txt");
    }
}
