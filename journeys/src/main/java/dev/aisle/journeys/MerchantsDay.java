package dev.aisle.journeys;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// What a merchant does in a demo: it ties its WooCommerce store to the graph on the hosted page, without JavaScript;
/// and what an outlet then fetches.
final class MerchantsDay {

    /// Where the demo's partner takes merchants back; nobody listens there, the browser only shows the address.
    static final URI PARTNER = URI.create("http://localhost:3000/connected");

    private static final Duration LONGEST_SYNC = Duration.ofSeconds(60);
    private static final Duration LONGEST_WRITING = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final Story story;
    private final PartnerCaller partner;
    private final URI store;

    MerchantsDay(Story story, PartnerCaller partner, URI store) {
        this.story = story;
        this.partner = partner;
        this.store = store;
    }

    void connect() throws InterruptedException {
        story.chapter("4. A merchant connects its store on the hosted page");
        String merchant = partner.createMerchant(store.getAuthority(), "Kettle House")
                .body()
                .path("customer_id")
                .asString("");
        story.request(
                "POST /v0/partner/merchants/%s/connections/sessions {\"redirect_uri\":\"%s\",\"platform\":\"woocommerce\"}"
                        .formatted(merchant, PARTNER));
        var minted = partner.connectSession(merchant, Map.of("redirect_uri", PARTNER + "", "platform", "woocommerce"));
        story.answer(minted, minted.body().path("url").asString(minted.text()));
        story.expect(minted.status() == 200, "no connect session was minted");
        if (minted.status() != 200) {
            return;
        }
        var browser = new Browser(PARTNER);
        var form = browser.press(
                browser.open(URI.create(minted.body().path("url").asString(""))), "woocommerce", Map.of());
        if (form.html().contains("value=\"again\"")) {
            form = browser.press(form, "again", Map.of());
        }
        step("the hosted page asks for the store's address", form);
        var consent = browser.press(form, "consent", Map.of());
        if (consent.html().contains("Log In")) {
            consent = browser.press(consent, "Log In", Map.of());
        }
        step("the store asks its owner", consent);
        var done = browser.press(consent, "authorize", Map.of());
        step("the store has handed out a key, and the hosted page says so", done);
        var back = browser.open(done.at().resolve("finish"));
        story.say("back at the partner: " + back.at());
        story.expect("success".equals(back.query().get("status")), "the merchant did not come back with success");

        story.request("GET /v0/partner/merchants/" + merchant + "/connections   (until woocommerce is live)");
        await(LONGEST_SYNC, () -> sync(merchant, "state").equals("live"));
        var row = partner.connection(merchant, "woocommerce");
        story.say("woocommerce %s, %s, %d products; what it says goes before what was crawled"
                .formatted(
                        row.path("status").asString("?"),
                        row.path("sync").path("state").asString("?"),
                        row.path("sync").path("items_synced").asInt(0)));
        story.expect(sync(merchant, "state").equals("live"), "woocommerce did not go live");
        fed(merchant);
    }

    private void step(String what, Browser.Page page) {
        story.say("%-62s %d %s"
                .formatted(what, page.status(), page.at().getPath().replaceAll("[A-Za-z0-9_-]{43}", "...")));
    }

    private void fed(String merchant) throws InterruptedException {
        story.chapter("5. An outlet fetches the feed that is written of its products");
        await(LONGEST_WRITING, () -> !feedUrl(merchant).isEmpty());
        String url = feedUrl(merchant);
        story.expect(!url.isEmpty(), "no feed for openai was written");
        if (url.isEmpty()) {
            return;
        }
        story.request("GET " + url);
        String text = Feed.text(URI.create(url));
        story.say("%d items in OpenAI's words, packed; the first:"
                .formatted(text.lines().count()));
        story.detail(text.lines().findFirst().orElse(""));
        story.expect(text.contains("\"item_id\""), "the feed has no items");
    }

    private String sync(String merchant, String field) {
        return partner.connection(merchant, "woocommerce")
                .path("sync")
                .path(field)
                .asString("");
    }

    private String feedUrl(String merchant) {
        return partner.connection(merchant, "openai").path("feed_url").asString("");
    }

    private static void await(Duration most, BooleanSupplier condition) throws InterruptedException {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean() && System.nanoTime() - begun < most.toNanos()) {
            Thread.sleep(BETWEEN_LOOKS);
        }
    }
}
