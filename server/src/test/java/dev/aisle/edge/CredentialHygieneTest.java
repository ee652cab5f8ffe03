package dev.aisle.edge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.aisle.Serving;
import dev.aisle.Settings;
import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.base.ids.Base62;
import dev.aisle.base.json.Json;
import dev.aisle.command.Aisle;
import dev.aisle.market.merchant.Platform;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// Marked secrets go in through every door: keys of partners and vendors, webhooks' secrets, and every
/// secret field of every form of the hosted page, for a store that takes them and for one that says them
/// back in its errors. None may come out again: not in a log at DEBUG, an answer, an address, a page, what
/// a command prints, or a column of a table.
class CredentialHygieneTest {

    private static final String BACK = "https://app.partner.example/done";
    private static final int DEEPEST = 4;
    private static final int MOST_REDIRECTS = 5;

    private final Map<String, String> planted = new LinkedHashMap<>();
    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final List<String> answered = new ArrayList<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final List<String> printed = new ArrayList<>();
    private volatile boolean storeTakesThem = true;
    private HttpServer store;
    private String storeDomain;
    private Serving serving;
    private Path config;
    private String database;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        storeDomain = "127.0.0.1:" + store.getAddress().getPort();
        store.createContext("/", this::sellOrRefuse);
        store.start();
        database = TestDatabase.freshUrl();
        config = Files.writeString(
                folder.resolve("aisle.properties"),
                String.join(
                        "\n",
                        "aisle.data=" + folder.resolve("data"),
                        "aisle.port=0",
                        "aisle.database.url=" + database,
                        "aisle.fetch.allow=" + storeDomain,
                        "aisle.fetch.per.second=100",
                        "aisle.shopify.client.id=shop-app",
                        "aisle.shopify.client.secret=" + plant("shopify app")));
        serving = Serving.start(Settings.read(Optional.of(config), Map.of()));
    }

    @AfterEach
    void close() {
        serving.close();
        store.stop(0);
    }

    @Test
    void noPlantedSecretComesOutAgain() throws Exception {
        Logger ours = (Logger) LoggerFactory.getLogger("dev.aisle");
        Logger all = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Listening listening = new Listening();
        listening.start();
        all.addAppender(listening);
        Level before = ours.getLevel();
        ours.setLevel(Level.DEBUG);
        try {
            goThroughEveryDoor();
        } finally {
            ours.setLevel(before);
            all.detachAppender(listening);
        }

        assertThat(logged).isNotEmpty();
        assertThat(planted).hasSizeGreaterThan(10);
        assertClean("the log", logged);
        assertClean("an answer", answered);
        assertClean("an address at the store", asked);
        assertClean("what a command printed", printed);
        try (Database tables = Database.external(database)) {
            assertClean("a table", everyRow(tables));
        }
    }

    private void goThroughEveryDoor() throws Exception {
        String partner = key("partner", "create", "--name", "P", "--redirect-uri", BACK);
        String partnerKey = secret("partner key");
        key("vendor", "create", "--name", "V");
        secretOf("partner", "webhook", "add", "--url", "http://" + storeDomain + "/hooks");
        secretOf("vendor", "webhook", "add", "--url", "http://" + storeDomain + "/hooks");
        String user = plant("feed user");
        run("import", "http://" + user + ":" + user + "@" + storeDomain + "/feed.tsv", "--merchant", "shop.example");
        run("partner", "webhook", "add", partner, "--url", "https://" + user + ":" + user + "@hooks.example/");
        call("GET", "/v0/partner/merchants?page=x&key=" + "1", partnerKey, "");
        call("POST", "/v1/search", secret("vendor key"), "{}");
        call("POST", "/v1/search", secret("vendor key") + "x", "{}");
        call("GET", "/v0/partner/merchants", partnerKey + "x", "");
        String merchant = Json.tree(
                        call("POST", "/v0/partner/merchants", partnerKey, "{\"domain\":\"" + storeDomain + "\"}"))
                .path("customer_id")
                .asString("");
        for (boolean takes : List.of(false, true)) {
            storeTakesThem = takes;
            for (Platform platform : Platform.values()) {
                if (platform.connectable()) {
                    String session = "{\"redirect_uri\":\"" + BACK + "\",\"platform\":\"" + platform.slug() + "\"}";
                    String minted = call(
                            "POST", "/v0/partner/merchants/" + merchant + "/connections/sessions", partnerKey, session);
                    connect(platform, URI.create(Json.tree(minted).path("url").asString("")));
                }
            }
        }
        call("GET", "/v0/partner/merchants/" + merchant + "/connections", partnerKey, "");
    }

    /// Presses every button of every form on the way, with a fresh secret in each field that takes one.
    private void connect(Platform platform, URI start) throws Exception {
        HttpClient browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .build();
        Browsed page = open(browser, HttpRequest.newBuilder(start));
        page = press(browser, page, Jsoup.parse(page.html()).select("form"), "", platform);
        for (int depth = 0; depth < DEEPEST; depth++) {
            List<Browsed> next = new ArrayList<>();
            for (Element button : Jsoup.parse(page.html()).select("form button[name=way]")) {
                Elements form = button.parents().select("form");
                if (!button.attr("value").equals("end")) {
                    next.add(press(browser, page, form, button.attr("value"), platform));
                }
            }
            Optional<Browsed> deeper = next.stream()
                    .filter(it -> !Jsoup.parse(it.html())
                            .select("form button[name=way]")
                            .isEmpty())
                    .reduce((first, last) -> last);
            if (deeper.isEmpty()) {
                return;
            }
            page = deeper.get();
        }
    }

    private Browsed press(HttpClient browser, Browsed page, Elements forms, String way, Platform platform)
            throws Exception {
        if (forms.isEmpty()) {
            return page;
        }
        Element form = forms.get(0);
        Map<String, String> fields = new LinkedHashMap<>();
        for (Element input : form.select("input[name]")) {
            String name = input.attr("name");
            boolean given = input.attr("type").equals("hidden") || input.hasAttr("readonly");
            fields.put(name, given ? input.attr("value") : filled(input, platform));
        }
        if (!way.isEmpty()) {
            fields.put("way", way);
        }
        String body = fields.entrySet().stream()
                .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
                .collect(Collectors.joining("&"));
        return open(
                browser,
                HttpRequest.newBuilder(page.at().resolve(form.attr("action")))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String filled(Element input, Platform platform) {
        String name = input.attr("name");
        if (platform == Platform.PRODUCT_FEED && name.equals("url")) {
            String token = plant("a feed's key " + planted.size());
            return storeTakesThem
                    ? "http://" + storeDomain + "/feed.tsv"
                    : "http://" + token + ":" + token + "@" + storeDomain + "/feed.tsv?key=" + token;
        }
        if (name.equals("path")) {
            return "http://" + storeDomain + "/stores/abc123/v3/";
        }
        boolean address = Stream.of("store", "shop", "url", "address", "host").anyMatch(name::contains);
        boolean secret = input.attr("type").equals("password")
                || Stream.of("key", "secret", "token").anyMatch(name::contains);
        if (!address && !secret) {
            return "somebody";
        }
        return address ? storeDomain : plant(platform.slug() + " " + name + " " + planted.size());
    }

    private record Browsed(URI at, String html) {}

    /// Follows our own redirects only; where another one leads is looked at.
    private Browsed open(HttpClient browser, HttpRequest.Builder first) throws Exception {
        HttpRequest request = first.build();
        for (int hop = 0; hop < MOST_REDIRECTS; hop++) {
            HttpResponse<String> answer = browser.send(request, HttpResponse.BodyHandlers.ofString());
            answered.add(request.uri() + "\n" + answer.headers().map() + "\n" + answer.body());
            Optional<String> location = answer.headers().firstValue("Location");
            if (location.isEmpty()) {
                return new Browsed(request.uri(), answer.body());
            }
            URI next = request.uri().resolve(location.get());
            if (!next.getAuthority().equals(serving.address().getAuthority())) {
                return new Browsed(next, "");
            }
            request = HttpRequest.newBuilder(next).build();
        }
        return new Browsed(request.uri(), "");
    }

    private void sellOrRefuse(HttpExchange exchange) throws IOException {
        String credentials = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        String path = exchange.getRequestURI().toString();
        asked.add(path);
        byte[] said = exchange.getRequestBody().readAllBytes();
        String body = "You sent " + credentials + " and " + new String(said, StandardCharsets.UTF_8) + " to " + path;
        int status = 401;
        String type = "text/html";
        if (storeTakesThem) {
            status = 200;
            type = path.startsWith("/feed") ? "text/tab-separated-values" : "application/json";
            body = path.startsWith("/feed")
                    ? "id\ttitle\tlink\tprice\n1\tDesk\thttp://" + storeDomain + "/p/1\t10.00 USD\n"
                    : path.contains("currency") ? "{\"value\":\"USD\"}" : "[]";
        }
        exchange.getResponseHeaders().set("Content-Type", type);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String plant(String door) {
        String secret = "Marked" + Base62.random(20);
        planted.put(door, secret);
        return secret;
    }

    private String secret(String door) {
        return Optional.ofNullable(planted.get(door)).orElseThrow();
    }

    private String key(String kind, String... words) {
        var issued = Json.tree(
                quietly(Stream.concat(Stream.of(kind), Arrays.stream(words)).toArray(String[]::new)));
        planted.put(kind + " key", issued.path("key").asString(""));
        return issued.path(kind + "_id").asString("");
    }

    private void secretOf(String... words) {
        String secret = Json.tree(quietly(words)).path("secret").asString("");
        planted.put(words[0] + " webhook", secret.substring("whsec_".length()));
    }

    /// Of a command that is to print a secret, once.
    private String quietly(String... words) {
        int before = printed.size();
        String out = run(words);
        printed.subList(before, printed.size()).clear();
        return out;
    }

    private String run(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--json", "--config", config.toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Aisle.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
        printed.add(out + "\n" + err);
        return out.toString();
    }

    private String call(String method, String path, String key, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(serving.address().resolve(path))
                .header("x-api-key", key)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            answered.add(answer.headers().map() + "\n" + answer.body());
            return answer.body();
        }
    }

    private void assertClean(String where, Iterable<String> texts) {
        for (String text : texts) {
            planted.forEach((door, secret) -> {
                for (String spelling : spellings(secret)) {
                    assertThat(text.contains(spelling))
                            .as(where + " shows the secret of " + door + ": " + text)
                            .isFalse();
                }
            });
        }
    }

    private static List<String> spellings(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        return List.of(
                secret,
                encoded(secret),
                HexFormat.of().formatHex(bytes),
                Base64.getEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes, bytes.length / 3 * 3)));
    }

    private static List<String> everyRow(Database tables) {
        List<String> rows = new ArrayList<>();
        List<String> names = tables.db()
                .list(
                        "select table_name from information_schema.tables where table_schema = 'public' and table_type"
                                + " = 'BASE TABLE'",
                        row -> row.text("table_name"));
        assertThat(names).contains("credentials", "kept_secrets", "partner_keys", "webhooks", "connect_sessions");
        for (String name : names) {
            rows.addAll(tables.db()
                    .list("select t::text as row from \"" + name + "\" t", row -> name + " " + row.text("row")));
        }
        assertThat(rows).anyMatch(it -> it.startsWith("credentials ")).anyMatch(it -> it.startsWith("kept_secrets "));
        return rows;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// Keeps every line of the log with its exceptions.
    private final class Listening extends AppenderBase<ILoggingEvent> {

        @Override
        protected void append(ILoggingEvent event) {
            String thrown =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            logged.add(event.getFormattedMessage() + "\n" + thrown);
        }
    }
}
