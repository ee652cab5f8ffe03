package dev.aisle.edge.restv1;

import com.sun.net.httpserver.HttpServer;
import dev.aisle.Serving;
import dev.aisle.Settings;
import dev.aisle.base.json.Json;
import dev.aisle.command.Aisle;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A tea shop on loopback, and a whole server that starts empty and has read some of its pages live, with a
/// vendor's key.
final class TeaHouse implements AutoCloseable {

    static final String PAGE = """
            <html><head><title>%1$s</title><script type="application/ld+json">
            {"@context":"https://schema.org","@type":"Product","name":"%1$s","sku":"%2$s","color":"%3$s",
             "brand":{"@type":"Brand","name":"Ember"},"image":"https://img.example/%2$s.jpg","material":"Steel",
             "description":"Keeps the heat.\\n• Gooseneck spout\\n• Holds 0.9 l",
             "offers":{"@type":"Offer","price":"%4$s","priceCurrency":"%5$s",
                       "availability":"https://schema.org/%6$s"}}
            </script></head><body><h1>%1$s</h1></body></html>
            """;

    /// A thing in two colors and two sizes, of which one choice is gone and one is reduced.
    private static final String ROBE = """
            <html><head><title>Cinder Lounge Robe</title><script type="application/ld+json">
            {"@context":"https://schema.org","@type":"ProductGroup","name":"Cinder Lounge Robe","productGroupID":"ER-1",
             "brand":{"@type":"Brand","name":"Cinder"},"variesBy":["https://schema.org/color","https://schema.org/size"],
             "hasVariant":[
              {"@type":"Product","name":"Cinder Lounge Robe","sku":"ER-RED-M","color":"Red","size":"M",
               "image":"https://img.example/robe-red.jpg",
               "offers":{"@type":"Offer","url":"ORIGIN/robe?v=1","priceCurrency":"USD","price":"60.00",
                         "availability":"https://schema.org/InStock",
                         "priceSpecification":{"@type":"UnitPriceSpecification","priceCurrency":"USD","price":"80.00",
                                               "priceType":"https://schema.org/StrikethroughPrice"}}},
              {"@type":"Product","name":"Cinder Lounge Robe","sku":"ER-RED-L","color":"Red","size":"L",
               "image":"https://img.example/robe-red.jpg",
               "offers":{"@type":"Offer","url":"ORIGIN/robe?v=2","priceCurrency":"USD","price":"80.00",
                         "availability":"https://schema.org/OutOfStock"}},
              {"@type":"Product","name":"Cinder Lounge Robe","sku":"ER-BLUE-M","color":"Blue","size":"M",
               "image":"https://img.example/robe-blue.jpg",
               "offers":{"@type":"Offer","url":"ORIGIN/robe?v=3","priceCurrency":"USD","price":"80.00",
                         "availability":"https://schema.org/InStock"}}]}
            </script></head><body><h1>Cinder Lounge Robe</h1></body></html>
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final HttpServer shop;
    private final String origin;
    private final Serving serving;
    private final String key;

    /// @param folder for the server's data
    TeaHouse(Path folder) throws IOException {
        shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String domain = "127.0.0.1:" + shop.getAddress().getPort();
        origin = "http://" + domain;
        page("/robots.txt", 200, "User-agent: *\nDisallow: /private/\n");
        page("/kettle", 200, PAGE.formatted("Ember Gooseneck Kettle", "EK-1", "Black", "79.50", "USD", "InStock"));
        page("/teapot", 200, PAGE.formatted("Ember Cast Teapot", "EK-2", "Black", "45.00", "USD", "InStock"));
        page("/samovar", 200, PAGE.formatted("Ember Samovar Kettle", "EK-3", "Brass", "199.00", "USD", "OutOfStock"));
        page("/bouilloire", 200, PAGE.formatted("Ember Travel Kettle", "EK-4", "White", "30.00", "EUR", "InStock"));
        page("/private/kettle", 200, PAGE.formatted("Secret Kettle", "EK-5", "White", "1.00", "USD", "InStock"));
        page("/grinder", 200, PAGE.formatted("Ember Hand Grinder", "EK-6", "Black", "59.00", "USD", "InStock"));
        page(
                "/shelf/grinder",
                200,
                PAGE.formatted("Ember Hand Grinder", "EK-6", "Black", "59.00", "USD", "InStock")
                        .replace("<title>", "<link rel=\"canonical\" href=\"" + origin + "/grinder\"><title>"));
        shop.createContext("/lid", exchange -> {
            boolean here = "color=red".equals(exchange.getRequestURI().getQuery());
            byte[] bytes = PAGE.formatted("Ember Spare Lid", "EK-7", "Red", "9.00", "USD", "InStock")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(here ? 200 : 404, here ? bytes.length : -1);
            exchange.getResponseBody().write(here ? bytes : new byte[0]);
            exchange.close();
        });
        page(
                "/crate",
                200,
                PAGE.formatted("Ember Tea Crate", "EK-8", "Navy Blue", "20.00", "USD", "InStock")
                        .replace(
                                "</body>",
                                "<table><tr><th>Dimensions</th><td>30 x 20 x 10 cm</td></tr>"
                                        + "<tr><th>Weight</th><td>1.5 kg</td></tr></table></body>"));
        page("/robe", 200, ROBE.replace("ORIGIN", origin));
        page("/about", 200, "<html><body><h1>About us</h1><p>We like tea.</p></body></html>");
        page("/broken", 500, "oops");
        shop.start();
        serving = Serving.start(Settings.read(
                Optional.empty(),
                Map.of(
                        "AISLE_DATA",
                        folder.toString(),
                        "AISLE_PORT",
                        "0",
                        "AISLE_FETCH_ALLOW",
                        domain,
                        "AISLE_FETCH_PER_SECOND",
                        "100")));
        JsonNode vendor = command(folder, "vendor", "create", "--name", "Agent");
        key = vendor.path("key").asString("");
        command(folder, "vendor", "plan", vendor.path("vendor_id").asString(""), "--tier", "no-limit");
        for (String page : List.of("/kettle", "/teapot", "/samovar", "/bouilloire", "/crate", "/robe")) {
            lookup(page);
        }
    }

    private static JsonNode command(Path folder, String... words) {
        StringWriter out = new StringWriter();
        Aisle.commandLine()
                .setOut(new PrintWriter(out))
                .execute(Stream.concat(Arrays.stream(words), Stream.of("--json", "--data", folder.toString()))
                        .toArray(String[]::new));
        return Json.tree(out.toString());
    }

    @Override
    public void close() {
        serving.close();
        shop.stop(0);
        http.close();
    }

    String origin() {
        return origin;
    }

    URI address() {
        return serving.address();
    }

    String key() {
        return key;
    }

    /// How often a page of the shop was asked for.
    int asked(String page) {
        return asked.getOrDefault(page, new AtomicInteger()).get();
    }

    record Reply(int status, JsonNode json) {

        String detail() {
            return json.path("detail").isString()
                    ? json.path("detail").asString("")
                    : json.path("detail").toString();
        }
    }

    Reply lookup(String page) {
        return post(
                "/v1/lookup",
                "{\"url\":\"" + origin + page + "\",\"config\":{\"currency\":\""
                        + (page.equals("/bouilloire") ? "EUR" : "USD") + "\"}}");
    }

    Reply get(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(serving.address().resolve(path)).header("x-api-key", key);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    Reply post(String path, String body) {
        return send(HttpRequest.newBuilder(serving.address().resolve(path))
                .header("x-api-key", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Reply send(HttpRequest.Builder request) {
        HttpResponse<String> response = sent(request);
        return new Reply(response.statusCode(), Json.tree(response.body()));
    }

    /// The same with the vendor's key, and the answer with its headers.
    HttpResponse<String> exchange(HttpRequest.Builder request) {
        return sent(request.header("x-api-key", key));
    }

    private HttpResponse<String> sent(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    static List<String> titles(JsonNode answer) {
        return answer.path("products")
                .valueStream()
                .map(it -> it.path("title").asString(""))
                .toList();
    }

    void page(String path, int status, String body) {
        shop.createContext(path, exchange -> {
            boolean here = exchange.getRequestURI().getPath().equals(path);
            asked.computeIfAbsent(path, ignored -> new AtomicInteger()).incrementAndGet();
            byte[] bytes = here ? body.getBytes(StandardCharsets.UTF_8) : new byte[0];
            exchange.getResponseHeaders()
                    .set("Content-Type", path.endsWith(".txt") ? "text/plain" : "text/html; charset=utf-8");
            exchange.sendResponseHeaders(here ? status : 404, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
