package dev.aisle.partner.source.woocommerce;

import static dev.aisle.partner.source.woocommerce.WooCommerceProduct.text;

import dev.aisle.base.http.OutsideHttp;
import dev.aisle.base.json.Json;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.Source;
import dev.aisle.partner.source.woocommerce.WooCommerceClient.Reply;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A WooCommerce store by its REST API v3. The secret holds `consumer_key`, `consumer_secret` and `webhook_secret`,
/// and
/// `plugin=yes` where the store plugin handed them out.
public final class WooCommerceSource implements Source {

    private static final int PAGE = 100;
    private static final int MOST_VARIATION_PAGES = 20;
    private static final Duration USUAL_WAIT = Duration.ofSeconds(30);
    private static final Duration WAIT_FOR_THE_SILENT = Duration.ofMinutes(5);
    private static final List<String> TOPICS =
            List.of("product.created", "product.updated", "product.deleted", "product.restored");

    private final WooCommerceClient client;
    private final InstantSource time;

    public WooCommerceSource(OutsideHttp http, InstantSource time) {
        this.client = new WooCommerceClient(http);
        this.time = time;
    }

    @Override
    public Platform platform() {
        return Platform.WOOCOMMERCE;
    }

    @Override
    public Checked check(Access access) {
        return switch (client.get(access, "wc/v3/products?per_page=1&status=publish")) {
            case Reply.Json json -> new Checked.Good(currency(access));
            case Reply.Failed failed -> refused(failed);
            case Reply.Silent silent -> new Checked.Bad("store_unreachable", silent.reason());
        };
    }

    private static Checked refused(Reply.Failed failed) {
        return switch (failed.status()) {
            case 401 -> new Checked.Bad("invalid_credentials", "The store does not know this key.");
            case 403 -> new Checked.Bad("insufficient_permissions", "The key may not read products.");
            case 404 -> new Checked.Bad("platform_error", "The store has no WooCommerce REST API at this address.");
            default -> new Checked.Bad("platform_error", "The store answered " + failed.status() + ".");
        };
    }

    /// By the store's settings where the key may read them, else by the first product of the public Store API.
    private Optional<String> currency(Access access) {
        if (client.get(access, "wc/v3/settings/general/woocommerce_currency") instanceof Reply.Json setting) {
            Optional<String> said = currencyCode(text(setting.body(), "value"));
            if (said.isPresent()) {
                return said;
            }
        }
        URI products = URI.create(access.store() + "/wp-json/wc/store/v1/products?per_page=1");
        return client.getOpen(products) instanceof Reply.Json shown
                ? currencyCode(text(shown.body().path(0).path("prices"), "currency_code"))
                : Optional.empty();
    }

    private static Optional<String> currencyCode(String text) {
        return text.matches("[A-Z]{3}") ? Optional.of(text) : Optional.empty();
    }

    @Override
    public Pulled pull(Access access, Optional<Instant> since, Optional<String> place, Consumer<List<Thing>> out) {
        Place at = Place.parse(place.orElse(""));
        String changed = since.map(it -> "&modified_after="
                        + encoded(it.truncatedTo(ChronoUnit.SECONDS).toString()) + "&dates_are_gmt=true")
                .orElse("");
        // what left the shop window must be told apart from what did not change
        String status = since.isPresent() ? "any" : "publish";
        Reply reply = client.get(
                access,
                "wc/v3/products?per_page=" + PAGE + "&page=" + at.page() + "&orderby=id&order=asc&status=" + status
                        + changed);
        return switch (reply) {
            case Reply.Json json when json.body().isArray() -> part(access, json, at);
            case Reply.Json json -> new Pulled.Later(WAIT_FOR_THE_SILENT, "platform_error", "The store sent no list.");
            case Reply.Failed failed -> failed(failed);
            case Reply.Silent silent -> silent(silent);
        };
    }

    private Pulled part(Access access, Reply.Json json, Place at) {
        List<Thing> things = new ArrayList<>();
        String first = text(json.body().path(0), "id");
        if (json.body().isEmpty() || first.equals(at.firstId())) {
            return new Pulled.Part(List.of(), Optional.empty()); // the end, or a page that repeats
        }
        for (JsonNode product : json.body()) {
            switch (thing(access, product)) {
                case Read.Good good -> things.add(good.thing());
                case Read.Bad bad -> {
                    return bad.why();
                }
            }
        }
        int total = json.total().orElse(0);
        boolean shrank = at.total() > total && total > 0;
        boolean more =
                json.pages().map(pages -> at.page() < pages).orElse(json.body().size() == PAGE);
        Optional<String> next = shrank && at.page() > 1
                ? Optional.of(new Place(at.page() - 1, total, "").text()) // things moved up, past where we have been
                : more ? Optional.of(new Place(at.page() + 1, total, first).text()) : Optional.empty();
        return new Pulled.Part(things, next);
    }

    private sealed interface Read {
        record Good(Thing thing) implements Read {}

        record Bad(Pulled why) implements Read {}
    }

    private Read thing(Access access, JsonNode product) {
        List<JsonNode> variations = new ArrayList<>();
        boolean more = WooCommerceProduct.isVariable(product);
        for (int page = 1; more && page <= MOST_VARIATION_PAGES; page++) {
            Reply reply = client.get(
                    access,
                    "wc/v3/products/" + product.path("id").asLong(0) + "/variations?per_page=" + PAGE + "&page="
                            + page);
            switch (reply) {
                case Reply.Json json -> {
                    json.body().forEach(variations::add);
                    more = json.body().size() == PAGE;
                }
                case Reply.Failed failed when failed.status() == 404 -> more = false;
                case Reply.Failed failed -> {
                    return new Read.Bad(failed(failed));
                }
                case Reply.Silent silent -> {
                    return new Read.Bad(silent(silent));
                }
            }
        }
        WooCommerceProduct reader = new WooCommerceProduct(access.merchant().id(), access.currency(), time.instant());
        return new Read.Good(new Thing(text(product, "id"), reader.listings(product, variations)));
    }

    private static Pulled failed(Reply.Failed failed) {
        return switch (failed.status()) {
            case 401 -> new Pulled.Lost("invalid_credentials", "The store does not accept its key any more.");
            case 403 -> new Pulled.Lost("insufficient_permissions", "The key may not read products any more.");
            case 429, 503 ->
                new Pulled.Later(failed.pause().orElse(USUAL_WAIT), "platform_error", "The store asked us to wait.");
            default ->
                new Pulled.Later(WAIT_FOR_THE_SILENT, "platform_error", "The store answered " + failed.status() + ".");
        };
    }

    private static Pulled silent(Reply.Silent silent) {
        return new Pulled.Later(WAIT_FOR_THE_SILENT, "store_unreachable", silent.reason());
    }

    @Override
    public boolean listen(Access access, String address) {
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
            if (!(client.post(access, "wc/v3/webhooks", hook) instanceof Reply.Json)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Optional<Delivery> receive(Access access, Call call) {
        return WooCommerceHooks.receive(access.secret().get("webhook_secret"), call);
    }

    @Override
    public Told hear(Access access, Call call) {
        JsonNode product;
        try {
            product = Json.tree(call.body());
        } catch (JacksonException notJson) {
            return new Told.Nothing();
        }
        String id = text(product, "id");
        if (id.isEmpty()) {
            return new Told.Nothing();
        }
        if (call.topic().equals("product.deleted")) {
            return new Told.Changed(new Thing(id, List.of()));
        }
        // A body may be older than what we know: what counts is the store's own word now.
        return switch (client.get(access, "wc/v3/products/" + encoded(id))) {
            case Reply.Json json ->
                switch (thing(access, json.body())) {
                    case Read.Good good -> new Told.Changed(good.thing());
                    case Read.Bad bad -> new Told.NotNow(USUAL_WAIT);
                };
            case Reply.Failed failed
            when failed.status() == 404 || failed.status() == 410 -> new Told.Changed(new Thing(id, List.of()));
            case Reply.Failed failed -> new Told.NotNow(failed.pause().orElse(USUAL_WAIT));
            case Reply.Silent silent -> new Told.NotNow(USUAL_WAIT);
        };
    }

    @Override
    public void leave(Access access) {
        if (access.secret().find("plugin").isPresent()) {
            client.getOpen(URI.create(access.store() + "/?wc-api=channel3-disconnect&store_url="
                    + encoded(access.store().toString()) + "&webhook_secret="
                    + encoded(access.secret().get("webhook_secret"))));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// Where a run stands: the page to ask for, how many things there were, and the first of the page before.
    private record Place(int page, int total, String firstId) {

        static Place parse(String text) {
            String[] parts = text.split(":", -1);
            boolean known = parts.length == 3 && parts[0].matches("[0-9]{1,7}") && parts[1].matches("[0-9]{1,9}");
            return known && !parts[0].equals("0")
                    ? new Place(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts[2])
                    : new Place(1, 0, "");
        }

        String text() {
            return page + ":" + total + ":" + firstId;
        }
    }
}
