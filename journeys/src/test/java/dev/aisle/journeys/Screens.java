package dev.aisle.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.journeys.browser.Axe;
import dev.aisle.journeys.browser.Chromium;
import dev.aisle.journeys.browser.Tab;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/// Every screen of the hosted page, looked at in two brands and two directions: no finding of axe, nothing
/// wider than a small phone, every stop of the keyboard in order and seen, light, and nothing that its own
/// policy forbids. A picture of each stays behind.
final class Screens {

    private static final int MOST_BYTES = 60_000;
    private static final String SHOWN_LINES =
            "[...document.querySelectorAll('.progress p')].filter(it => it.getClientRects().length).length";
    private static final Tab.Size SMALLEST = new Tab.Size("small", 320, 640, true);

    /// Whose page it is, and in which language.
    enum Look {
        PLAIN("fjord", "en", "ltr"),
        ARABIC("marigold", "ar", "rtl");

        private final String brand;
        private final String language;
        private final String direction;

        Look(String brand, String language, String direction) {
            this.brand = brand;
            this.language = language;
            this.direction = direction;
        }
    }

    /// What the looks need of the world: a partner and a merchant each, whose shop has no plugin.
    ///
    /// @param pim what its form asks for, by the names of the fields
    record Visitor(PartnerCaller partner, String domain, Map<String, String> pim) {}

    private final Chromium chromium;
    private final PartnerSite site;
    private final Path pictures;
    private final Visitor plain;
    private final Visitor arabic;

    Screens(Chromium chromium, PartnerSite site, Visitor plain, Visitor arabic, Path pictures) {
        this.chromium = chromium;
        this.site = site;
        this.plain = plain;
        this.arabic = arabic;
        this.pictures = pictures;
        try {
            Files.createDirectories(pictures);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// A logo as partners have it, such as a mark and no more.
    static Path logo(Path folder) throws IOException {
        var image = new BufferedImage(120, 40, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(new Color(0x7a4b00));
        pen.fillOval(4, 4, 32, 32);
        pen.setColor(new Color(0xffb300));
        IntStream.range(0, 4).forEach(i -> pen.fillOval(44 + 18 * i, 12, 16, 16));
        pen.dispose();
        Path file = folder.resolve("logo.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    /// From the picker to the end, with what goes wrong on the way.
    void walk(Look look) {
        Visitor visitor = look == Look.PLAIN ? plain : arabic;
        String merchant = visitor.partner()
                .createMerchant(visitor.domain(), look == Look.PLAIN ? "Lantern Outfitters" : "متجر النور")
                .body()
                .path("customer_id")
                .asString("");
        Tab tab = chromium.open(Tab.Size.PHONE);
        URI any = session(visitor, merchant, look, "");
        look(tab.open(any), "picker", look);
        look(tab.open(URI.create(any + "&q=zzz")), "picker-nothing", look);
        URI woo = session(visitor, merchant, look, "woocommerce");
        look(tab.open(woo), "start", look);
        tab.ask("document.querySelector('main form [name=csrf]').value = 'x'");
        look(tab.pressAt("main button.main"), "refused", look);
        look(tab.open(woo).pressAt("main button.main"), "woocommerce", look);
        look(retyped(tab, "store", "elsewhere.example").pressAt("[value=consent]"), "woocommerce-wrong-store", look);
        look(retyped(tab, "store", visitor.domain()).pressAt("[value=keys]"), "woocommerce-keys", look);
        look(chromium.open(Tab.Size.PHONE).open(woo), "other-browser", look);
        tab.open(below(woo, "/done"));
        int shown = tab.ask(SHOWN_LINES).asInt(0);
        assertThat(shown).as("lines of a page that still grows").isEqualTo(1);
        look(tab, "waiting", look);
        tab.pressAt(".cancel button");
        look(tab.open(woo), "used", look);
        look(tab.open(session(visitor, merchant, look, "shopify")).pressAt("main button.main"), "shopify", look);
        for (String platform : List.of("bigcommerce", "magento")) {
            look(tab.open(session(visitor, merchant, look, platform)).pressAt("main button.main"), platform, look);
        }
        akeneo(tab, look, visitor, merchant);
        feed(tab, look, visitor, merchant);
        look(tab.open(session(visitor, merchant, look, "google")).pressAt("main button.main"), "destination", look);
        look(tab.open(URI.create(any.toString().replaceAll("/connect/[^?]+", "/connect/nobody"))), "unknown", look);
    }

    private void akeneo(Tab tab, Look look, Visitor visitor, String merchant) {
        look(tab.open(session(visitor, merchant, look, "akeneo")).pressAt("main button.main"), "akeneo", look);
        visitor.pim.forEach((field, value) -> retyped(tab, field, value));
        look(tab.pressAt("[value=test]"), "akeneo-mapping", look);
        look(retyped(tab, "currency", "?").pressAt("[value=connect]"), "akeneo-mapping-wrong", look);
        retyped(tab, "link_address", visitor.pim.getOrDefault("host", "") + "/p/{sku}");
        look(retyped(tab, "currency", "USD").pressAt("[value=connect]"), "akeneo-events", look);
        look(retyped(tab, "events_secret", "no").pressAt("[value=believe]"), "akeneo-events-wrong", look);
        tab.pressAt("[value=later]");
    }

    private void feed(Tab tab, Look look, Visitor visitor, String merchant) {
        String file = "/" + look.brand + ".tsv";
        site.put(file, ProductFile.of(visitor.domain(), 3));
        look(
                tab.open(session(visitor, merchant, look, "product_feed")).pressAt("main button.main"),
                "product-feed",
                look);
        retyped(tab, "url", site.at("/nothing.tsv").toString()).pressAt("[value=look]");
        look(tab, "product-feed-unreadable", look);
        retyped(tab, "url", site.at(file).toString()).pressAt("[value=look]");
        look(tab, "columns", look);
        tab.pressAt("[value=connect]");
        look(tab, "connected", look);
        tab.open(session(visitor, merchant, look, "product_feed")).pressAt("main button.main");
        look(tab, "manage", look);
        look(tab.pressAt("[value=end]"), "ended", look);
    }

    /// Looks at a page that a journey has come to.
    void look(Tab tab, String name, Look look) {
        String what = name + " in " + look.language;
        assertThat(tab.bytes()).as("bytes of " + what).isLessThan(MOST_BYTES);
        assertThat(tab.ask("document.documentElement.lang + ' ' + document.documentElement.dir + ' '"
                                + " + document.querySelectorAll('h1').length")
                        .asString(""))
                .as("language, direction and headings of " + what)
                .isEqualTo(look.language + " " + look.direction + " 1");
        picture(tab, name, look, Tab.Size.DESKTOP);
        assertThat(Axe.findings(tab))
                .as("findings of axe on " + what + ", desktop")
                .isEmpty();
        tab.size(SMALLEST);
        assertThat(tab.ask("document.documentElement.scrollWidth").asInt(0))
                .as("width of " + what)
                .isLessThanOrEqualTo(SMALLEST.width());
        picture(tab, name, look, Tab.Size.PHONE);
        assertThat(Axe.findings(tab))
                .as("findings of axe on " + what + ", phone")
                .isEmpty();
        keyboard(tab, what);
        assertThat(tab.complaints()).as("what the browser says of " + what).isEmpty();
    }

    private static void keyboard(Tab tab, String what) {
        List<String> stops = tab.tabStops();
        List<Integer> order = stops.stream()
                .map(it -> Integer.valueOf(it.substring(0, it.indexOf(' '))))
                .toList();
        int all = tab.ask(Tab.STOPS + ".length").asInt(0);
        assertThat(order)
                .as("order of the keyboard on " + what + ": " + stops)
                .isEqualTo(IntStream.range(0, all).boxed().toList());
        assertThat(stops).as("focus on " + what).allMatch(it -> it.contains(" seen "));
    }

    private void picture(Tab tab, String name, Look look, Tab.Size size) {
        tab.size(size);
        try {
            Files.write(
                    pictures.resolve(name + "-" + look.brand + "-" + look.language + "-" + size.name() + ".png"),
                    tab.picture());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Tab retyped(Tab tab, String field, String value) {
        tab.ask("(e => { e.focus(); e.select() })(document.getElementById('" + field + "'))");
        return tab.type(value);
    }

    private URI session(Visitor visitor, String merchant, Look look, String platform) {
        var fields = new TreeMap<String, String>();
        fields.put("redirect_uri", site.at("/done").toString());
        if (!platform.isEmpty()) {
            fields.put("platform", platform);
        }
        var minted = visitor.partner().connectSession(merchant, fields);
        return URI.create(minted.body().path("url").asString("") + "?lang=" + look.language);
    }

    private static URI below(URI session, String path) {
        return URI.create(session.toString().replace("?", path + "?"));
    }
}
