package dev.aisle.bench;

import dev.aisle.base.json.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// `eval feeds`: recorded shops crawled into a server of its own, whose feeds are then fetched over HTTP
/// and inspected as the outlets' written rules say. The inspectors know those rules only, and no class of
/// what writes feeds. Then once more with feed rules that give a picture and a brand to products that have
/// none, so that a recording without pictures does not leave every feed empty.
final class OutletFigures {

    private static final List<String> DESTINATIONS = List.of("openai", "google", "microsoft");
    private static final Duration LONGEST_WRITING = Duration.ofMinutes(5);
    private static final Duration STILL = Duration.ofSeconds(25);
    private static final int ERRORS_SHOWN = 20;

    private final Path data;
    private final HttpTalk talk;
    private final String key;

    private record Merchant(RecordedShop shop, String customer) {}

    private OutletFigures(Path data, HttpTalk talk, String key) {
        this.data = data;
        this.talk = talk;
        this.key = key;
    }

    /// `--from DIR [--shops a,b] [--per-second 200] [--data DIR]`; gives 0 where no error is found.
    static int run(Options options, PrintStream out) throws IOException, InterruptedException {
        Path data = options.find("data").map(Path::of).orElse(Files.createTempDirectory("aisle-feeds"));
        Files.createDirectories(data);
        List<RecordedShop> shops = new ArrayList<>();
        try {
            for (String name : options.find("shops")
                    .orElse("webmall_1,webmall_2,webmall_3,webmall_4")
                    .split(",", -1)) {
                shops.add(RecordedShop.open(options.from(), name, data.resolve(name + ".requests")));
            }
            Map<String, String> settings = new HashMap<>(Installation.UNLIMITED);
            settings.put(
                    "AISLE_FETCH_ALLOW",
                    shops.stream().map(RecordedShop::domain).collect(Collectors.joining(",")));
            settings.put("AISLE_FETCH_PER_SECOND", options.find("per-second").orElse("200"));
            try (ServerProcess server = ServerProcess.start(data, settings);
                    HttpTalk talk = new HttpTalk(server.base())) {
                OutletFigures figures = new OutletFigures(data, talk, StoreFigures.partnerKey(data));
                return figures.inspect(shops, options.has("json"), out) == 0 ? 0 : 1;
            }
        } finally {
            shops.forEach(RecordedShop::close);
        }
    }

    /// Gives how many errors were found.
    private int inspect(List<RecordedShop> shops, boolean json, PrintStream out)
            throws IOException, InterruptedException {
        List<Merchant> merchants = new ArrayList<>();
        for (RecordedShop shop : shops) {
            JsonNode made = StoreFigures.partner(
                    talk, "POST", "/v0/partner/merchants", key, Json.write(Map.of("domain", shop.domain())));
            merchants.add(new Merchant(shop, made.path("customer_id").asString()));
            for (String destination : DESTINATIONS) {
                command("open", shop, destination);
            }
        }
        StoreFigures.awaitLive(
                talk, key, merchants.stream().map(Merchant::customer).toList());
        System.err.println();
        awaitFeeds(merchants);
        int all = inspect(merchants, "as recorded", json, out);
        for (Merchant merchant : merchants) {
            for (String destination : DESTINATIONS) {
                String picture = destination.equals("openai") ? "image_url" : "image_link";
                rule(
                        merchant.shop(),
                        destination,
                        "default " + picture + " http://" + merchant.shop().domain() + "/a.png");
                rule(merchant.shop(), destination, "default brand Recorded");
            }
        }
        awaitFeeds(merchants);
        all += inspect(merchants, "with a picture and a brand by default", json, out);
        Map<String, Object> sum = new LinkedHashMap<>();
        sum.put("feeds", merchants.size() * DESTINATIONS.size());
        sum.put("errors", all);
        sum.put("data", data.toString());
        out.println(json ? Json.write(sum) : line(sum));
        return all;
    }

    private int inspect(List<Merchant> merchants, String way, boolean json, PrintStream out)
            throws IOException, InterruptedException {
        int all = 0;
        for (Merchant merchant : merchants) {
            for (String destination : DESTINATIONS) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("way", way);
                row.putAll(row(merchant, destination));
                all += row.get("errors") instanceof Integer errors ? errors : 0;
                out.println(json ? Json.write(row) : line(row));
            }
        }
        return all;
    }

    private Map<String, Object> row(Merchant merchant, String destination) throws IOException, InterruptedException {
        JsonNode connection = connection(merchant, destination);
        String url = connection.path("feed_url").asString("");
        FetchedFeed feed = FetchedFeed.of(destination, url, merchant.shop().domain(), merchant.customer());
        List<String> errors = new ArrayList<>(feed.errors());
        int synced = connection.path("sync").path("items_synced").asInt();
        if (feed.rows() != synced) {
            errors.add("List connections says " + synced + " items, the feed has " + feed.rows());
        }
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("shop", merchant.shop().name());
        row.put("feed", destination);
        row.put("files", feed.files());
        row.put("items", feed.rows());
        row.put("left_out", connection.path("sync").path("items_failed").asInt());
        row.put("reasons", reasons(merchant.shop(), destination));
        row.put("errors", errors.size());
        if (!errors.isEmpty()) {
            row.put("first_errors", errors.stream().limit(ERRORS_SHOWN).toList());
        }
        return row;
    }

    /// What pre-flight says of what is not sent, or sent without a field.
    private List<String> reasons(RecordedShop shop, String destination) throws IOException, InterruptedException {
        List<String> reasons = new ArrayList<>();
        String[] runs = command("runs", shop, destination).split("\n", -1);
        if (runs[0].startsWith("{")) {
            for (JsonNode fault : Json.tree(runs[0]).path("faults")) {
                reasons.add(fault.path("times").asLong() + " x "
                        + fault.path("field").asString() + " "
                        + fault.path("rule").asString() + " "
                        + fault.path("outcome").asString());
            }
        }
        return reasons;
    }

    /// Feeds follow the graph a moment later: waits until their counts stand still.
    private void awaitFeeds(List<Merchant> merchants) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_WRITING.toNanos();
        String before = "";
        long since = System.nanoTime();
        while (System.nanoTime() < deadline) {
            StringBuilder now = new StringBuilder();
            boolean written = true;
            for (Merchant merchant : merchants) {
                for (String destination : DESTINATIONS) {
                    JsonNode sync = connection(merchant, destination).path("sync");
                    int items = sync.path("items_synced").asInt()
                            + sync.path("items_failed").asInt();
                    written &= items > 0;
                    now.append(items).append(' ');
                }
            }
            if (!now.toString().equals(before)) {
                before = now.toString();
                since = System.nanoTime();
            }
            if (written && System.nanoTime() - since > STILL.toNanos()) {
                return;
            }
            Thread.sleep(1_000);
        }
        throw new IllegalStateException("the feeds were not written within " + LONGEST_WRITING + ": " + before);
    }

    private JsonNode connection(Merchant merchant, String destination) {
        for (JsonNode row : StoreFigures.partner(
                        talk, "GET", "/v0/partner/merchants/" + merchant.customer() + "/connections", key, "")
                .path("destinations")) {
            if (row.path("platform").asString().equals(destination)) {
                return row;
            }
        }
        throw new IllegalStateException("no row for " + destination);
    }

    private void rule(RecordedShop shop, String destination, String rule) throws IOException, InterruptedException {
        command(List.of("rules", "add", rule), shop, destination);
    }

    private String command(String verb, RecordedShop shop, String destination)
            throws IOException, InterruptedException {
        return command(List.of("feed", verb), shop, destination);
    }

    private String command(List<String> words, RecordedShop shop, String destination)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(words);
        all.addFirst(ServerProcess.launcher().toString());
        all.addAll(List.of("--data", data.toString(), "--merchant", shop.domain(), "--to", destination, "--json"));
        Process process = new ProcessBuilder(all)
                .redirectError(data.resolve("commands.log").toFile())
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(words + " failed, see " + data.resolve("commands.log"));
        }
        return said;
    }

    private static String line(Map<String, Object> row) {
        return row.entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining("  "));
    }
}
