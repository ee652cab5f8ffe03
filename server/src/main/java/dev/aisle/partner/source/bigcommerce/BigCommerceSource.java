package dev.aisle.partner.source.bigcommerce;

import static dev.aisle.partner.source.PlatformHttp.text;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.base.json.Json;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.Api;
import dev.aisle.partner.source.Hooks;
import dev.aisle.partner.source.Numbered;
import dev.aisle.partner.source.PlatformHttp;
import dev.aisle.partner.source.Reply;
import dev.aisle.partner.source.Signature;
import dev.aisle.partner.source.Source;
import dev.aisle.partner.source.TheirClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A BigCommerce store by its V3 catalog; the store's address is that of the API,
/// `https://api.bigcommerce.com/stores/HASH`. The secret holds `access_token` and `webhook_secret`:
/// BigCommerce signs no webhook, it sends the headers that we give it. A run follows the products' own
/// numbers upwards, so a list that changes while it is read loses nothing.
public final class BigCommerceSource implements Source {

    private static final int PAGE = 250;
    private static final int KEPT_FOR_OTHERS = 10;
    private static final String OURS = "x-aisle-hook";
    private static final List<String> SCOPES = List.of("store/product/*", "store/sku/*");

    private final PlatformHttp http;
    private final InstantSource time;
    private final int page;

    public BigCommerceSource(OutsideHttp http, InstantSource time) {
        this(http, time, PAGE);
    }

    /// @param page products of one request
    public BigCommerceSource(OutsideHttp http, InstantSource time, int page) {
        this.http = new PlatformHttp(http, time);
        this.time = time;
        this.page = page;
    }

    @Override
    public Platform platform() {
        return Platform.BIGCOMMERCE;
    }

    @Override
    public Checked check(Access access) {
        if (api(access).get("/v3/catalog/products?limit=1") instanceof Reply.Unsaid unsaid) {
            return unsaid.checked();
        }
        return switch (api(access).get("/v2/store")) {
            case Reply.Said said -> Checked.Good.in(text(said.body(), "currency"));
            case Reply.Unsaid unsaid -> unsaid.checked();
        };
    }

    @Override
    public Pulled pull(Access access, Optional<Instant> since, Optional<String> place, Consumer<List<Thing>> out) {
        long last = Numbered.last(place);
        return switch (TheirClock.ask(since, from -> api(access).get(list(last, from)))) {
            case Reply.Said said when said.body().path("data").isArray() -> part(access, said, last);
            case Reply.Said said -> Pulled.Later.NO_LIST;
            case Reply.Unsaid unsaid -> unsaid.pulled();
        };
    }

    private String list(long last, Optional<Instant> since) {
        return "/v3/catalog/products?include=variants,images&sort=id&direction=asc&limit=" + page + "&id:greater="
                + last
                + since.map(it -> "&date_modified:min=" + it.truncatedTo(ChronoUnit.SECONDS))
                        .orElse("");
    }

    private Pulled part(Access access, Reply.Said said, long last) {
        int total = said.body().path("meta").path("pagination").path("total").asInt(0);
        return Numbered.read(said.body().path("data"), total, last, it -> part(access, said, it));
    }

    private Pulled part(Access access, Reply.Said said, Numbered numbered) {
        Duration rest = said.number("x-rate-limit-requests-left")
                .filter(left -> left < KEPT_FOR_OTHERS)
                .flatMap(left -> said.number("x-rate-limit-time-reset-ms"))
                .map(Duration::ofMillis)
                .orElse(Duration.ZERO);
        return switch (brands(access, numbered.things())) {
            case Reply.Said brands -> new Pulled.Part(things(access, numbered.things(), brands), numbered.next(), rest);
            case Reply.Unsaid unsaid -> unsaid.pulled();
        };
    }

    /// Products name their brands by numbers.
    private Reply brands(Access access, List<JsonNode> products) {
        String numbers = products.stream()
                .map(it -> text(it, "brand_id"))
                .filter(it -> it.matches(Numbered.NUMBER))
                .distinct()
                .collect(Collectors.joining(","));
        return numbers.isEmpty()
                ? new Reply.Said(Json.tree("{}"), Map.of(), Duration.ZERO)
                : api(access).get("/v3/catalog/brands?limit=" + PAGE + "&id:in=" + numbers);
    }

    private List<Thing> things(Access access, List<JsonNode> products, Reply.Said brands) {
        Map<String, String> names = new HashMap<>();
        brands.body().path("data").forEach(it -> names.put(text(it, "id"), text(it, "name")));
        BigCommerceProduct reader = new BigCommerceProduct(access, names, time.instant());
        return products.stream()
                .map(it -> new Thing(text(it, "id"), reader.listings(it)))
                .toList();
    }

    @Override
    public boolean listen(Access access, String address) {
        leave(access, Hooks.base(address));
        return SCOPES.stream().allMatch(scope -> {
            Hook hook =
                    new Hook(scope, address, true, Map.of(OURS, access.secret().get("webhook_secret")));
            return api(access).post("/v3/hooks", hook) instanceof Reply.Said;
        });
    }

    private record Hook(
            String scope,
            String destination,
            @JsonProperty("is_active") boolean isActive,
            Map<String, String> headers) {}

    /// Its `hash` is the same for a repetition.
    @Override
    public Judged receive(Access access, Call call) {
        return Signature.same(access.secret().get("webhook_secret"), call.header(OURS))
                ? new Judged.Genuine(List.of(Delivery.of(text(call.json(), "hash"), call)))
                : new Judged.Forged();
    }

    @Override
    public Told hear(Access access, Call call) {
        JsonNode data = call.json().path("data");
        Optional<String> id = Stream.of(
                        text(data, "type").equals("product") ? text(data, "id") : "",
                        text(data.path("sku"), "product_id"),
                        text(data.path("inventory"), "product_id"))
                .filter(it -> it.matches(Numbered.NUMBER))
                .findFirst();
        if (id.isEmpty()) {
            return new Told.Nothing();
        }
        return switch (api(access).get("/v3/catalog/products/" + id.get() + "?include=variants,images")) {
            case Reply.Said said -> {
                JsonNode product = said.body().path("data");
                yield switch (brands(access, List.of(product))) {
                    case Reply.Said brands ->
                        new Told.Changed(
                                things(access, List.of(product), brands).getFirst());
                    case Reply.Unsaid unsaid -> new Told.NotNow(Reply.USUAL_WAIT);
                };
            }
            case Reply.Unsaid unsaid -> unsaid.told(id.get());
        };
    }

    /// Deletes the webhooks whose address begins so.
    @Override
    public void leave(Access access, String address) {
        if (api(access).get("/v3/hooks?limit=" + PAGE) instanceof Reply.Said hooks) {
            Hooks.at(address, hooks.body().path("data"), "destination")
                    .forEach(id -> api(access).delete("/v3/hooks/" + id));
        }
    }

    private Api api(Access access) {
        return new Api(
                http,
                access.store().toString(),
                Map.of("X-Auth-Token", access.secret().get("access_token")));
    }
}
