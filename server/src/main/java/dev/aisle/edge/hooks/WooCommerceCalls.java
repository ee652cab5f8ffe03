package dev.aisle.edge.hooks;

import dev.aisle.base.ids.Base62;
import dev.aisle.edge.wire.Arrivals;
import dev.aisle.edge.wire.Surface;
import dev.aisle.market.merchant.Domain;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.Connecting;
import dev.aisle.partner.connect.ConnectSession;
import dev.aisle.partner.connect.ConnectSessions;
import dev.aisle.partner.credentials.Secret;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// WooCommerce stores and the Channel3 plugin in them call here.
public final class WooCommerceCalls implements Surface {

    /// What it hands calls on to.
    public record Tables(ConnectSessions sessions, Merchants merchants) {}

    private static final Logger LOG = LoggerFactory.getLogger(WooCommerceCalls.class);
    private static final int WEBHOOK_SECRET = 32;

    private final Bodies bodies;
    private final Tables tables;
    private final Connecting connecting;
    private final List<String> allowedHosts;

    /// @param arrivals shared by all who read large bodies
    public WooCommerceCalls(Tables tables, Connecting connecting, List<String> allowedHosts, Arrivals arrivals) {
        this.bodies = new Bodies(arrivals);
        this.tables = tables;
        this.connecting = connecting;
        this.allowedHosts = List.copyOf(allowedHosts);
    }

    @Override
    public void mount(HttpRules rules) {
        rules.post("/v0/woocommerce/auth", this::keys).post("/v0/woocommerce/webhook/disconnect", this::disconnected);
        Pixels.mount(rules, "woocommerce");
    }

    /// The keys of `wc-auth`: anything but exactly 200 makes the store take them back.
    private void keys(ServerRequest request, ServerResponse response) {
        switch (bodies.json(request, 400)) {
            case Bodies.Body.Said said -> keys(said.json(), response);
            case Bodies.Body.None none -> response.status(none.status()).send();
        }
    }

    private void keys(JsonNode body, ServerResponse response) {
        String reference = body.path("user_id").asString("");
        Optional<ConnectSession> session = tables.sessions().findByReference(reference);
        Optional<Merchant> merchant = session.flatMap(it -> tables.merchants().find(it.merchant()));
        Optional<String> store = session.flatMap(ConnectSession::store);
        if (session.isEmpty()
                || merchant.isEmpty()
                || store.isEmpty()
                || !tables.sessions().redeem(reference)) {
            response.status(404).send();
            return;
        }
        Secret secret = new Secret(Map.of(
                "consumer_key", body.path("consumer_key").asString(""),
                "consumer_secret", body.path("consumer_secret").asString(""),
                "webhook_secret", Base62.random(WEBHOOK_SECRET)));
        Connecting.Outcome outcome = connecting.connect(
                merchant.get(), Platform.WOOCOMMERCE, URI.create(store.get()), secret, Optional.empty());
        switch (outcome) {
            case Connecting.Outcome.Connected connected -> {
                tables.sessions().finish(session.get().id(), ConnectSession.Ending.SUCCESS);
                response.status(200).send();
            }
            case Connecting.Outcome.Refused refused -> {
                LOG.info(
                        "wc-auth keys refused merchant={} code={}",
                        merchant.get().id(),
                        refused.code());
                response.status(400).send();
            }
        }
    }

    /// Unsigned, so it only makes us look whether the key still works.
    private void disconnected(ServerRequest request, ServerResponse response) {
        String store = request.query().first("store_url").orElse("");
        if (Domain.parse(store, allowedHosts) instanceof Domain.Parsed.Good good) {
            tables.merchants()
                    .findByDomain(good.domain().value())
                    .ifPresent(it -> connecting.check(it, Platform.WOOCOMMERCE));
        }
        response.status(200).send();
    }
}
