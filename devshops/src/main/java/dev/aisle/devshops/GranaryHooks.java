package dev.aisle.devshops;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The webhooks of a BigCommerce store: `store/product/*` stands for every event of products; a call says
/// no more than what it is about, and carries the headers that were given with it. They go to port 443 by
/// https, on loopback anywhere.
final class GranaryHooks {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Pattern JSON_TEXT = Pattern.compile("\"([^\"]+)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern HEADERS = Pattern.compile("\"headers\"\\s*:\\s*\\{([^}]*)\\}");
    private static final Pattern DESTINATION =
            Pattern.compile("https://[^/:]+(:443)?/.*|https?://(127\\.0\\.0\\.1|localhost)(:\\d+)?/.*");

    private final InstantSource time;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(LONGEST_WAIT).build();
    private final List<Hook> hooks = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger(20_000_000);

    private record Hook(int id, String scope, String destination, Map<String, String> headers) {

        boolean wants(String event) {
            return scope.equals(event) || (scope.endsWith("/*") && event.startsWith(scope.replace("*", "")));
        }

        Map<String, @Nullable Object> json() {
            return JsonText.object(
                    "id",
                    id,
                    "scope",
                    scope,
                    "destination",
                    destination,
                    "headers",
                    headers,
                    "is_active",
                    true,
                    "store_hash",
                    "gr4nary");
        }
    }

    GranaryHooks(InstantSource time) {
        this.time = time;
    }

    int size() {
        return hooks.size();
    }

    Answer answer(String path, Request request) {
        return switch (request.method()) {
            case "POST" -> add(request.body());
            case "DELETE" ->
                hooks.removeIf(hook -> path.equals("/v3/hooks/" + hook.id))
                        ? Answer.json(JsonText.object("data", Map.of(), "meta", Map.of()))
                        : GranaryShop.error(404, "The requested resource was not found.");
            default ->
                Answer.json(
                        JsonText.object("data", hooks.stream().map(Hook::json).toList(), "meta", Map.of()));
        };
    }

    private Answer add(String body) {
        Matcher headers = HEADERS.matcher(body);
        var given = headers.find() ? texts(headers.group(1)) : Map.<String, String>of();
        var said = texts(HEADERS.matcher(body).replaceAll(""));
        String scope = said.getOrDefault("scope", "");
        String destination = said.getOrDefault("destination", "");
        if (!scope.matches("store/[a-zA-Z/]+(/\\*)?")
                || !DESTINATION.matcher(destination).matches()) {
            return GranaryShop.error(422, "The scope or the destination is not valid");
        }
        var hook = new Hook(ids.incrementAndGet(), scope, destination, given);
        hooks.add(hook);
        return Answer.json(JsonText.object("data", hook.json(), "meta", Map.of()));
    }

    private static Map<String, String> texts(String json) {
        var texts = new LinkedHashMap<String, String>();
        Matcher pairs = JSON_TEXT.matcher(json);
        while (pairs.find()) {
            texts.put(pairs.group(1), pairs.group(2).replace("\\/", "/"));
        }
        return texts;
    }

    void deliver(String event, Map<String, @Nullable Object> about, String store) {
        for (Hook hook : hooks) {
            if (hook.wants(event)) {
                String body = JsonText.of(JsonText.object(
                        "store_id",
                        "11111",
                        "producer",
                        store.substring(1),
                        "scope",
                        event,
                        "data",
                        about,
                        "hash",
                        hash(event + JsonText.of(about) + time.instant()),
                        "created_at",
                        time.instant().getEpochSecond()));
                var request = HttpRequest.newBuilder(URI.create(hook.destination))
                        .timeout(LONGEST_WAIT)
                        .header("Content-Type", "application/json");
                hook.headers.forEach(request::header);
                var call =
                        request.POST(HttpRequest.BodyPublishers.ofString(body)).build();
                Thread.startVirtualThread(() -> send(call));
            }
        }
    }

    private void send(HttpRequest request) {
        try {
            client.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException unheard) {
            hooks.removeIf(
                    it -> it.destination.equals(request.uri().toString())); // BigCommerce would try for two days first
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
