package dev.aisle.bench;

import dev.aisle.Wiring;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.base.ids.SecretToken;
import dev.aisle.market.merchant.Domain;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.SourceSync;
import dev.aisle.partner.connection.Connection;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.Source;
import dev.aisle.partner.source.akeneo.AkeneoMapping;
import dev.aisle.partner.source.akeneo.AkeneoSource;
import dev.aisle.partner.source.bigcommerce.BigCommerceSource;
import dev.aisle.partner.source.shopify.ShopifyApp;
import dev.aisle.partner.source.shopify.ShopifySource;
import dev.aisle.partner.source.woocommerce.WooCommerceSource;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A simulator of a platform as a process of its own, and the merchant whose store it is.
final class SyncShop implements AutoCloseable {

    static final String APP = "sample-street-app";
    static final String APP_SECRET = "sample-street-secret";

    private static final String HOOK_SECRET = "abcDEF123";
    private static final InstantSource TIME = InstantSource.system();

    private final Platform platform;
    private final PlatformProcess simulator;
    private final List<String[]> units;
    private Optional<Access> access = Optional.empty();
    private String hook = "";

    private SyncShop(Platform platform, PlatformProcess simulator, List<String[]> units) {
        this.platform = platform;
        this.simulator = simulator;
        this.units = units;
    }

    static SyncShop open(Platform platform, int goods) throws IOException, InterruptedException {
        PlatformProcess simulator = PlatformProcess.start(platform.slug(), goods);
        List<String[]> units = simulator.units();
        if (platform == Platform.AKENEO) {
            units.forEach(it -> it[3] = simulator.origin() + "/p/" + it[0]); // as its mapping makes them
        }
        return new SyncShop(platform, simulator, units);
    }

    Platform platform() {
        return platform;
    }

    PlatformProcess simulator() {
        return simulator;
    }

    String host() {
        return simulator.origin().getRawAuthority();
    }

    /// Sku, and in the fourth column the address, of each.
    List<String[]> units() {
        return units;
    }

    /// As the last step of the hosted page does it; the simulator's log begins here.
    void connect(Wiring wiring, OutsideHttp http) throws IOException, InterruptedException {
        Merchant merchant = wiring.merchants()
                .findOrAdd(new Domain(host(), "http"), Optional.empty())
                .merchant();
        URI store = switch (platform) {
            case PRODUCT_FEED -> simulator.origin().resolve("/export/products.tsv");
            case BIGCOMMERCE -> simulator.origin().resolve("/stores/gr4nary");
            default -> simulator.origin();
        };
        Access known = new Access(merchant, store, Optional.of("USD"), secret(merchant, store, http));
        access = Optional.of(known);
        hook = SecretToken.make();
        simulator.post("/__log");
        SourceSync.Tables tables = wiring.sourceTables();
        tables.credentials().put(merchant.id(), platform, known.secret());
        tables.syncs().put(merchant.id(), platform, store.toString(), Optional.of("USD"), hook);
        tables.connections().begin(merchant.id(), platform);
        tables.connections().activate(merchant.id(), platform);
        wiring.jobs().put(SourceSync.SYNC, merchant.id().value() + "/" + platform.slug(), TIME.instant());
    }

    /// Registers webhooks with that server; false where the platform calls nobody.
    boolean listen(Wiring wiring, URI server, OutsideHttp http) throws IOException, InterruptedException {
        String address = server + "/v0/hooks/" + platform.slug() + "/" + hook;
        if (platform == Platform.AKENEO) { // by a person, in the PIM
            String secret = simulator
                    .post("/__office/subscribe?url=" + encoded(address))
                    .strip();
            wiring.credentials()
                    .change(
                            access.orElseThrow().merchant().id(),
                            platform,
                            kept -> kept.with(Source.SIGNS_WITH, secret));
            return true;
        }
        return teller(http).map(it -> it.listen(access.orElseThrow(), address)).orElse(false);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    boolean isLive(Wiring wiring) {
        return wiring.connectionStates().list(access.orElseThrow().merchant().id()).stream()
                .filter(it -> it.platform() == platform)
                .anyMatch(it -> it.sync().state().equals(Optional.of(Connection.Sync.State.LIVE)));
    }

    private Secret secret(Merchant merchant, URI store, OutsideHttp http) throws IOException, InterruptedException {
        Map<String, String> key = simulator.key();
        return switch (platform) {
            case SHOPIFY ->
                new Secret(key)
                        .with(
                                "expires_at",
                                TIME.instant().plus(Duration.ofHours(1)).toString());
            case WOOCOMMERCE ->
                new Secret(Map.of(
                        "consumer_key", key.getOrDefault("part0", ""),
                        "consumer_secret", key.getOrDefault("part1", ""),
                        "webhook_secret", HOOK_SECRET));
            case AKENEO -> {
                AkeneoSource pim = new AkeneoSource(http, TIME);
                if (!(pim.learn(new Access(merchant, store, Optional.of("USD"), new Secret(key)))
                        instanceof AkeneoSource.Known.Good known)) {
                    throw new IllegalStateException("the PIM lets nobody in");
                }
                yield AkeneoMapping.guess(known.attributes())
                        .into(known.secret())
                        .with("map.link", simulator.origin() + "/p/{sku}")
                        .with("channel", "ecommerce")
                        .with("locale", "en_US");
            }
            case BIGCOMMERCE -> new Secret(key).with("webhook_secret", HOOK_SECRET);
            case PRODUCT_FEED -> new Secret(key).with("url", store.toString());
            default -> new Secret(key);
        };
    }

    /// The source of a platform that calls us.
    private Optional<Source> teller(OutsideHttp http) {
        return switch (platform) {
            case SHOPIFY -> Optional.of(new ShopifySource(new ShopifyApp(APP, APP_SECRET, http, TIME), http, TIME));
            case WOOCOMMERCE -> Optional.of(new WooCommerceSource(http, TIME));
            case BIGCOMMERCE -> Optional.of(new BigCommerceSource(http, TIME));
            default -> Optional.empty();
        };
    }

    @Override
    public void close() {
        simulator.close();
    }
}
