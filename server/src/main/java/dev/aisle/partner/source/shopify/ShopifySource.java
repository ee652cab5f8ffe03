package dev.aisle.partner.source.shopify;

import static dev.aisle.partner.source.PlatformHttp.encoded;
import static dev.aisle.partner.source.PlatformHttp.text;

import dev.aisle.base.http.Ask;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.base.json.Json;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.Hooks;
import dev.aisle.partner.source.Place;
import dev.aisle.partner.source.PlatformHttp;
import dev.aisle.partner.source.Reply;
import dev.aisle.partner.source.Source;
import dev.aisle.partner.source.TheirClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A Shopify store by the Admin API. A run follows the cursor of the `Link` header, so a list that shrinks
/// while it is read loses nothing.
public final class ShopifySource implements Source {

    private static final String API = "/admin/api/2025-07/";
    private static final int PAGE = 250;
    private static final Pattern CURSOR = Pattern.compile("[A-Za-z0-9_=%.-]{1,2000}");
    private static final int MOST_HOOKS = 250;
    private static final Duration BUCKET_EMPTIES = Duration.ofSeconds(20);
    private static final String ID = "[0-9]{1,19}";
    private static final Pattern CALLS = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");
    private static final List<String> TOPICS =
            List.of("products/create", "products/update", "products/delete", "app/uninstalled");
    private static final Pattern NEXT = Pattern.compile("<[^>]*[?&]page_info=([^&>]+)[^>]*>;\\s*rel=\"?next\"?");

    private final ShopifyApp app;
    private final PlatformHttp http;
    private final InstantSource time;
    private final int page;

    public ShopifySource(ShopifyApp app, OutsideHttp http, InstantSource time) {
        this(app, http, time, PAGE);
    }

    /// @param page products of one request
    public ShopifySource(ShopifyApp app, OutsideHttp http, InstantSource time, int page) {
        this.app = app;
        this.http = new PlatformHttp(http, time);
        this.time = time;
        this.page = page;
    }

    @Override
    public Platform platform() {
        return Platform.SHOPIFY;
    }

    @Override
    public Checked check(Access access) {
        return switch (send(access, "GET", "shop.json", Optional.empty())) {
            case Reply.Said said -> Checked.Good.in(text(said.body().path("shop"), "currency"));
            case Reply.Unsaid unsaid -> unsaid.checked();
        };
    }

    @Override
    public Pulled pull(Access access, Optional<Instant> since, Optional<String> place, Consumer<List<Thing>> out) {
        Place at = Place.parse(place.orElse(""), CURSOR);
        Reply reply =
                at.cursor().isEmpty() ? TheirClock.ask(since, from -> list(access, from, at)) : list(access, since, at);
        return switch (reply) {
            case Reply.Said said when said.body().path("products").isArray() -> part(access, said, at);
            case Reply.Said said -> Pulled.Later.NO_LIST;
            case Reply.Failed failed
            when failed.status() == 400 && at.mayBeginAgain() ->
                new Pulled.Part(List.of(), Optional.of(at.again().text()));
            case Reply.Unsaid unsaid -> unsaid.pulled();
        };
    }

    /// With a cursor, filters belong to the cursor.
    private Reply list(Access access, Optional<Instant> since, Place at) {
        String query = at.cursor().isEmpty()
                ? since.map(it -> "&updated_at_min=" + encoded(it.toString())).orElse("&status=active")
                : "&page_info=" + at.cursor();
        return send(access, "GET", "products.json?limit=" + page + query, Optional.empty());
    }

    private Pulled part(Access access, Reply.Said said, Place at) {
        List<Thing> things = new ArrayList<>();
        for (JsonNode product : said.body().path("products")) {
            if (text(product, "id").matches(ID)) {
                things.add(thing(access, product));
            }
        }
        Matcher next = NEXT.matcher(said.header("link").orElse(""));
        Optional<String> cursor = next.find()
                ? Optional.of(next.group(1)).filter(it -> CURSOR.matcher(it).matches() && !it.equals(at.cursor()))
                : Optional.empty();
        return new Pulled.Part(things, cursor.map(it -> at.at(it).text()), rest(said));
    }

    /// `X-Shopify-Shop-Api-Call-Limit: 39/40`: a bucket that empties in [#BUCKET_EMPTIES].
    private static Duration rest(Reply.Said said) {
        Matcher calls =
                CALLS.matcher(said.header("x-shopify-shop-api-call-limit").orElse(""));
        if (!calls.matches() || Integer.parseInt(calls.group(1)) + 1 < Integer.parseInt(calls.group(2))) {
            return Duration.ZERO;
        }
        return BUCKET_EMPTIES.dividedBy(Math.max(1, Integer.parseInt(calls.group(2))));
    }

    private Thing thing(Access access, JsonNode product) {
        return thing(access, text(product, "id"), product);
    }

    private Thing thing(Access access, String id, JsonNode product) {
        return new Thing(
                id, new ShopifyProduct(access.merchant(), access.currency(), time.instant()).listings(product));
    }

    @Override
    public boolean listen(Access access, String address) {
        forgetHooks(access, Hooks.base(address));
        for (String topic : TOPICS) {
            Map<String, ?> hook = Map.of("webhook", Map.of("topic", topic, "address", address, "format", "json"));
            if (!(send(access, "POST", "webhooks.json", Optional.of(Json.write(hook))) instanceof Reply.Said)) {
                return false;
            }
        }
        return true;
    }

    /// Deletes the webhooks whose address begins so.
    private void forgetHooks(Access access, String prefix) {
        if (send(access, "GET", "webhooks.json?limit=" + MOST_HOOKS, Optional.empty()) instanceof Reply.Said hooks) {
            Hooks.at(prefix, hooks.body().path("webhooks"), "address")
                    .forEach(id -> send(access, "DELETE", "webhooks/" + id + ".json", Optional.empty()));
        }
    }

    @Override
    public Judged receive(Access access, Call call) {
        boolean ours = call.header("x-shopify-shop-domain")
                .equalsIgnoreCase(access.store().getRawAuthority());
        if (!ours || !app.isSigned(call.body(), call.header("x-shopify-hmac-sha256"))) {
            return new Judged.Forged();
        }
        return new Judged.Genuine(
                TOPICS.contains(call.topic())
                        ? List.of(Delivery.of(call.header("x-shopify-webhook-id"), call))
                        : List.of());
    }

    @Override
    public Told hear(Access access, Call call) {
        if (call.topic().equals("app/uninstalled")) {
            return new Told.Left();
        }
        String id = text(call.json(), "id");
        if (!id.matches(ID)) {
            return new Told.Nothing();
        }
        // A body may be older than what we know: what counts is the store's own word now.
        return switch (send(access, "GET", "products/" + id + ".json", Optional.empty())) {
            case Reply.Said said ->
                new Told.Changed(thing(access, id, said.body().path("product")));
            case Reply.Unsaid unsaid -> unsaid.told(id);
        };
    }

    @Override
    public void leave(Access access, String address) {
        forgetHooks(access, address);
        app.send(
                access,
                secret ->
                        http.delete(URI.create(access.store() + "/admin/api_permissions/current.json"), token(secret)));
    }

    private Reply send(Access access, String method, String path, Optional<String> body) {
        return app.send(
                access,
                secret -> http.send(
                        method,
                        URI.create(access.store() + API + path),
                        token(secret),
                        body.map(text -> new Ask.Content("application/json", text))));
    }

    private static Map<String, String> token(Secret secret) {
        return Map.of("X-Shopify-Access-Token", secret.get("access_token"));
    }
}
