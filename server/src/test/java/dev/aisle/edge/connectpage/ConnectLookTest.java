package dev.aisle.edge.connectpage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.market.partner.Branding;
import dev.aisle.market.partner.Color;
import dev.aisle.market.partner.PartnerId;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectLookTest {

    private static final int LARGEST_PAGE = 60_000;

    private ConnectStage stage;

    @BeforeAll
    void serve(@TempDir Path folder) {
        stage = new ConnectStage(folder);
    }

    @AfterAll
    void stop() {
        stage.close();
    }

    @Test
    void withoutAPlatformThereIsAPickerWithSearch() {
        String home = stage.mint(Optional.empty());
        Document all = Jsoup.parse(stage.new Browser().get(home).body());
        Document some =
                Jsoup.parse(stage.new Browser().get(home + "?q=wordpress").body());
        Document none = Jsoup.parse(stage.new Browser().get(home + "?q=zzz").body());

        assertThat(all.select(".choice .what").eachText())
                .containsExactly(
                        "Shopify",
                        "WooCommerce",
                        "Adobe Commerce (Magento)",
                        "Akeneo",
                        "Product feed",
                        "BigCommerce",
                        "OpenAI",
                        "Google Merchant Center",
                        "Microsoft Merchant Center");
        assertThat(some.select(".choice .what").eachText()).containsExactly("WooCommerce");
        assertThat(none.text()).contains("No platform matches");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "es", "fr", "ar"})
    void everyLanguageIsWholeSmallAndSound(String language) {
        stage.brandings.put(stage.partner, Optional.empty(), Color.parse("#ffd400"), Optional.empty());
        String home = stage.mint(Optional.empty());

        HttpResponse<String> answer = stage.send("GET", home, "Accept-Language", language + ";q=0.9, xx");
        Document page = Jsoup.parse(answer.body());

        assertThat(page.select("html").attr("lang")).isEqualTo(language);
        assertThat(page.select("html").attr("dir")).isEqualTo(language.equals("ar") ? "rtl" : "ltr");
        assertThat(answer.body()).doesNotContain("{0}", "<b>").contains("Brand &lt;b&gt;");
        assertThat(page.select("script, [style], [onclick]")).isEmpty();
        assertSound(page);
        int styles = page.select("link[rel=stylesheet]").stream()
                .map(link -> stage.send(
                        "GET", URI.create(home).resolve(link.attr("href")).toString()))
                .mapToInt(sheet -> {
                    assertThat(sheet.statusCode()).isEqualTo(200);
                    return sheet.body().length();
                })
                .sum();
        assertThat(answer.body().length() + styles).isLessThan(LARGEST_PAGE);
    }

    /// What axe would say of structure: one h1, a name for every control, landmarks, a language, no doubled id.
    private static void assertSound(Document page) {
        assertThat(page.title()).isNotBlank();
        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.text()).doesNotContain("{0}", "{1}", "{2}");
        assertThat(page.select("main, header, footer")).hasSize(3);
        for (Element input : page.select("input:not([type=hidden])")) {
            assertThat(page.select("label[for=" + input.id() + "]").text()).isNotBlank();
        }
        assertThat(page.select("button, a").eachText())
                .allSatisfy(text -> assertThat(text).isNotBlank());
        assertThat(page.select("img:not([alt])")).isEmpty();
        List<String> ids = page.select("[id]").eachAttr("id");
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(page.select("meta[name=viewport]").attr("content")).doesNotContain("user-scalable");
    }

    @Test
    void everyPageCarriesTheGuards() {
        HttpResponse<String> answer = stage.send("GET", stage.mint(Optional.empty()));

        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.headers().firstValue("X-Robots-Tag").orElse("")).contains("noindex");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains(
                        "default-src 'none'",
                        "frame-ancestors 'none'",
                        "form-action 'self' https://app.partner.example")
                .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
                .contains("HttpOnly", "SameSite=Lax", "Path=/connect/");
    }

    @Test
    void aLogoIsShownFromThePageItself() {
        PartnerId branded = stage.partners
                .create("Logo", List.of(ConnectStage.REGISTERED), true)
                .partner();
        stage.brandings.put(
                branded,
                Optional.of("Shown Name"),
                Color.parse("#000080"),
                Optional.of(new Branding.Logo("image/png", new byte[] {1, 2, 3})));
        String home = stage.home(stage.sessions.mint(
                branded, stage.merchant.id(), ConnectStage.BACK, Optional.empty(), Optional.empty()));

        Document page = Jsoup.parse(stage.send("GET", home).body());

        assertThat(page.select("header img").attr("src")).isEqualTo("data:image/png;base64,AQID");
        assertThat(page.select("header img").attr("alt")).isEqualTo("Shown Name");
    }
}
