package dev.aisle.bench;

import dev.aisle.Settings;
import dev.aisle.Wiring;
import dev.aisle.base.http.FetchAllow;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.base.json.Json;
import dev.aisle.market.merchant.Platform;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// `bench sync`: each platform's simulator connected to a server of its own process: how soon its first products are
/// told by a lookup, how fast all are in and how much of the platform's rate that took, how soon a change that its
/// webhook tells is told, and what is asked again after a kill.
final class SyncFigures {

    private static final List<String> ALL =
            List.of("shopify", "woocommerce", "magento", "bigcommerce", "akeneo", "product_feed");
    /// So many that the platform's rate is met, where it names one.
    private static final Map<String, Integer> GOODS =
            Map.of("shopify", 25_000, "bigcommerce", 25_000, "akeneo", 25_000);

    private static final int USUAL_GOODS = 3_000;
    private static final int GOODS_WITH_A_KILL = 3_000;
    private static final InstantSource TIME = InstantSource.system();
    private static final long LONGEST_NANOS = Duration.ofMinutes(5).toNanos();
    private static final long POLL_MILLIS = 10;
    private static final int ASKED_AT_ONCE = 20;
    private static final int MOST_LOOKED_UP = 400;
    private static final int CHANGES = 100;
    private static final long BETWEEN_CHANGES_MILLIS = 100;

    private final Wiring wiring;
    private final Path data;
    private final OutsideHttp http;

    private SyncFigures(Wiring wiring, Path data, OutsideHttp http) {
        this.wiring = wiring;
        this.data = data;
        this.http = http;
    }

    /// `[--goods N] [--platforms shopify,...] [--changes 100] [--seed 1] [--kill-goods 3000]`; without goods, as many
    /// as it takes to meet the platform's rate; 0 goods for the kill leave it out.
    static void run(Options options, PrintStream out) throws IOException, InterruptedException {
        List<String> platforms =
                options.find("platforms").map(it -> List.of(it.split(",", -1))).orElse(ALL);
        int changes = options.count("changes", CHANGES);
        int goodsWithKill = options.count("kill-goods", GOODS_WITH_A_KILL);
        long seed = options.find("seed").map(Long::parseLong).orElse(1L);
        Map<String, Object> figures = new LinkedHashMap<>();
        for (String slug : platforms) {
            Platform platform = Platform.ofSlug(slug).orElseThrow();
            int goods = options.count("goods", GOODS.getOrDefault(slug, USUAL_GOODS));
            figures.put(slug, of(platform, goods, goodsWithKill, changes, seed));
        }
        figures.put(
                "how",
                "connected as the last step of the hosted page does, to a server that just started; the clock starts as"
                        + " the sync is made due. first: a lookup over HTTP tells one of the shop's products. live: List"
                        + " connections says so. share: requests made, of those that the platform's rate allowed from"
                        + " the first to the last, where it names one and the shop is large enough to meet it. fetch, store"
                        + " and rest: seconds of asking the platform and reading what it said, of storing that, and of"
                        + " resting for its rate, as the server's log tells; limited_by is said from these and from how"
                        + " idle the machine was. webhook:"
                        + " from a price or stock changed in the simulator to a lookup that tells it. kill: kill -9 of"
                        + " the server in the middle of another shop's first sync; pages asked for once more by the next");
        ImportFigures.print(options, figures, out);
    }

    private static Map<String, Object> of(Platform platform, int goods, int goodsWithKill, int changes, long seed)
            throws IOException, InterruptedException {
        Map<String, Object> figures = new LinkedHashMap<>();
        Path data = Files.createTempDirectory("aisle-sync");
        try (SyncShop shop = SyncShop.open(platform, goods);
                SyncShop other = SyncShop.open(platform, Math.max(1, goodsWithKill))) {
            List<String> hosts = List.of(shop.host(), other.host());
            Map<String, String> settings = new HashMap<>(Installation.UNLIMITED);
            settings.put("AISLE_FETCH_ALLOW", String.join(",", hosts));
            settings.put("AISLE_SHOPIFY_CLIENT_ID", SyncShop.APP);
            settings.put("AISLE_SHOPIFY_CLIENT_SECRET", SyncShop.APP_SECRET);
            settings.put("AISLE_LOG", "DEBUG");
            ServerProcess server = ServerProcess.start(data, settings);
            try (OutsideHttp http = new OutsideHttp(FetchAllow.of(hosts), "AisleBench/1");
                    Wiring wiring =
                            new Wiring(Settings.read(Optional.empty(), Map.of("AISLE_DATA", data.toString())), TIME)) {
                SyncFigures sync = new SyncFigures(wiring, data, http);
                sync.first(server, shop, figures);
                sync.webhook(server, shop, changes, figures);
                if (goodsWithKill > 0) {
                    server = new SyncKill(data, settings, seed).run(server, other, wiring, http, figures);
                }
            } finally {
                server.close();
            }
        }
        return figures;
    }

    private void first(ServerProcess server, SyncShop shop, Map<String, Object> figures)
            throws IOException, InterruptedException {
        List<String[]> firstOnes = shop.units().stream().limit(ASKED_AT_ONCE).toList();
        double cpu = CpuTime.seconds(server.pid()) + CpuTime.databaseSeconds(data);
        SyncPhases phases = SyncPhases.watch(shop.platform(), data);
        long start = System.nanoTime();
        shop.connect(wiring, http);
        try (HttpTalk talk = new HttpTalk(server.base())) {
            await("the first products of " + shop.platform(), () -> countFound(talk, firstOnes) > 0);
            figures.put("first_seconds", seconds(start));
            await(shop.platform() + " live", () -> shop.isLive(wiring));
            double live = seconds(start);
            List<Double> asked = shop.simulator()
                    .get("/__log")
                    .lines()
                    .map(it -> Double.parseDouble(it.substring(0, it.indexOf(' '))))
                    .toList();
            figures.put("units", shop.units().size());
            figures.put("live_seconds", live);
            figures.put("units_per_second", Math.round(shop.units().size() / live));
            figures.put("requests", asked.size());
            figures.put("requests_per_second", ImportFigures.rounded(asked.size() / live));
            AllowedRate.share(shop.platform(), asked)
                    .ifPresent(it -> figures.put("share_of_allowed_rate", ImportFigures.rounded(it)));
            figures.put(
                    "cpu_seconds",
                    ImportFigures.rounded(CpuTime.seconds(server.pid()) + CpuTime.databaseSeconds(data) - cpu));
            phases.tell(figures);
            int every = Math.max(1, shop.units().size() / MOST_LOOKED_UP);
            List<String[]> some = IntStream.range(0, shop.units().size())
                    .filter(n -> n % every == 0)
                    .mapToObj(shop.units()::get)
                    .toList();
            await("all of " + shop.platform(), () -> countFound(talk, some) == some.size());
            figures.put("all_searchable_seconds", seconds(start));
        }
    }

    private void webhook(ServerProcess server, SyncShop shop, int changes, Map<String, Object> figures)
            throws IOException, InterruptedException {
        if (!shop.listen(wiring, server.base(), http)) {
            return;
        }
        Durations durations = new Durations();
        try (HttpTalk talk = new HttpTalk(server.base())) {
            for (int i = 0; i < changes; i++) {
                String[] unit = shop.units().get(i * shop.units().size() / changes);
                long cents = 765_400L + i;
                boolean isStock = i % 4 == 3;
                boolean inStock = !unit[7].equals("in_stock");
                String change = isStock
                        ? "/__stock?sku=" + unit[0] + "&in=" + inStock
                        : "/__price?sku=" + unit[0] + "&amount=" + cents / 100 + "." + "%02d".formatted(cents % 100);
                long start = System.nanoTime();
                shop.simulator().post(change);
                await("the change of " + unit[3], () -> says(talk, unit[3], isStock ? -1 : cents, inStock));
                durations.add(System.nanoTime() - start);
                Thread.sleep(BETWEEN_CHANGES_MILLIS); // what a platform's bucket gives back
            }
        }
        figures.put("webhooks", durations.count());
        figures.put("webhook_p50_ms", Math.round(durations.millis(0.5)));
        figures.put("webhook_p99_ms", Math.round(durations.millis(0.99)));
        figures.put("webhook_max_ms", Math.round(durations.millis(1)));
    }

    /// Something to wait for.
    interface Condition {
        boolean holds() throws IOException;
    }

    static void await(String what, Condition condition) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - start > LONGEST_NANOS) {
                throw new IllegalStateException(what + ": not after " + LONGEST_NANOS / 1_000_000_000 + " s");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /// How many of these units a lookup of their addresses tells.
    static int countFound(HttpTalk talk, List<String[]> units) throws IOException {
        int found = 0;
        for (int from = 0; from < units.size(); from += ASKED_AT_ONCE) {
            List<String> urls = units.subList(from, Math.min(from + ASKED_AT_ONCE, units.size())).stream()
                    .map(it -> it[3])
                    .toList();
            JsonNode missing = lookup(talk, urls).path("messages");
            found += urls.size() - missing.size();
        }
        return found;
    }

    private static boolean says(HttpTalk talk, String url, long cents, boolean inStock) throws IOException {
        for (JsonNode product : lookup(talk, List.of(url)).path("products")) {
            for (JsonNode variant : product.path("variants")) {
                if (cents < 0
                        ? variant.path("availability").path("available").asBoolean() == inStock
                        : variant.path("price").path("amount").asLong() == cents) {
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

    private static double seconds(long start) {
        return ImportFigures.rounded((System.nanoTime() - start) / 1e9);
    }
}
