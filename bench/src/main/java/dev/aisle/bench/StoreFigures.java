package dev.aisle.bench;

import dev.aisle.base.json.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import tools.jackson.databind.JsonNode;

/// `eval stores`: serves recorded shops again on loopback, provisions them through the Partner API, waits
/// for their first crawls, and holds every listing an agent finds by its URL against the shop's own Store
/// API: title (typographic variants folded), price, currency, URL and availability. Then it counts what
/// became one product across shops. Of a shop without a Store API, which has nothing to be held against, every
/// name and price that a search tells is listed, to be read.
final class StoreFigures {

    private static final int FIRST_PORT = 8091;
    private static final int LOOKUPS_AT_ONCE = 25;
    private static final Duration LONGEST_CRAWL = Duration.ofMinutes(15);
    private static final Duration SETTLING = Duration.ofSeconds(60);

    /// `--from DIR [--shops a,b] [--pages-only] [--per-second 2] [--data DIR]`; without `--data` a folder is made and
    /// left.
    static void run(Options options, PrintStream out) throws IOException, InterruptedException {
        Path data = options.find("data").map(Path::of).orElseGet(StoreFigures::newFolder);
        List<String> shops = List.of(options.find("shops")
                .orElse("webmall_1,webmall_2,webmall_3,webmall_4")
                .split(","));
        for (String shop : shops) {
            if (!options.from().resolve(shop).toFile().isDirectory()) {
                throw new Options.Wrong("--shops: there is no " + options.from().resolve(shop));
            }
        }
        double perSecond = options.number("per-second", 2.0);
        Map<String, Object> figures =
                new StoreFigures(options.from(), options.has("pages-only"), perSecond).run(data, shops);
        figures.put("data", data.toString());
        out.println(
                options.has("json")
                        ? Json.write(figures)
                        : String.join(
                                System.lineSeparator(),
                                figures.entrySet().stream()
                                        .map(it -> "%-32s %s".formatted(it.getKey(), it.getValue()))
                                        .toList()));
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("aisle-stores");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private final Path recordings;
    private final boolean pagesOnly;
    private final double perSecond;

    StoreFigures(Path recordings, boolean pagesOnly, double perSecond) {
        this.recordings = recordings;
        this.pagesOnly = pagesOnly;
        this.perSecond = perSecond;
    }

    /// What a shop says of one of its products.
    private record Truth(String shop, String url, String title, long amount, String currency, boolean inStock) {}

    /// What an agent was told of a listing.
    private record Told(String product, String title, long amount, String currency, boolean available, String buy) {}

    /// Crawls the shops into the data folder, which must be new, and returns the figures in the order they are
    /// printed.
    Map<String, Object> run(Path data, List<String> shops) throws IOException, InterruptedException {
        List<Process> replays = new ArrayList<>();
        Map<String, Integer> ports = new LinkedHashMap<>();
        Files.createDirectories(data);
        try {
            for (String shop : shops) {
                int port = FIRST_PORT + ports.size();
                ports.put(shop, port);
                replays.addAll(replay(shop, port, data));
            }
            Map<String, String> settings = new HashMap<>();
            settings.put(
                    "AISLE_FETCH_ALLOW",
                    String.join(
                            ",",
                            ports.values().stream().map(it -> "127.0.0.1:" + it).toList()));
            settings.put("AISLE_FETCH_PER_SECOND", Double.toString(perSecond));
            settings.put("AISLE_RATE_ANONYMOUS", "100000000");
            settings.put("AISLE_RATE_PARTNER", "100000000");
            settings.put("AISLE_LIVE_LOOKUP", "off");
            try (ServerProcess server = ServerProcess.start(data, settings);
                    HttpTalk talk = new HttpTalk(server.base())) {
                return crawlAndCompare(server, talk, ports, data);
            }
        } finally {
            replays.forEach(Process::destroy);
        }
    }

    private Map<String, Object> crawlAndCompare(
            ServerProcess server, HttpTalk talk, Map<String, Integer> ports, Path data)
            throws IOException, InterruptedException {
        String key = partnerKey(data);
        long started = System.nanoTime();
        List<String> customers = new ArrayList<>();
        for (int port : ports.values()) {
            JsonNode made =
                    partner(talk, "POST", "/v0/partner/merchants", key, "{\"domain\":\"127.0.0.1:" + port + "\"}");
            customers.add(made.path("customer_id").asString());
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("shops", ports.size());
        figures.put("way", pagesOnly ? "product pages alone" : "platform listing where the shop has one");
        int synced = awaitLive(talk, key, customers);
        figures.put("crawl_seconds", Math.round((System.nanoTime() - started) / 1e8) / 10.0);
        figures.put("items_synced", synced);
        List<Truth> truths = new ArrayList<>();
        List<String> unheld = new ArrayList<>();
        for (Map.Entry<String, Integer> shop : ports.entrySet()) {
            Optional<List<Truth>> said = truth(shop.getKey(), shop.getValue());
            said.ifPresentOrElse(truths::addAll, () -> unheld.add("127.0.0.1:" + shop.getValue()));
        }
        if (!truths.isEmpty()) {
            Map<String, Told> told = settle(talk, truths);
            compare(figures, truths, told, talk);
            sharedProducts(figures, truths, told);
        }
        if (!unheld.isEmpty()) {
            figures.put("without_store_api", listed(talk, unheld));
        }
        figures.put("server", server.base().toString());
        figures.put("requests", requests(data, ports));
        return figures;
    }

    /// The index follows the graph a moment later: asks until nothing new is found for a while.
    private Map<String, Told> settle(HttpTalk talk, List<Truth> truths) throws IOException, InterruptedException {
        Map<String, Told> told = lookUp(talk, truths);
        long deadline = System.nanoTime() + SETTLING.toNanos();
        while (told.size() < truths.size() - 1 && System.nanoTime() < deadline) {
            Thread.sleep(1_000);
            Map<String, Told> again = lookUp(talk, truths);
            boolean still = again.equals(told);
            told = again;
            if (still && System.nanoTime() > deadline - SETTLING.toNanos() + 5_000_000_000L) {
                break;
            }
        }
        return told;
    }

    private Map<String, Told> lookUp(HttpTalk talk, List<Truth> truths) throws IOException {
        Map<String, Told> told = new HashMap<>();
        for (int from = 0; from < truths.size(); from += LOOKUPS_AT_ONCE) {
            List<String> urls = truths.subList(from, Math.min(from + LOOKUPS_AT_ONCE, truths.size())).stream()
                    .map(Truth::url)
                    .toList();
            JsonNode answer = Json.tree(talk.post(
                            "/catalog/lookup", Json.write(Map.of("urls", urls, "filters", Map.of("available", false))))
                    .body());
            for (JsonNode product : answer.path("products")) {
                for (JsonNode variant : product.path("variants")) {
                    for (JsonNode input : variant.path("inputs")) {
                        if (input.path("match").asString().equals("exact")) {
                            told.put(
                                    input.path("id").asString(),
                                    new Told(
                                            product.path("id").asString(),
                                            variant.path("title").asString(),
                                            variant.path("price").path("amount").asLong(),
                                            variant.path("price")
                                                    .path("currency")
                                                    .asString(),
                                            variant.path("availability")
                                                    .path("available")
                                                    .asBoolean(),
                                            variant.path("url").asString()));
                        }
                    }
                }
            }
        }
        return told;
    }

    private static void compare(Map<String, Object> figures, List<Truth> truths, Map<String, Told> told, HttpTalk talk)
            throws IOException {
        int titles = 0;
        int prices = 0;
        int currencies = 0;
        int urls = 0;
        int availabilities = 0;
        List<String> differences = new ArrayList<>();
        for (Truth truth : truths) {
            Told one = told.get(truth.url());
            if (one == null) {
                differences.add("not found: " + truth.url() + " (its price is " + truth.amount() + ")");
                continue;
            }
            String target = talk.ask("HEAD", path(one.buy()), "", "").location();
            boolean title = folded(one.title()).equals(folded(truth.title()));
            boolean price = one.amount() == truth.amount();
            boolean currency = one.currency().equals(truth.currency());
            boolean url = target.equals(truth.url());
            boolean availability = one.available() == truth.inStock();
            titles += title ? 1 : 0;
            prices += price ? 1 : 0;
            currencies += currency ? 1 : 0;
            urls += url ? 1 : 0;
            availabilities += availability ? 1 : 0;
            if (!(title && price && currency && url && availability)) {
                differences.add(truth + " but told " + one + " leading to " + target);
            }
        }
        figures.put("listings", truths.size());
        figures.put("found", told.size());
        figures.put("title_equal", titles);
        figures.put("price_equal", prices);
        figures.put("currency_equal", currencies);
        figures.put("url_equal", urls);
        figures.put("availability_equal", availabilities);
        figures.put("differences", differences.stream().limit(20).toList());
    }

    private static void sharedProducts(Map<String, Object> figures, List<Truth> truths, Map<String, Told> told) {
        Map<String, Set<String>> shopsOfTitle = new HashMap<>();
        Map<String, Set<String>> productsOfTitle = new HashMap<>();
        Map<String, Set<String>> shopsOfProduct = new TreeMap<>();
        Map<String, Set<String>> titlesOfProduct = new TreeMap<>();
        for (Truth truth : truths) {
            Told one = told.get(truth.url());
            if (one == null) {
                continue;
            }
            String title = folded(truth.title());
            shopsOfTitle.computeIfAbsent(title, ignored -> new HashSet<>()).add(truth.shop());
            productsOfTitle.computeIfAbsent(title, ignored -> new HashSet<>()).add(one.product());
            shopsOfProduct
                    .computeIfAbsent(one.product(), ignored -> new HashSet<>())
                    .add(truth.shop());
            titlesOfProduct
                    .computeIfAbsent(one.product(), ignored -> new HashSet<>())
                    .add(title);
        }
        List<String> shared = shopsOfTitle.keySet().stream()
                .filter(title -> shopsOfTitle.getOrDefault(title, Set.of()).size() > 1)
                .toList();
        figures.put("titles_in_several_shops", shared.size());
        figures.put(
                "of_these_one_product",
                shared.stream()
                        .filter(title ->
                                productsOfTitle.getOrDefault(title, Set.of()).size() == 1)
                        .count());
        figures.put("products", shopsOfProduct.size());
        figures.put(
                "products_with_several_sellers",
                shopsOfProduct.values().stream().filter(it -> it.size() > 1).count());
        figures.put(
                "of_these_with_differing_titles",
                shopsOfProduct.entrySet().stream()
                        .filter(it -> it.getValue().size() > 1)
                        .filter(it -> titlesOfProduct
                                        .getOrDefault(it.getKey(), Set.of())
                                        .size()
                                > 1)
                        .count());
    }

    /// Name and price of what is searchable of these websites, a line each.
    private static String listed(HttpTalk talk, List<String> websites) throws IOException {
        List<String> lines = new ArrayList<>();
        String cursor = "";
        do {
            Map<String, Object> page = cursor.isEmpty() ? Map.of("limit", 50) : Map.of("limit", 50, "cursor", cursor);
            JsonNode answer = Json.tree(talk.post(
                            "/catalog/search",
                            Json.write(Map.of(
                                    "filters",
                                    Map.of("website_ids", websites, "available", false),
                                    "pagination",
                                    page)))
                    .body());
            for (JsonNode product : answer.path("products")) {
                for (JsonNode variant : product.path("variants")) {
                    JsonNode price = variant.path("price");
                    lines.add("    %s | %s | %s"
                            .formatted(
                                    variant.path("title").asString(),
                                    price.path("amount").asLong(),
                                    price.path("currency").asString()));
                }
            }
            cursor = answer.path("pagination").path("cursor").asString("");
        } while (!cursor.isEmpty());
        return lines.size() + " listings" + System.lineSeparator() + String.join(System.lineSeparator(), lines);
    }

    /// What the shop's own Store API says of its products; empty where it has none.
    private Optional<List<Truth>> truth(String shop, int port) throws IOException {
        List<Truth> truths = new ArrayList<>();
        String here = "http://127.0.0.1:" + port;
        try (HttpTalk talk = new HttpTalk(java.net.URI.create("http://127.0.0.1:" + (port + 100)))) {
            for (int page = 1; ; page++) {
                HttpTalk.Answer answer =
                        talk.ask("GET", "/wp-json/wc/store/v1/products?per_page=100&page=" + page, "", "");
                if (answer.status() == 404) {
                    return Optional.empty();
                }
                JsonNode products = Json.tree(answer.body());
                for (JsonNode product : products) {
                    JsonNode prices = product.path("prices");
                    truths.add(new Truth(
                            shop,
                            here + path(product.path("permalink").asString()),
                            Jsoup.parse(Parser.unescapeEntities(
                                            product.path("name").asString(), false))
                                    .text(),
                            Long.parseLong(prices.path("price").asString()),
                            prices.path("currency_code").asString(),
                            product.path("is_in_stock").asBoolean()));
                }
                if (products.size() < 100) {
                    return Optional.of(truths);
                }
            }
        }
    }

    /// One replay for the crawler, and one hundred ports above it another that the truth is read from, so
    /// that our own questions do not stand in the crawler's log.
    private List<Process> replay(String shop, int port, Path data) throws IOException {
        List<String> more = new ArrayList<>(
                List.of("--log", data.resolve(shop + ".requests").toString()));
        if (pagesOnly) {
            more.addAll(List.of("--without", "^/wp-json"));
        }
        return List.of(
                RecordedShop.serve(recordings, shop, port, more),
                RecordedShop.serve(recordings, shop, port + 100, List.of()));
    }

    static int awaitLive(HttpTalk talk, String key, List<String> customers) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_CRAWL.toNanos();
        while (System.nanoTime() < deadline) {
            int live = 0;
            int items = 0;
            for (String customer : customers) {
                JsonNode row = partner(talk, "GET", "/v0/partner/merchants/" + customer + "/connections", key, "")
                        .path("import_sources")
                        .path(0)
                        .path("sync");
                live += row.path("state").asString().equals("live") ? 1 : 0;
                items += row.path("items_synced").asInt();
            }
            System.err.printf("\rcrawling: %d of %d shops live, %d listings ", live, customers.size(), items);
            if (live == customers.size()) {
                return items;
            }
            Thread.sleep(500);
        }
        throw new IllegalStateException("not live after " + LONGEST_CRAWL);
    }

    static JsonNode partner(HttpTalk talk, String method, String path, String key, String body) {
        try {
            HttpTalk.Answer answer = talk.ask(method, path, "x-api-key: " + key + "\r\n", body);
            if (answer.status() != 200) {
                throw new IllegalStateException(method + " " + path + ": " + answer.status() + " " + answer.body());
            }
            return Json.tree(answer.body());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static String partnerKey(Path data) throws IOException, InterruptedException {
        Process made = new ProcessBuilder(
                        ServerProcess.launcher().toString(),
                        "partner",
                        "create",
                        "--data",
                        data.toString(),
                        "--name",
                        "Figures",
                        "--json")
                .redirectError(data.resolve("partner.log").toFile())
                .start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (made.waitFor() != 0) {
            throw new IllegalStateException("partner create failed, see " + data.resolve("partner.log"));
        }
        return Json.tree(said).path("key").asString();
    }

    private static Map<String, Long> requests(Path data, Map<String, Integer> ports) throws IOException {
        Map<String, Long> requests = new LinkedHashMap<>();
        for (String shop : ports.keySet()) {
            try (var lines = Files.lines(data.resolve(shop + ".requests"))) {
                requests.put(shop, lines.count());
            }
        }
        return requests;
    }

    private static String path(String url) {
        java.net.URI parts = java.net.URI.create(url);
        return parts.getRawPath()
                + Optional.ofNullable(parts.getRawQuery()).map(it -> "?" + it).orElse("");
    }

    /// Typographic variants that shops' own pages and interfaces disagree about.
    static String folded(String title) {
        return Normalizer.normalize(title, Normalizer.Form.NFKC)
                .replace('″', '"')
                .replace('“', '"')
                .replace('”', '"')
                .replace('′', '\'')
                .replace('’', '\'')
                .replace('‘', '\'')
                .replace('–', '-')
                .replace('—', '-')
                .replace('×', 'x')
                .replaceAll("''", "\"")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
