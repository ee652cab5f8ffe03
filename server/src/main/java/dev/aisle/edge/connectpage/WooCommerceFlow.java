package dev.aisle.edge.connectpage;

import dev.aisle.base.ids.Base62;
import dev.aisle.market.merchant.Domain;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.Connecting;
import dev.aisle.partner.connect.ConnectSessions;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.source.woocommerce.WooCommerceDoor;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// WooCommerce: the store's address; then consent in the store, by its plugin or by `wc-auth`, or a key entered by
/// hand.
final class WooCommerceFlow implements Flow {

    private static final int WEBHOOK_SECRET = 32;

    private final WooCommerceDoor door;
    private final ConnectSessions sessions;
    private final Connecting connecting;
    private final List<String> allowedHosts;
    private final String hooksBase;

    WooCommerceFlow(
            WooCommerceDoor door,
            ConnectSessions sessions,
            Connecting connecting,
            List<String> allowedHosts,
            String hooksBase) {
        this.door = door;
        this.sessions = sessions;
        this.connecting = connecting;
        this.allowedHosts = List.copyOf(allowedHosts);
        this.hooksBase = hooksBase;
    }

    @Override
    public Platform platform() {
        return Platform.WOOCOMMERCE;
    }

    @Override
    public Form form(Visit visit) {
        return addressForm(visit, visit.merchant().domain());
    }

    private static Form addressForm(Visit visit, String store) {
        return new Form(
                Platform.WOOCOMMERCE.slug(),
                visit.text("woo.title"),
                visit.text("woo.lead"),
                null,
                List.of(new Form.Field(
                        "store", visit.text("woo.store"), "text", store, visit.text("woo.store.hint"), true)),
                List.of(
                        new Form.Button("consent", visit.text("continue"), true, false),
                        new Form.Button("keys", visit.text("woo.byhand"), false, false)));
    }

    private static Form noPluginForm(Visit visit, String store) {
        return new Form(
                Platform.WOOCOMMERCE.slug(),
                visit.text("woo.title"),
                visit.text("woo.noplugin"),
                null,
                List.of(Form.Field.hidden("store", store)),
                List.of(
                        new Form.Button("approve", visit.text("woo.approve"), true, false),
                        new Form.Button("keys", visit.text("woo.byhand"), false, false)));
    }

    private static Form keysForm(Visit visit, String store) {
        return new Form(
                Platform.WOOCOMMERCE.slug(),
                visit.text("woo.keys.title"),
                visit.text("woo.keys.lead"),
                null,
                List.of(
                        Form.Field.hidden("store", store),
                        new Form.Field("consumer_key", visit.text("woo.key"), "text", "", "ck_...", true),
                        new Form.Field("consumer_secret", visit.text("woo.secret"), "password", "", "cs_...", true)),
                List.of(new Form.Button("connect", visit.text("woo.connect"), true, false)));
    }

    @Override
    public Step submit(Visit visit, Map<String, String> fields) {
        String said = fields.getOrDefault("store", "");
        Optional<URI> store = store(visit, said);
        if (store.isEmpty()) {
            String problem = Domain.parse(said, allowedHosts) instanceof Domain.Parsed.Good
                    ? visit.text("problem.wrong_store", visit.merchant().domain())
                    : visit.text("problem.address");
            return new Step.Show(addressForm(visit, said).with(problem));
        }
        return switch (fields.getOrDefault("way", "consent")) {
            case "keys" -> new Step.Show(keysForm(visit, said));
            case "connect" -> byHand(visit, said, store.get(), fields);
            case "approve" -> approve(visit, store.get());
            default -> consent(visit, said, store.get());
        };
    }

    /// The store of this session's merchant only, at its root or in a folder.
    private Optional<URI> store(Visit visit, String said) {
        if (!(Domain.parse(said, allowedHosts) instanceof Domain.Parsed.Good good)
                || !good.domain().value().equals(visit.merchant().domain())) {
            return Optional.empty();
        }
        try {
            URI address = URI.create(said.contains("://") ? said.strip() : "https://" + said.strip());
            String path = Optional.ofNullable(address.getRawPath()).orElse("");
            while (path.endsWith("/")) {
                path = path.substring(0, path.length() - 1);
            }
            return Optional.of(URI.create(
                    visit.merchant().scheme() + "://" + visit.merchant().domain() + path));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private Step consent(Visit visit, String said, URI store) {
        return switch (door.probe(store)) {
            case WooCommerceDoor.Probed.Plugin plugin -> {
                String reference =
                        sessions.refer(visit.session().id(), plugin.store().toString());
                yield new Step.Leave(door.pluginConsent(
                        plugin.store(),
                        visit.at("/return"),
                        reference,
                        visit.merchant().id().value()));
            }
            case WooCommerceDoor.Probed.NoPlugin none -> new Step.Show(noPluginForm(visit, said));
            case WooCommerceDoor.Probed.Unreachable gone ->
                new Step.Show(addressForm(visit, said).with(visit.text("problem.store_unreachable")));
        };
    }

    private Step approve(Visit visit, URI store) {
        String reference = sessions.refer(visit.session().id(), store.toString());
        return new Step.Leave(door.keyConsent(
                store,
                visit.branding().name(),
                reference,
                visit.at("/return"),
                URI.create(hooksBase + "/v0/woocommerce/auth")));
    }

    private Step byHand(Visit visit, String said, URI store, Map<String, String> fields) {
        Secret secret = new Secret(Map.of(
                "consumer_key", fields.getOrDefault("consumer_key", "").strip(),
                "consumer_secret", fields.getOrDefault("consumer_secret", "").strip(),
                "webhook_secret", Base62.random(WEBHOOK_SECRET)));
        return switch (connecting.connect(visit.merchant(), Platform.WOOCOMMERCE, store, secret, Optional.empty())) {
            case Connecting.Outcome.Connected connected -> new Step.Connected();
            case Connecting.Outcome.Refused refused ->
                new Step.Show(keysForm(visit, said).with(visit.text("problem." + refused.code())));
        };
    }

    @Override
    public Step returned(Visit visit, Map<String, String> query) {
        if (query.containsKey("consumer_key")) {
            return fromPlugin(visit, query);
        }
        if (query.getOrDefault("success", "").equals("1")) {
            return visit.session().ending().isPresent() ? new Step.Connected() : new Step.Wait();
        }
        return new Step.Again(
                query.getOrDefault("error", "").equals("key_generation_failed")
                        ? "key_generation_failed"
                        : "cancelled");
    }

    /// The plugin sends what it handed out in the address: it counts once, with the reference that we gave.
    private Step fromPlugin(Visit visit, Map<String, String> query) {
        String reference = query.getOrDefault("store_id", "");
        boolean ours = sessions.findByReference(reference)
                .filter(it -> it.id().equals(visit.session().id()))
                .isPresent();
        Optional<String> store = visit.session().store();
        if (!ours || store.isEmpty() || !sessions.redeem(reference)) {
            return new Step.Again("platform_error");
        }
        Secret secret = new Secret(Map.of(
                "consumer_key",
                query.getOrDefault("consumer_key", ""),
                "consumer_secret",
                query.getOrDefault("consumer_secret", ""),
                "webhook_secret",
                Optional.ofNullable(query.get("webhook_secret"))
                        .filter(it -> !it.isEmpty())
                        .orElseGet(() -> Base62.random(WEBHOOK_SECRET)),
                "plugin",
                "yes"));
        Optional<String> currency = Optional.ofNullable(query.get("currency")).filter(it -> it.matches("[A-Z]{3}"));
        return switch (connecting.connect(
                visit.merchant(), Platform.WOOCOMMERCE, URI.create(store.get()), secret, currency)) {
            case Connecting.Outcome.Connected connected -> new Step.Connected();
            case Connecting.Outcome.Refused refused -> new Step.Again(refused.code());
        };
    }
}
