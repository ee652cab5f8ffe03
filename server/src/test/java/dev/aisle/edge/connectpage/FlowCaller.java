package dev.aisle.edge.connectpage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import tools.jackson.databind.JsonNode;

/// A partner with its key, and a merchant with a browser that shows no pictures and runs no scripts.
final class FlowCaller implements AutoCloseable {

    private static final String MERCHANTS = "/v0/partner/merchants";

    private final URI server;
    private final String key;
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    FlowCaller(URI server, String key) {
        this.server = server;
        this.key = key;
    }

    /// A page as it came.
    record Page(URI at, String html) {

        String text() {
            return Jsoup.parse(html).text();
        }

        /// What stands in a field.
        String value(String field) {
            return Jsoup.parse(html)
                    .select("input[name=" + field + "], select[name=" + field + "] option[selected]")
                    .attr("value");
        }

        /// What may be chosen for a field.
        List<String> choices(String field) {
            return Jsoup.parse(html).select("select[name=" + field + "] option").eachText();
        }

        /// All fields of the page's form that can be seen.
        Map<String, String> fields() {
            Map<String, String> fields = new LinkedHashMap<>();
            for (Element input : Jsoup.parse(html).select("main form input[name]:not([type=hidden])")) {
                fields.put(input.attr("name"), input.attr("value"));
            }
            for (Element select : Jsoup.parse(html).select("main form select[name]")) {
                fields.put(select.attr("name"), value(select.attr("name")));
            }
            return fields;
        }
    }

    String merchant(String domain) {
        return api("POST", MERCHANTS, Json.write(Map.of("domain", domain)))
                .path("customer_id")
                .asString("");
    }

    URI session(String merchant, String platform, String back) {
        String fields = Json.write(Map.of("redirect_uri", back, "platform", platform));
        return URI.create(api("POST", MERCHANTS + "/" + merchant + "/connections/sessions", fields)
                .path("url")
                .asString(""));
    }

    /// A row of List connections.
    JsonNode row(String merchant, String platform) {
        for (JsonNode row :
                api("GET", MERCHANTS + "/" + merchant + "/connections", "").path("import_sources")) {
            if (row.path("platform").asString("").equals(platform)) {
                return row;
            }
        }
        return Json.tree("{}");
    }

    private JsonNode api(String method, String path, String body) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(server.resolve(path))
                .header("x-api-key", key)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.tree(answer.body());
    }

    /// A call of a platform.
    HttpResponse<String> post(String path, String body) {
        return post(path, body, Map.of());
    }

    HttpResponse<String> post(String path, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request);
    }

    Page open(URI at) {
        return page(HttpRequest.newBuilder(at));
    }

    /// Fills the form of a page and presses one of its buttons.
    ///
    /// @param way the button's value; empty for the only one
    Page press(Page page, String way, Map<String, String> filled) {
        Element form = Jsoup.parse(page.html()).select("main form").getFirst();
        Map<String, String> fields = new LinkedHashMap<>();
        form.select("input[type=hidden]").forEach(it -> fields.put(it.attr("name"), it.attr("value")));
        fields.putAll(filled);
        if (!way.isEmpty()) {
            assertThat(form.select("button[value=" + way + "]")).as(way).hasSize(1);
            fields.put("way", way);
        }
        String body = fields.entrySet().stream()
                .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
                .collect(Collectors.joining("&"));
        return page(HttpRequest.newBuilder(page.at().resolve(form.attr("action")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private Page page(HttpRequest.Builder request) {
        HttpResponse<String> answer = send(request);
        return new Page(answer.uri(), answer.body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }
}
