package dev.aisle.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// HTTP and JSON as any caller speaks them; redirects are shown, not followed.
public final class Talk {

    static final JsonMapper JSON = new JsonMapper();
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /// What was answered, and after how long.
    ///
    /// @param body the answer as JSON, or a missing node where it is none
    public record Reply(int status, JsonNode body, String text, Optional<String> location, long millis) {}

    public Reply get(URI uri, Map<String, String> headers) {
        return send(HttpRequest.newBuilder(uri), headers);
    }

    public Reply post(URI uri, Map<String, String> headers, Object body) {
        var request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        return send(request, headers);
    }

    private Reply send(HttpRequest.Builder request, Map<String, String> headers) {
        headers.forEach(request::header);
        long begun = System.nanoTime();
        try {
            var answer = client.send(request.timeout(ANSWER).build(), HttpResponse.BodyHandlers.ofString());
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            boolean json =
                    answer.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
            return new Reply(
                    answer.statusCode(),
                    json ? JSON.readTree(answer.body()) : JSON.missingNode(),
                    answer.body(),
                    answer.headers().firstValue("Location"),
                    millis);
        } catch (IOException failed) {
            throw new UncheckedIOException("no answer from " + request.build().uri(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for an answer", stopped);
        }
    }
}
