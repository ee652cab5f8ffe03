package dev.aisle.partner.source.woocommerce;

import static dev.aisle.partner.source.PlatformHttp.encoded;
import static dev.aisle.partner.source.PlatformHttp.text;

import dev.aisle.base.http.OutsideHttp;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.Api;
import dev.aisle.partner.source.AtOnce;
import dev.aisle.partner.source.Hooks;
import dev.aisle.partner.source.PlatformHttp;
import dev.aisle.partner.source.Reply;
import dev.aisle.partner.source.Source;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// A WooCommerce store by its REST API v3. The secret holds `consumer_key`, `consumer_secret` and
/// `webhook_secret`, and `plugin=yes` where the store plugin handed them out.
public final class WooCommerceSource implements Source {

    /// Half of what the store would give: a page of variable products takes a request for each of them.
    private static final int PAGE = 50;

    private static final int VARIATIONS_PAGE = 100;
    private static final int MOST_VARIATION_PAGES = 20;
    private static final int MOST_HOOKS = 100;
    private static final List<String> TOPICS =
            List.of("product.created", "product.updated", "product.deleted", "product.restored");

    private final PlatformHttp http;
    private final InstantSource time;
    private final int page;

    public WooCommerceSource(OutsideHttp http, InstantSource time) {
        this(http, time, PAGE);
    }

    /// @param page products of one request
    public WooCommerceSource(OutsideHttp http, InstantSource time, int page) {
        this.http = new PlatformHttp(http, time);
        this.time = time;
        this.page = page;
    }

    @Override
    public Platform platform() {
        return Platform.WOOCOMMERCE;
    }

    @Override
    public Checked check(Access access) {
        return switch (api(access).get("wc/v3/products?per_page=1&status=publish")) {
            case Reply.Said said -> Checked.Good.in(currency(access));
            case Reply.Unsaid unsaid -> unsaid.checked();
        };
    }

    /// By the store's settings where the key may read them, else by the first product of the public Store API.
    private String currency(Access access) {
        String said = api(access).get("wc/v3/settings/general/woocommerce_currency") instanceof Reply.Said setting
                ? text(setting.body(), "value")
                : "";
        return said.isEmpty()
                        && open(access, Map.of()).get("wc/store/v1/products?per_page=1") instanceof Reply.Said shown
                ? text(shown.body().path(0).path("prices"), "currency_code")
                : said;
    }

    @Override
    public Pulled pull(Access access, Optional<Instant> since, Optional<String> place, Consumer<List<Thing>> out) {
        Place at = Place.parse(place.orElse(""));
        Reply reply = api(access).get(list(at, since));
        if (since.isPresent()
                && reply instanceof Reply.Said said
                && said.behind().compareTo(at.behind()) > 0) {
            at = at.behind(said.behind());
            reply = api(access).get(list(at, since));
        }
        return switch (reply) {
            case Reply.Said said when said.body().isArray() -> part(access, said, at);
            case Reply.Said said -> Pulled.Later.NO_LIST;
            case Reply.Unsaid unsaid -> unsaid.pulled();
        };
    }

    private String list(Place at, Optional<Instant> since) {
        String changed = since.map(it -> "&modified_after="
                        + encoded(it.minus(at.behind())
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString()) + "&dates_are_gmt=true")
                .orElse("");
        // what left the shop window must be told apart from what did not change
        String status = since.isPresent() ? "any" : "publish";
        return "wc/v3/products?per_page=" + page + "&page=" + at.page() + "&orderby=id&order=asc&status=" + status
                + changed;
    }

    private Pulled part(Access access, Reply.Said said, Place at) {
        String first = text(said.body().path(0), "id");
        int total = said.number("x-wp-total").orElse(0);
        Optional<Integer> pages = said.number("x-wp-totalpages");
        int gone = at.total() - total;
        if (gone > 0 && total > 0 && at.page() > 1) { // things moved up, past where we have been
            int back = Math.max(1, at.page() - 1 - gone / page);
            return new Pulled.Part(List.of(), Optional.of(at.at(back, total, "").text()));
        }
        boolean repeats = !first.isEmpty() && first.equals(at.firstId());
        if (said.body().isEmpty() || repeats) {
            return pages.filter(it -> it >= at.page()).isPresent()
                    ? new Pulled.Later(
                            Reply.USUAL_WAIT,
                            "platform_error",
                            "Page " + at.page() + " of the store's products is "
                                    + (repeats ? "the page before again." : "empty, though it should not be.")
                                    + " A cache in the store may be the reason. We try again by ourselves.")
                    : new Pulled.Part(List.of(), Optional.empty());
        }
        List<Read> reads = AtOnce.each(said.body(), product -> thing(access, product));
        List<Thing> things = new ArrayList<>();
        for (Read read : reads) {
            switch (read) {
                case Read.Good good -> good.thing().ifPresent(things::add);
                case Read.Bad bad -> {
                    return bad.why();
                }
            }
        }
        boolean more = pages.map(it -> at.page() < it).orElse(said.body().size() == page);
        return new Pulled.Part(
                things, more ? Optional.of(at.at(at.page() + 1, total, first).text()) : Optional.empty());
    }

    private sealed interface Read {
        record Good(Optional<Thing> thing) implements Read {}

        record Bad(Pulled why, Told told) implements Read {}
    }

    private Read thing(Access access, JsonNode product) {
        String id = text(product, "id");
        if (!id.matches("[0-9]{1,18}")) {
            return new Read.Good(Optional.empty());
        }
        List<JsonNode> variations = new ArrayList<>();
        boolean more = WooCommerceProduct.isVariable(product);
        for (int n = 1; more && n <= MOST_VARIATION_PAGES; n++) {
            Reply reply =
                    api(access).get("wc/v3/products/" + id + "/variations?per_page=" + VARIATIONS_PAGE + "&page=" + n);
            switch (reply) {
                case Reply.Said said -> {
                    said.body().forEach(variations::add);
                    more = said.body().size() == VARIATIONS_PAGE;
                }
                case Reply.Failed failed when failed.status() == 404 -> more = false;
                case Reply.Unsaid unsaid -> {
                    return new Read.Bad(unsaid.pulled(), unsaid.told(id));
                }
            }
        }
        WooCommerceProduct reader = new WooCommerceProduct(access.merchant().id(), access.currency(), time.instant());
        return new Read.Good(Optional.of(new Thing(id, reader.listings(product, variations))));
    }

    @Override
    public boolean listen(Access access, String address) {
        forgetHooks(access, Hooks.base(address));
        for (String topic : TOPICS) {
            Map<String, String> hook = Map.of(
                    "name",
                    "Aisle " + topic,
                    "topic",
                    topic,
                    "delivery_url",
                    address,
                    "secret",
                    access.secret().get("webhook_secret"));
            if (!(api(access).post("wc/v3/webhooks", hook) instanceof Reply.Said)) {
                return false;
            }
        }
        return true;
    }

    /// Deletes the webhooks whose address begins so.
    private void forgetHooks(Access access, String prefix) {
        if (api(access).get("wc/v3/webhooks?per_page=" + MOST_HOOKS) instanceof Reply.Said hooks) {
            Hooks.at(prefix, hooks.body(), "delivery_url")
                    .forEach(id -> api(access).delete("wc/v3/webhooks/" + id + "?force=true"));
        }
    }

    @Override
    public Judged receive(Access access, Call call) {
        return WooCommerceHooks.receive(access.secret().get("webhook_secret"), call);
    }

    @Override
    public Told hear(Access access, Call call) {
        String id = text(call.json(), "id");
        if (!id.matches("[0-9]{1,18}")) {
            return new Told.Nothing();
        }
        // A body may be older than what we know: what counts is the store's own word now.
        return switch (api(access).get("wc/v3/products/" + id)) {
            case Reply.Said said ->
                switch (thing(access, said.body())) {
                    case Read.Good good ->
                        good.thing().<Told>map(Told.Changed::new).orElse(new Told.Nothing());
                    case Read.Bad bad -> bad.told();
                };
            case Reply.Unsaid unsaid -> unsaid.told(id);
        };
    }

    @Override
    public void leave(Access access, String address) {
        forgetHooks(access, address);
        if (access.secret().find("plugin").isPresent()) {
            http.get(
                    URI.create(access.store() + "/?wc-api=channel3-disconnect&store_url="
                            + encoded(access.store().toString()) + "&webhook_secret="
                            + encoded(access.secret().get("webhook_secret"))),
                    Map.of());
        }
    }

    private Api api(Access access) {
        String pair =
                access.secret().get("consumer_key") + ":" + access.secret().get("consumer_secret");
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return open(access, Map.of("Authorization", "Basic " + basic));
    }

    private Api open(Access access, Map<String, String> headers) {
        return new Api(http, access.store() + "/wp-json/", headers);
    }

    /// Where a run stands: the page to ask for, how many things there were, the first of the page before, and how far
    /// the store's clock was behind ours.
    private record Place(int page, int total, String firstId, Duration behind) {

        private static final String FORM = "([1-9][0-9]{0,6}):([0-9]{1,9}):([0-9]{0,18}):([0-9]{1,9})";

        static Place parse(String text) {
            if (!text.matches(FORM)) {
                return new Place(1, 0, "", Duration.ZERO);
            }
            String[] parts = text.split(":", -1);
            return new Place(
                    Integer.parseInt(parts[0]),
                    Integer.parseInt(parts[1]),
                    parts[2],
                    Duration.ofSeconds(Long.parseLong(parts[3])));
        }

        Place at(int newPage, int newTotal, String newFirst) {
            return new Place(newPage, newTotal, newFirst, behind);
        }

        Place behind(Duration far) {
            return new Place(page, total, firstId, far);
        }

        String text() {
            return page + ":" + total + ":" + firstId + ":" + behind.toSeconds();
        }
    }
}
