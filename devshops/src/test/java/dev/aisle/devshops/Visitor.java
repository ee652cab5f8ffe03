package dev.aisle.devshops;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/// Somebody who asks one shop for pages and follows no redirect.
record Visitor(String origin) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    static Visitor at(Street street, String shop) {
        return street.shops().stream()
                .filter(open -> open.name().equals(shop))
                .map(open -> new Visitor(open.origin()))
                .findFirst()
                .orElseThrow();
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, headers, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<byte[]> bytes(String path, String... headers) {
        return send("GET", path, headers, HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<InputStream> stream(String path) {
        return send("GET", path, new String[0], HttpResponse.BodyHandlers.ofInputStream());
    }

    HttpResponse<String> post(String path) {
        return send("POST", path, new String[0], HttpResponse.BodyHandlers.ofString());
    }

    String page(String path) {
        return get(path).body();
    }

    /// What the shop's own truth says, one list of columns a unit.
    List<List<String>> goods() {
        return page("/__goods")
                .lines()
                .map(line -> List.of(line.split("\t", -1)))
                .toList();
    }

    /// The path of an address of this shop.
    String path(String address) {
        return address.startsWith(origin) ? address.substring(origin.length()) : address;
    }

    List<String> all(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    List<String> locations(String sitemap) {
        return all(sitemap, "<loc>([^<]+)</loc>").stream()
                .map(location -> path(location.replace("&amp;", "&")))
                .toList();
    }

    private <T> HttpResponse<T> send(
            String method, String path, String[] headers, HttpResponse.BodyHandler<T> reading) {
        var request = HttpRequest.newBuilder(URI.create(origin + path.replace(" ", "%20")))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("User-Agent", "Visitor/1");
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), reading);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
