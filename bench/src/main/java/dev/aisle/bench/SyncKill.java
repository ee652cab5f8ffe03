package dev.aisle.bench;

import dev.aisle.Wiring;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.market.merchant.Platform;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/// A first sync whose server is killed with SIGKILL in the middle, and what the next one asks for again.
final class SyncKill {

    /// Requests for a page of the list of things, as platforms' interfaces name them.
    private static final Pattern LIST =
            Pattern.compile(".*(/products\\.json|/v3/products|/V1/products|/products-uuid|/catalog/products)\\?.*");

    private static final int PAGES_BEFORE = 2;
    private static final int MOST_FURTHER_MILLIS = 400;
    /// The rows of a part of a file.
    private static final int ROWS_A_PART = 500;

    private final Path data;
    private final Map<String, String> settings;
    private final Random random;

    SyncKill(Path data, Map<String, String> settings, long seed) {
        this.data = data;
        this.settings = Map.copyOf(settings);
        this.random = new Random(seed);
    }

    /// Stops with another server of the same folder than the one that was there.
    ServerProcess run(ServerProcess before, SyncShop shop, Wiring wiring, OutsideHttp http, Map<String, Object> figures)
            throws IOException, InterruptedException {
        int partsBefore = parts(shop.platform());
        shop.connect(wiring, http);
        SyncFigures.await("two pages of " + shop.platform(), () -> parts(shop.platform()) - partsBefore > PAGES_BEFORE);
        Thread.sleep(random.nextInt(MOST_FURTHER_MILLIS));
        boolean inTheMiddle = !shop.isLive(wiring);
        before.kill();
        ServerProcess after = ServerProcess.start(data, settings);
        SyncFigures.await(shop.platform() + " live after a kill", () -> shop.isLive(wiring));
        figures.put("killed_in_the_middle", inTheMiddle);
        figures.put(
                "pages_repeated",
                shop.platform() == Platform.PRODUCT_FEED
                        ? parts(shop.platform()) - partsBefore - (shop.units().size() / ROWS_A_PART + 1)
                        : repeated(shop.simulator()));
        figures.put("found_after_kill", found(after.base(), shop.units()));
        return after;
    }

    /// Pulls begun, as the server's log counts them.
    private int parts(Platform platform) throws IOException {
        try (var lines = Files.lines(data.resolve("server.log"))) {
            return (int) lines.filter(it -> it.contains("phase=fetch " + platform.slug() + " "))
                    .count();
        }
    }

    private static long repeated(PlatformProcess simulator) throws IOException, InterruptedException {
        Map<String, Integer> times = new HashMap<>();
        simulator
                .get("/__log")
                .lines()
                .filter(it -> LIST.matcher(it).matches())
                .forEach(it -> times.merge(it.substring(it.indexOf(' ')), 1, Integer::sum));
        return times.values().stream().mapToLong(it -> it - 1L).sum();
    }

    /// How many of all units a lookup tells, when no more come.
    private static String found(URI base, List<String[]> units) throws IOException, InterruptedException {
        try (HttpTalk talk = new HttpTalk(base)) {
            Map<String, Object> last = new LinkedHashMap<>();
            SyncFigures.await("all units", () -> {
                int count = SyncFigures.countFound(talk, units);
                last.put("count", count);
                return count == units.size();
            });
            return last.get("count") + " of " + units.size();
        }
    }
}
