package dev.aisle.bench;

import dev.aisle.base.json.Json;
import dev.aisle.journeys.outlet.GoogleOutlet;
import dev.aisle.journeys.outlet.Inspection;
import dev.aisle.journeys.outlet.MicrosoftOutlet;
import dev.aisle.journeys.outlet.OpenAiOutlet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A feed as an outlet fetches it: its files, how they are served, and what is wrong in them.
///
/// @param rows in one form of it
record FetchedFeed(int files, int rows, List<String> errors) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int MOST_ROWS_A_FILE = 500_000;

    /// @param url where the merchant is told that it is; empty where there is none
    /// @param store the merchant's id, which every item's id begins with
    static FetchedFeed of(String destination, String url, String domain, String store)
            throws IOException, InterruptedException {
        List<String> errors = new ArrayList<>();
        if (url.isEmpty()) {
            return new FetchedFeed(0, 0, errors);
        }
        return switch (destination) {
            case "openai" -> openAi(url, domain, store, errors);
            case "google" -> {
                Inspection xml = GoogleOutlet.inspectXml(file(url, errors), domain);
                Inspection tsv = GoogleOutlet.inspectTsv(file(url.replace("google.xml", "google.tsv"), errors), domain);
                add(errors, "google.xml", xml, store);
                add(errors, "google.tsv", tsv, store);
                if (!xml.ids().equals(tsv.ids())) {
                    errors.add("google.xml and google.tsv have other items");
                }
                yield new FetchedFeed(2, xml.rows(), errors);
            }
            default -> {
                Inspection text = MicrosoftOutlet.inspect(file(url, errors), domain);
                add(errors, "microsoft.txt", text, store);
                yield new FetchedFeed(1, text.rows(), errors);
            }
        };
    }

    private static FetchedFeed openAi(String url, String domain, String store, List<String> errors)
            throws IOException, InterruptedException {
        List<String> shards = new ArrayList<>();
        if (url.endsWith(".json")) {
            JsonNode manifest = Json.tree(new String(file(url, errors), java.nio.charset.StandardCharsets.UTF_8));
            for (JsonNode shard : manifest.path("files")) {
                shards.add(url.substring(0, url.lastIndexOf('/') + 1)
                        + shard.path("file").asString());
            }
        } else {
            shards.add(url);
        }
        int rows = 0;
        Set<String> ids = new LinkedHashSet<>();
        for (String shard : shards) {
            Inspection inspected = OpenAiOutlet.inspect(file(shard, errors), domain);
            add(errors, shard.substring(shard.lastIndexOf('/') + 1), inspected, store);
            if (inspected.rows() > MOST_ROWS_A_FILE) {
                errors.add("a shard has more than " + MOST_ROWS_A_FILE + " items");
            }
            inspected.ids().stream().filter(it -> !ids.add(it)).forEach(it -> errors.add("in two shards: " + it));
            rows += inspected.rows();
        }
        return new FetchedFeed(shards.size(), rows, errors);
    }

    private static void add(List<String> errors, String file, Inspection inspected, String store) {
        inspected.errors().forEach(it -> errors.add(file + ": " + it));
        inspected.ids().stream()
                .filter(it -> !it.startsWith(store + "-"))
                .forEach(it -> errors.add(file + ": an id that does not begin with the store's: " + it));
    }

    private static byte[] file(String url, List<String> errors) throws IOException, InterruptedException {
        HttpResponse<byte[]> first =
                HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
        String name = url.substring(url.lastIndexOf('/') + 1);
        if (first.statusCode() != 200) {
            errors.add(name + ": status " + first.statusCode());
        }
        String tag = header(first, "etag");
        if (tag.isEmpty() || header(first, "last-modified").isEmpty()) {
            errors.add(name + ": no ETag or no Last-Modified");
        }
        if (!header(first, "cache-control").equals("no-cache")
                || !header(first, "x-robots-tag").equals("noindex")) {
            errors.add(name + ": the headers do not keep it from caches and search engines");
        }
        HttpResponse<byte[]> again = HTTP.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("If-None-Match", tag)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (again.statusCode() != 304) {
            errors.add(name + ": asked again with its ETag it answers " + again.statusCode());
        }
        return first.body();
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
