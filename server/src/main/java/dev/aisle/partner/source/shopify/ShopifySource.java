package dev.aisle.partner.source.shopify;

import static dev.aisle.partner.source.shopify.ShopifyProduct.text;

import dev.aisle.base.http.Answer;
import dev.aisle.base.http.Ask;
import dev.aisle.base.http.BodyKind;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.base.json.Json;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.Source;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A Shopify store by the Admin API. A run follows the cursor of the `Link` header, so a list that shrinks while it
/// is read
/// loses nothing.
public final class ShopifySource implements Source {

    private static final String API = "/admin/api/2025-07/";
    private static final int PAGE = 250;
    private static final int LONGEST_PLACE = 2_000;
    private static final Duration USUAL_WAIT = Duration.ofSeconds(10);
    private static final Duration WAIT_FOR_THE_SILENT = Duration.ofMinutes(5);
    private static final List<String> TOPICS =
            List.of("products/create", "products/update", "products/delete", "app/uninstalled");
    private static final Pattern NEXT = Pattern.compile("<[^>]*[?&]page_info=([^&>]+)[^>]*>;\\s*rel=\"?next\"?");

    private final ShopifyApp app;
    private final OutsideHttp http;
    private final InstantSource time;

    public ShopifySource(ShopifyApp app, OutsideHttp http, InstantSource time) {
        this.app = app;
        this.http = http;
        this.time = time;
    }

    @Override
    public Platform platform() {
        return Platform.SHOPIFY;
    }

    private sealed interface Reply {
        record Said(JsonNode body, Optional<String> next) implements Reply {}

        record Failed(int status, Duration pause) implements Reply {}

        record Silent(String reason) implements Reply {}
    }

    @Override
    public Checked check(Access access) {
        return switch (send(access, "GET", "shop.json", Optional.empty())) {
            case Reply.Said said -> {
                String currency = text(said.body().path("shop"), "currency");
                yield new Checked.Good(currency.matches("[A-Z]{3}") ? Optional.of(currency) : Optional.empty());
            }
            case Reply.Failed failed ->
                switch (failed.status()) {
                    case 401 -> new Checked.Bad("invalid_credentials", "The store does not know our access.");
                    case 403 -> new Checked.Bad("insufficient_permissions", "Our access may not read the store.");
                    default -> new Checked.Bad("platform_error", "The store answered " + failed.status() + ".");
                };
            case Reply.Silent silent -> new Checked.Bad("store_unreachable", silent.reason());
        };
    }

    @Override
    public Pulled pull(Access access, Optional<Instant> since, Optional<String> place, Consumer<List<Thing>> out) {
        String changed =
                since.map(it -> "&updated_at_min=" + encoded(it.toString())).orElse("");
        // with a cursor, filters belong to the cursor
        String query = place.filter(it -> it.matches("[A-Za-z0-9_=%.-]+") && it.length() < LONGEST_PLACE)
                .map(cursor -> "&page_info=" + cursor)
                .orElse(changed + (since.isPresent() ? "" : "&status=active"));
        return switch (send(access, "GET", "products.json?limit=" + PAGE + query, Optional.empty())) {
            case Reply.Said said
            when said.body().path("products").isArray() -> {
                List<Thing> things = new ArrayList<>();
                said.body().path("products").forEach(product -> things.add(thing(access, product)));
                Optional<String> next = said.next().filter(it -> !place.equals(Optional.of(it)));
                yield new Pulled.Part(things, next);
            }
            case Reply.Said said -> new Pulled.Later(WAIT_FOR_THE_SILENT, "platform_error", "The store sent no list.");
            case Reply.Failed failed ->
                switch (failed.status()) {
                    case 401 ->
                        new Pulled.Lost("invalid_credentials", "The store does not accept our access any more.");
                    case 403 -> new Pulled.Lost("insufficient_permissions", "We may not read products any more.");
                    default ->
                        new Pulled.Later(
                                failed.pause(), "platform_error", "The store answered " + failed.status() + ".");
                };
            case Reply.Silent silent -> new Pulled.Later(WAIT_FOR_THE_SILENT, "store_unreachable", silent.reason());
        };
    }

    private Thing thing(Access access, JsonNode product) {
        return new Thing(
                text(product, "id"),
                new ShopifyProduct(access.merchant(), access.currency(), time.instant()).listings(product));
    }

    @Override
    public boolean listen(Access access, String address) {
        for (String topic : TOPICS) {
            Map<String, ?> hook = Map.of("webhook", Map.of("topic", topic, "address", address, "format", "json"));
            if (!(send(access, "POST", "webhooks.json", Optional.of(Json.write(hook))) instanceof Reply.Said)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Optional<Delivery> receive(Access access, Call call) {
        boolean ours = call.header("x-shopify-shop-domain")
                .equalsIgnoreCase(access.store().getRawAuthority());
        return ours && app.isSigned(call.body(), call.header("x-shopify-hmac-sha256"))
                ? Optional.of(new Delivery(call.header("x-shopify-webhook-id"), TOPICS.contains(call.topic())))
                : Optional.empty();
    }

    @Override
    public Told hear(Access access, Call call) {
        if (call.topic().equals("app/uninstalled")) {
            return new Told.Left();
        }
        String id;
        try {
            id = text(Json.tree(call.body()), "id");
        } catch (JacksonException notJson) {
            return new Told.Nothing();
        }
        if (!id.matches("[0-9]{1,19}")) {
            return new Told.Nothing();
        }
        if (call.topic().equals("products/delete")) {
            return new Told.Changed(new Thing(id, List.of()));
        }
        // A body may be older than what we know: what counts is the store's own word now.
        return switch (send(access, "GET", "products/" + id + ".json", Optional.empty())) {
            case Reply.Said said -> new Told.Changed(thing(access, said.body().path("product")));
            case Reply.Failed failed when failed.status() == 404 -> new Told.Changed(new Thing(id, List.of()));
            case Reply.Failed failed -> new Told.NotNow(failed.pause());
            case Reply.Silent silent -> new Told.NotNow(USUAL_WAIT);
        };
    }

    @Override
    public void leave(Access access) {
        http.send(new Ask(
                "DELETE",
                URI.create(access.store() + "/admin/api_permissions/current.json"),
                Map.of("X-Shopify-Access-Token", access.secret().get("access_token")),
                Optional.empty(),
                BodyKind.API));
    }

    private Reply send(Access access, String method, String path, Optional<String> body) {
        Optional<Secret> secret = app.fresh(access.store(), access.secret());
        if (secret.isEmpty()) {
            return new Reply.Failed(401, USUAL_WAIT);
        }
        if (!secret.get().equals(access.secret())) {
            access.renewed().accept(secret.get());
        }
        Answer answer = http.send(new Ask(
                method,
                URI.create(access.store() + API + path),
                Map.of("X-Shopify-Access-Token", secret.get().get("access_token"), "Accept", "application/json"),
                body.map(text -> new Ask.Content("application/json", text)),
                BodyKind.API));
        return switch (answer) {
            case Answer.Got got -> read(got);
            case Answer.Refused refused -> new Reply.Silent(refused.reason());
            case Answer.TooLarge large -> new Reply.Silent(large.reason());
            case Answer.Unreachable gone -> new Reply.Silent(gone.reason());
        };
    }

    private static Reply read(Answer.Got got) {
        if (got.status() / 100 != 2) {
            Duration pause = got.header("retry-after")
                    .filter(it -> it.matches("[0-9]{1,4}(\\.[0-9]+)?"))
                    .map(it -> Duration.ofMillis((long) Math.ceil(Double.parseDouble(it) * 1_000)))
                    .orElse(USUAL_WAIT);
            return new Reply.Failed(got.status(), pause);
        }
        try {
            Matcher next = NEXT.matcher(got.header("link").orElse(""));
            return new Reply.Said(Json.tree(got.text()), next.find() ? Optional.of(next.group(1)) : Optional.empty());
        } catch (JacksonException notJson) {
            return new Reply.Silent("The store's answer is no JSON.");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
