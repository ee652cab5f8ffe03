package dev.aisle.edge.connectpage;

import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.Connecting;
import dev.aisle.partner.connect.ConnectSessions;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.source.shopify.ShopifyApp;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Shopify: the shop's name; then the shop asks its owner to install our app. Shopify knows one way back
/// only, so the state names the session too.
final class ShopifyFlow implements Flow {

    static final String WAY_BACK = "/oauth/shopify";
    static final char IN_STATE = '.';

    private final ShopifyApp app;
    private final ConnectSessions sessions;
    private final Connecting connecting;
    private final List<String> allowedHosts;
    private final URI base;

    /// @param base the public address of the page, without a slash at the end
    ShopifyFlow(ShopifyApp app, ConnectSessions sessions, Connecting connecting, List<String> allowedHosts, URI base) {
        this.app = app;
        this.sessions = sessions;
        this.connecting = connecting;
        this.allowedHosts = List.copyOf(allowedHosts);
        this.base = base;
    }

    @Override
    public Platform platform() {
        return Platform.SHOPIFY;
    }

    @Override
    public Form form(Visit visit) {
        String domain = visit.merchant().domain();
        return form(visit, ShopifyApp.isShop(domain) || isAllowed(domain) ? domain : "");
    }

    private static Form form(Visit visit, String shop) {
        return new Form(
                Platform.SHOPIFY.slug(),
                visit.text("shopify.title"),
                visit.text("shopify.lead"),
                null,
                List.of(new Form.Field(
                        "shop", visit.text("shopify.shop"), "text", shop, visit.text("shopify.shop.hint"), true)),
                List.of(new Form.Button("install", visit.text("continue"), true, false)));
    }

    @Override
    public Step submit(Visit visit, Map<String, String> fields) {
        String said = fields.getOrDefault("shop", "").strip().toLowerCase(Locale.ROOT);
        String shop = said.replaceFirst("^https?://", "").replaceFirst("/+$", "");
        boolean own = isAllowed(shop) && shop.equals(visit.merchant().domain());
        if (!ShopifyApp.isShop(shop) && !own) {
            return new Step.Show(form(visit, said).with(visit.text("problem.shop")));
        }
        URI store = URI.create((own ? visit.merchant().scheme() : "https") + "://" + shop);
        String reference = sessions.refer(visit.session().id(), store.toString());
        String token = visit.home().getPath().substring(visit.home().getPath().lastIndexOf('/') + 1);
        return new Step.Leave(app.consent(store, URI.create(base + WAY_BACK), token + IN_STATE + reference));
    }

    private boolean isAllowed(String host) {
        return allowedHosts.contains(host);
    }

    @Override
    public Step returned(Visit visit, Map<String, String> query) {
        String state = query.getOrDefault("state", "");
        String reference = state.substring(state.indexOf(IN_STATE) + 1);
        Optional<URI> store = visit.session().store().map(URI::create);
        boolean ours = sessions.findByReference(reference)
                .filter(it -> it.id().equals(visit.session().id()))
                .isPresent();
        if (query.containsKey("error")) {
            return new Step.Again("cancelled");
        }
        boolean sameShop = store.filter(it -> it.getRawAuthority().equals(query.getOrDefault("shop", "")))
                .isPresent();
        if (!ours || !sameShop || !app.isGenuine(query) || !sessions.redeem(reference)) {
            return new Step.Again("platform_error");
        }
        Optional<Secret> secret = app.redeem(store.orElseThrow(), query.getOrDefault("code", ""));
        if (secret.isEmpty()) {
            return new Step.Again("invalid_credentials");
        }
        return switch (connecting.connect(
                visit.merchant(), Platform.SHOPIFY, store.orElseThrow(), secret.get(), Optional.empty())) {
            case Connecting.Outcome.Connected connected -> new Step.Connected();
            case Connecting.Outcome.Refused refused -> new Step.Again(refused.code());
        };
    }
}
