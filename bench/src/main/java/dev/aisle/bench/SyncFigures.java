package dev.aisle.bench;

import dev.aisle.Settings;
import dev.aisle.Wiring;
import dev.aisle.base.http.FetchAllow;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.base.ids.SecretToken;
import dev.aisle.base.json.Json;
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
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// `bench sync`: each platform's simulator connected to a server of its own process: how soon its first
/// products are told by a lookup, how fast all are in, and how soon a change that its webhook tells is.
final class SyncFigures {

    private static final List<String> ALL = List.of("shopify", "woocommerce", "magento", "akeneo", "product_feed");
    private static final String APP = "sample-street-app";
    private static final String APP_SECRET = "sample-street-secret";
    private static final String HOOK_SECRET = "abcDEF123";
    private static final InstantSource TIME = InstantSource.system();
    private static final long LONGEST_NANOS = Duration.ofMinutes(5).toNanos();
    private static final long POLL_MILLIS = 20;
    private static final int ASKED_AT_ONCE = 20;
    private static final int CHANGES = 10;
    /// Shopify's REST bucket: that many calls at once, then two a second.
    private static final int SHOPIFY_BUCKET = 40;

    private final Wiring wiring;
    private final ServerProcess server;
    private final OutsideHttp http;

    private SyncFigures(Wiring wiring, ServerProcess server, OutsideHttp http) {
        this.wiring = wiring;
        this.server = server;
        this.http = http;
    }

    /// `[--goods 2000] [--platforms shopify,...]`
    static void run(Options options, PrintStream out) throws IOException, InterruptedException {
        int goods = options.count("goods", 2_000);
        List<String> platforms =
                options.find("platforms").map(it -> List.of(it.split(",", -1))).orElse(ALL);
        Map<String, PlatformProcess> simulators = new LinkedHashMap<>();
        Map<String, Object> figures = new LinkedHashMap<>();
        Path data = Files.createTempDirectory("aisle-sync");
        try {
            for (String platform : platforms) {
                simulators.put(platform, PlatformProcess.start(platform, goods));
            }
            List<String> hosts = simulators.values().stream()
                    .map(it -> it.origin().getRawAuthority())
                    .toList();
            Map<String, String> settings = new HashMap<>(Installation.UNLIMITED);
            settings.put("AISLE_FETCH_ALLOW", String.join(",", hosts));
            settings.put("AISLE_SHOPIFY_CLIENT_ID", APP);
            settings.put("AISLE_SHOPIFY_CLIENT_SECRET", APP_SECRET);
            try (ServerProcess server = ServerProcess.start(data, settings);
                    OutsideHttp http = new OutsideHttp(FetchAllow.of(hosts), "AisleBench/1");
                    Wiring wiring =
                            new Wiring(Settings.read(Optional.empty(), Map.of("AISLE_DATA", data.toString())), TIME)) {
                SyncFigures sync = new SyncFigures(wiring, server, http);
                for (Map.Entry<String, PlatformProcess> each : simulators.entrySet()) {
                    figures.put(
                            each.getKey(),
                            sync.measure(Platform.ofSlug(each.getKey()).orElseThrow(), each.getValue()));
                }
            }
        } finally {
            simulators.values().forEach(PlatformProcess::close);
        }
        figures.put("data", data.toString());
        figures.put(
                "how",
                "connected as the last step of the hosted page does; the clock starts as the sync is made due. first: a"
                        + " lookup over HTTP tells one of the shop's products. live: List connections says so. webhook:"
                        + " from a price changed in the simulator to a lookup that tells it, the worst of " + CHANGES);
        ImportFigures.print(options, figures, out);
    }

    private Map<String, Object> measure(Platform platform, PlatformProcess simulator)
            throws IOException, InterruptedException {
        String host = simulator.origin().getRawAuthority();
        Merchant merchant = wiring.merchants()
                .findOrAdd(new Domain(host, "http"), Optional.empty())
                .merchant();
        URI store = switch (platform) {
            case PRODUCT_FEED -> simulator.origin().resolve("/export/products.tsv");
            case BIGCOMMERCE -> simulator.origin().resolve("/stores/gr4nary");
            default -> simulator.origin();
        };
        Access access = new Access(merchant, store, Optional.of("USD"), secret(platform, merchant, simulator, store));
        List<String[]> units = simulator.units();
        if (platform == Platform.AKENEO) {
            units.forEach(it -> it[3] = simulator.origin() + "/p/" + it[0]); // as its mapping makes them
        }
        String hook = SecretToken.make();
        SourceSync.Tables tables = wiring.sourceTables();
        simulator.post("/__log");
        long start = System.nanoTime();
        tables.credentials().put(merchant.id(), platform, access.secret());
        tables.syncs().put(merchant.id(), platform, store.toString(), Optional.of("USD"), hook);
        tables.connections().begin(merchant.id(), platform);
        tables.connections().activate(merchant.id(), platform);
        wiring.jobs().put(SourceSync.SYNC, merchant.id().value() + "/" + platform.slug(), TIME.instant());
        Map<String, Object> figures = new LinkedHashMap<>();
        try (HttpTalk talk = new HttpTalk(server.base())) {
            List<String> firstOnes =
                    units.stream().limit(ASKED_AT_ONCE).map(it -> it[3]).toList();
            await("the first products of " + platform, start, () -> found(talk, firstOnes));
            figures.put("first_seconds", seconds(start));
            await(platform + " live", start, () -> isLive(merchant, platform));
            double live = seconds(start);
            figures.put("live_seconds", live);
            figures.put("units", units.size());
            figures.put("units_per_second", Math.round(units.size() / live));
            long asked = simulator.get("/__log").lines().count();
            figures.put("requests", asked);
            figures.put("requests_per_second", ImportFigures.rounded(asked / live));
            if (platform == Platform.SHOPIFY && asked > SHOPIFY_BUCKET) {
                figures.put("share_of_allowed_rate", ImportFigures.rounded(asked / (SHOPIFY_BUCKET + 2 * live)));
            }
            Optional<Source> teller = teller(platform);
            if (teller.isPresent()
                    && teller.get().listen(access, server.base() + "/v0/hooks/" + platform.slug() + "/" + hook)) {
                figures.put("webhook_worst_seconds", webhook(talk, simulator, units));
            }
        }
        return figures;
    }

    private double webhook(HttpTalk talk, PlatformProcess simulator, List<String[]> units)
            throws IOException, InterruptedException {
        double worst = 0;
        for (int i = 0; i < CHANGES; i++) {
            String[] unit = units.get(i * units.size() / CHANGES);
            long cents = 765_400L + i;
            long start = System.nanoTime();
            simulator.post("/__price?sku=" + unit[0] + "&amount=" + cents / 100 + "." + "%02d".formatted(cents % 100));
            await("the new price of " + unit[3], start, () -> says(talk, unit[3], cents));
            worst = Math.max(worst, seconds(start));
        }
        return worst;
    }

    /// Something to wait for.
    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(String what, long start, Condition condition) throws IOException, InterruptedException {
        while (!condition.holds()) {
            if (System.nanoTime() - start > LONGEST_NANOS) {
                throw new IllegalStateException(what + ": not after " + LONGEST_NANOS / 1_000_000_000 + " s");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private boolean isLive(Merchant merchant, Platform platform) {
        return wiring.connectionStates().list(merchant.id()).stream()
                .filter(it -> it.platform() == platform)
                .anyMatch(it -> it.sync().state().equals(Optional.of(Connection.Sync.State.LIVE)));
    }

    private static boolean found(HttpTalk talk, List<String> urls) throws IOException {
        return !lookup(talk, urls).path("products").isEmpty();
    }

    private static boolean says(HttpTalk talk, String url, long cents) throws IOException {
        for (JsonNode product : lookup(talk, List.of(url)).path("products")) {
            for (JsonNode variant : product.path("variants")) {
                if (variant.path("price").path("amount").asLong() == cents) {
                    return true;
                }
            }
        }
        return false;
    }

    private static JsonNode lookup(HttpTalk talk, List<String> urls) throws IOException {
        String question = Json.write(Map.of("urls", urls, "filters", Map.of("available", false)));
        return Json.tree(talk.post("/catalog/lookup", question).body());
    }

    private Secret secret(Platform platform, Merchant merchant, PlatformProcess simulator, URI store)
            throws IOException, InterruptedException {
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
    private Optional<Source> teller(Platform platform) {
        return switch (platform) {
            case SHOPIFY -> Optional.of(new ShopifySource(new ShopifyApp(APP, APP_SECRET, http, TIME), http, TIME));
            case WOOCOMMERCE -> Optional.of(new WooCommerceSource(http, TIME));
            case BIGCOMMERCE -> Optional.of(new BigCommerceSource(http, TIME));
            default -> Optional.empty();
        };
    }

    private static double seconds(long start) {
        return ImportFigures.rounded((System.nanoTime() - start) / 1e9);
    }
}
