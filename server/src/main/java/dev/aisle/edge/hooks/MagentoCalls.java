package dev.aisle.edge.hooks;

import dev.aisle.base.json.Json;
import dev.aisle.edge.wire.Arrivals;
import dev.aisle.edge.wire.Surface;
import dev.aisle.market.merchant.Domain;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.Connecting;
import dev.aisle.partner.credentials.Secret;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// The Magento module calls here. Its connect call is unsigned: it counts only for the merchant's own
/// domain, and only with credentials that work. What is refused is said in `detail`, a text that the module
/// shows.
public final class MagentoCalls implements Surface {

    private static final List<String> CREDENTIALS =
            List.of("consumer_key", "consumer_secret", "access_token", "access_token_secret");

    private final Bodies bodies;
    private final Merchants merchants;
    private final Connecting connecting;
    private final List<String> allowedHosts;

    /// @param arrivals shared by all who read large bodies
    public MagentoCalls(Merchants merchants, Connecting connecting, List<String> allowedHosts, Arrivals arrivals) {
        this.bodies = new Bodies(arrivals);
        this.merchants = merchants;
        this.connecting = connecting;
        this.allowedHosts = List.copyOf(allowedHosts);
    }

    @Override
    public void mount(HttpRules rules) {
        rules.post("/v0/magento/connect-via-module", this::connect);
        Pixels.mount(rules, "magento");
    }

    private void connect(ServerRequest request, ServerResponse response) {
        switch (bodies.json(request, 422)) {
            case Bodies.Body.Said said -> connect(said.json(), response);
            case Bodies.Body.None none -> refuse(response, none.status(), none.why());
        }
    }

    private void connect(JsonNode body, ServerResponse response) {
        String id = body.path("merchant_id").asString("");
        Optional<Merchant> merchant =
                id.matches("[0-9A-Za-z]{4}") ? merchants.find(new MerchantId(id)) : Optional.empty();
        Optional<URI> store =
                merchant.flatMap(it -> store(it, body.path("store_url").asString("")));
        if (store.isEmpty()) {
            refuse(response, 403, "The merchant id does not belong to this store. Check the id that you were given.");
            return;
        }
        Map<String, String> values = new TreeMap<>();
        CREDENTIALS.forEach(name -> values.put(name, body.path(name).asString("")));
        if (values.containsValue("")) {
            refuse(
                    response,
                    422,
                    "The call must have consumer_key, consumer_secret, access_token and access_token_secret.");
            return;
        }
        if (connecting.isActive(merchant.orElseThrow().id(), Platform.MAGENTO)) {
            refuse(response, 409, "This store is already connected.");
            return;
        }
        switch (connecting.connect(
                merchant.orElseThrow(), Platform.MAGENTO, store.get(), new Secret(values), Optional.empty())) {
            case Connecting.Outcome.Connected connected ->
                response.header(HeaderNames.CONTENT_TYPE, "application/json").send("{\"status\":\"connected\"}");
            case Connecting.Outcome.Refused refused ->
                refuse(response, refused.code().equals("already_connected") ? 409 : 422, refused.message());
        }
    }

    /// The store of this merchant only, at its root or in a folder.
    private Optional<URI> store(Merchant merchant, String said) {
        if (!(Domain.parse(said, allowedHosts) instanceof Domain.Parsed.Good good)
                || !good.domain().value().equals(merchant.domain())) {
            return Optional.empty();
        }
        try {
            URI address = URI.create(said.contains("://") ? said.strip() : "https://" + said.strip());
            String path =
                    address.getRawPath() == null ? "" : address.getRawPath().replaceFirst("/+$", "");
            return Optional.of(URI.create(merchant.scheme() + "://" + address.getRawAuthority() + path));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static void refuse(ServerResponse response, int status, String detail) {
        response.status(status)
                .header(HeaderNames.CONTENT_TYPE, "application/json")
                .send(Json.write(Map.of("detail", detail)));
    }
}
