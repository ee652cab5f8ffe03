package dev.aisle.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.journeys.browser.Tab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A merchant's way from the partner through the hosted page to the platform and back, for every platform.
///
/// @param street the sample street, with shops that have a page to log in
/// @param platforms back offices of those that have none
/// @param uploads a folder for files of the merchant
record Ways(Walk walk, Installation.OpenStreet street, Installation.OpenStreet platforms, Path uploads) {

    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final Duration PIMS_PATIENCE = Duration.ofMillis(600);

    void wooCommerce() {
        URI store = street.shop("kettle");
        String merchant = walk.merchant(store.getAuthority(), "Kettle House");
        Tab tab = walk.chromium().open(Tab.Size.PHONE);
        tab.withoutJavaScript();
        tab.open(walk.session(merchant, "woocommerce"));
        assertThat(tab.text()).contains("Connect WooCommerce", "Fjord & Co", "Kettle House");
        assertThat(walk.status(merchant, "woocommerce")).isEqualTo("not_connected");

        tab.press("Continue");
        assertThat(walk.status(merchant, "woocommerce")).isEqualTo("pending");
        tab.press("Continue").press("Log In").press("Authorize");

        assertThat(tab.awaitText("WooCommerce is connected").address().toString())
                .endsWith("/done");
        walk.backAtThePartner(tab.press("Back to Fjord & Co"), merchant, "woocommerce");
        sellsWhatTheStoreSays(store, merchant, "woocommerce");
    }

    void shopify() {
        URI store = street.shop("harbor");
        String merchant = walk.merchant(store.getAuthority(), "Harbor & Pine");
        Tab tab = walk.chromium().open(Tab.Size.DESKTOP);
        walk.accessible(tab.open(walk.session(merchant, null)));
        walk.accessible(tab.press("Shopify"));
        assertThat(walk.status(merchant, "shopify")).isEqualTo("pending");

        tab.press("Continue").press("Log in").press("Install");

        tab.awaitText("Shopify is connected");
        walk.backAtThePartner(tab.press("Back to Fjord & Co"), merchant, "shopify");
        sellsWhatTheStoreSays(store, merchant, "shopify");
    }

    /// By the keyboard alone: the file's address first, then the file itself.
    void productFeed() {
        walk.site().put("/products.tsv", ProductFile.of(walk.site().authority(), 12));
        String merchant = walk.merchant(walk.site().authority(), "The Feedery");
        Tab tab = walk.chromium().open(Tab.Size.DESKTOP);
        tab.open(walk.session(merchant, "product_feed"));
        walk.accessible(tab);
        walk.focus(tab, "Continue");
        tab.strikeAndGo("Enter");
        walk.accessible(tab);
        walk.focus(tab, "url");
        tab.type(walk.site().at("/products.tsv").toString());
        tab.strikeAndGo("Enter");
        tab.awaitText("What your columns mean").awaitText(ProductFile.title(0));
        walk.accessible(tab);
        walk.focus(tab, "Take another file");
        tab.strikeAndGo("Enter");
        upload(tab, "no product in it");
        tab.awaitText("We could not read products from this file");
        upload(tab, ProductFile.of(walk.site().authority(), 12));
        tab.awaitText("What your columns mean").awaitText(ProductFile.title(0));
        walk.focus(tab, "Connect");
        tab.strikeAndGo("Enter");
        tab.awaitText("Product feed is connected").awaitText("12 products");
        walk.focus(tab, "Back to Fjord & Co");
        tab.strikeAndGo("Enter");
        walk.backAtThePartner(tab, merchant, "product_feed");
        walk.await("the products over MCP", () -> walk.search(ProductFile.WORD).contains(ProductFile.title(3)));

        for (String destination : List.of("google", "microsoft", "openai")) {
            destination(merchant, destination);
        }

        walk.end(merchant, "product_feed");
        walk.await("the products gone", () -> !walk.search(ProductFile.WORD).contains(ProductFile.title(3)));
    }

    /// The page's script sends it and shows how far it is.
    private void upload(Tab tab, String text) {
        try {
            tab.choose(Files.writeString(uploads.resolve("products.tsv"), text));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        tab.ask("""
                new MutationObserver(() => document.querySelector('progress') && (window.name = 'shown'))
                    .observe(document.body, {childList: true, subtree: true}); window.name = ''""");
        walk.focus(tab, "Continue");
        tab.strike("Enter");
        tab.awaitTrue("how far the upload is", "window.name === 'shown'");
    }

    void destination(String merchant, String destination) {
        Tab tab = walk.chromium().open(Tab.Size.PHONE);
        walk.accessible(tab.open(walk.session(merchant, destination)).press("Continue"));
        if (!destination.equals("openai")) {
            assertThat(walk.status(merchant, destination)).isEqualTo("pending");
            tab.press("Begin");
            assertThat(walk.status(merchant, destination)).isEqualTo("active");
        }
        walk.await("a feed with the products for " + destination, () -> {
            String url = walk.partner()
                    .connection(merchant, destination)
                    .path("feed_url")
                    .asString("");
            return !url.isEmpty() && Feed.text(URI.create(url)).contains(ProductFile.title(3));
        });
        if (tab.text().contains("Look again")) {
            tab.press("Look again");
        }
        assertThat(tab.ask("document.getElementById('feed').value").asString(""))
                .isEqualTo(walk.partner()
                        .connection(merchant, destination)
                        .path("feed_url")
                        .asString("-"));
        tab.press("I have added it");
        tab.press("Back to Fjord & Co");
        walk.backAtThePartner(tab, merchant, destination);
        assertThat(walk.state(merchant, destination)).isEqualTo("live");
        walk.end(merchant, destination);
        assertThat(walk.partner()
                        .connection(merchant, destination)
                        .path("feed_url")
                        .asString(""))
                .isEmpty();
    }

    /// The store's own word reaches agents and the feed while it is connected, and no longer once it is not.
    void sellsWhatTheStoreSays(URI store, String merchant, String platform) {
        sellsWhatTheStoreSays(store, merchant, platform, "{address}");
    }

    private void sellsWhatTheStoreSays(URI store, String merchant, String platform, String address) {
        walk.await("live", () -> walk.state(merchant, platform).equals("live"));
        List<String> unit = walk.aUnit(store);
        String page = address.replace("{address}", unit.get(3)).replace("{sku}", unit.getFirst());
        walk.await("the product over MCP", () -> walk.price(page) > 0);
        walk.price(store, unit.getFirst(), "7.77");
        if (platform.equals("akeneo")) { // whose events have half a second, and are sent once
            walk.sleep(PIMS_PATIENCE);
            walk.price(store, unit.getFirst(), "7.77");
        }
        walk.await("the new price over MCP", () -> walk.price(page) == 777);
        walk.await("the feed with the new price", () -> {
            String url = walk.partner()
                    .connection(merchant, "openai")
                    .path("feed_url")
                    .asString("");
            return !url.isEmpty() && Feed.text(URI.create(url)).contains("\"7.77 ");
        });

        walk.end(merchant, platform);
        walk.talk().post(store.resolve("/__log"), Map.of(), "");
        walk.price(store, unit.getFirst(), "6.66");
        walk.sleep(QUIET);
        assertThat(walk.talk().get(store.resolve("/__log"), Map.of()).text())
                .as("what the store is still asked, beside what everybody may see")
                .doesNotContain("/wp-json/wc/v3/", "/admin/api/", "/v3/catalog/", "/api/rest/v1/");
        assertThat(walk.partner()
                        .connection(merchant, platform)
                        .path("sync")
                        .path("items_synced")
                        .asInt(-1))
                .isZero();
    }

    /// The module in the store is told what the page shows, and calls.
    void magento() {
        URI store = platforms.shop("magento");
        String merchant = walk.merchant(store.getAuthority(), "Loom & Daughters");
        Tab tab = walk.chromium().open(Tab.Size.DESKTOP);
        tab.open(walk.session(merchant, "magento"));
        assertThat(walk.status(merchant, "magento")).isEqualTo("not_connected");
        tab.press("Continue");
        assertThat(walk.status(merchant, "magento")).isEqualTo("pending");
        tab.press("I have done it").awaitText("Your store has not called us yet");
        var call = new TreeMap<>(office(store));
        call.put("merchant_id", shown(tab, "merchant"));
        call.put("store_url", store.toString());
        assertThat(walk.talk()
                        .post(URI.create(shown(tab, "address") + "/v0/magento/connect-via-module"), Map.of(), call)
                        .status())
                .isEqualTo(200);

        tab.press("I have done it").awaitText("Adobe Commerce (Magento) is connected");

        walk.backAtThePartner(tab.press("Back to Fjord & Co"), merchant, "magento");
        sellsWhatIsOnTheShelf(store, merchant, "magento", "{address}");
    }

    void akeneo() {
        URI pim = platforms.shop("akeneo");
        String merchant = walk.merchant(pim.getAuthority(), "Quarry & Sons");
        Tab tab = walk.chromium().open(Tab.Size.PHONE);
        tab.open(walk.session(merchant, "akeneo")).press("Continue");
        assertThat(walk.status(merchant, "akeneo")).isEqualTo("pending");
        Map<String, String> access = office(pim);
        tab.fill("Address of the PIM", pim.toString())
                .fill("Client id", access.getOrDefault("client_id", ""))
                .fill("Secret", access.getOrDefault("client_secret", ""))
                .fill("User name", access.getOrDefault("username", ""))
                .fill("Password", access.getOrDefault("password", ""))
                .press("Test the connection");
        tab.awaitText("What your attributes mean");
        walk.accessible(tab);
        tab.fill("Or the address of the page", pim + "/p/{sku}")
                .fill("Currency", "USD")
                .press("Connect");

        tab.awaitText("have changes told at once");
        walk.accessible(tab);
        tab.fill("Secret of the event subscription", subscribed(pim, shown(tab, "events_url")))
                .press("Save the secret");

        tab.awaitText("Akeneo is connected");

        walk.backAtThePartner(tab.press("Back to Fjord & Co"), merchant, "akeneo");
        sellsWhatTheStoreSays(pim, merchant, "akeneo", pim + "/p/{sku}");
    }

    void bigCommerce() {
        URI store = platforms.shop("bigcommerce");
        String merchant = walk.merchant(store.getAuthority(), "Granary Goods");
        Tab tab = walk.chromium().open(Tab.Size.PHONE);
        tab.withoutJavaScript();
        tab.open(walk.session(merchant, "bigcommerce")).press("Continue");
        assertThat(walk.status(merchant, "bigcommerce")).isEqualTo("pending");
        tab.fill("API path", store + "/v3/")
                .fill("Access token", office(store).getOrDefault("access_token", ""))
                .press("Connect");

        tab.awaitText("BigCommerce is connected");

        walk.backAtThePartner(tab.press("Back to Fjord & Co"), merchant, "bigcommerce");
        sellsWhatTheStoreSays(store, merchant, "bigcommerce");
    }

    /// For platforms that call nobody: their price is asked for every hour.
    private void sellsWhatIsOnTheShelf(URI store, String merchant, String platform, String address) {
        walk.await("live", () -> walk.state(merchant, platform).equals("live"));
        List<String> unit = walk.aUnit(store);
        String page = address.replace("{address}", unit.get(3)).replace("{sku}", unit.getFirst());
        long cents = Math.round(Double.parseDouble(unit.get(5)) * 100);
        walk.await("the product over MCP", () -> walk.price(page) == cents);
        walk.await("the feed with the product", () -> feed(merchant).contains(page));

        walk.end(merchant, platform);
        walk.await("the product gone", () -> walk.price(page) < 0);
        assertThat(synced(merchant, platform)).isZero();
    }

    private String feed(String merchant) {
        String url =
                walk.partner().connection(merchant, "openai").path("feed_url").asString("");
        return url.isEmpty() ? "" : Feed.text(URI.create(url)).replace("\\/", "/");
    }

    private int synced(String merchant, String platform) {
        return walk.partner()
                .connection(merchant, platform)
                .path("sync")
                .path("items_synced")
                .asInt(-1);
    }

    private static String shown(Tab tab, String field) {
        return tab.ask("document.getElementById('" + field + "').value").asString("");
    }

    /// The secret that a PIM shows to who enters that address for its events.
    private String subscribed(URI pim, String address) {
        return walk.talk()
                .post(
                        pim.resolve("/__office/subscribe?url=" + URLEncoder.encode(address, StandardCharsets.UTF_8)),
                        Map.of(),
                        "")
                .text()
                .strip();
    }

    /// What the form for a PIM asks for, by the names of its fields.
    Map<String, String> accessTo(Installation.OpenStreet opened) {
        URI pim = opened.shop("akeneo");
        var access = new TreeMap<>(office(pim));
        access.put("host", pim.toString());
        return access;
    }

    /// What the platform's own back office gives for us.
    private Map<String, String> office(URI store) {
        String said =
                walk.talk().post(store.resolve("/__office/key"), Map.of(), "").text();
        return List.of(said.strip().split("&", -1)).stream()
                .collect(Collectors.toMap(
                        pair -> pair.substring(0, pair.indexOf('=')),
                        pair -> java.net.URLDecoder.decode(
                                pair.substring(pair.indexOf('=') + 1), StandardCharsets.UTF_8)));
    }
}
