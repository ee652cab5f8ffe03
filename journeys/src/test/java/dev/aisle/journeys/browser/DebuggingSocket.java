package dev.aisle.journeys.browser;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls and events of the Chrome DevTools Protocol, over one WebSocket for all windows.
final class DebuggingSocket implements WebSocket.Listener, AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final long LONGEST_ANSWER_SECONDS = 30;

    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final Map<String, BiConsumer<String, JsonNode>> listeners = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<WebSocket> opened = new CompletableFuture<>();

    private DebuggingSocket() {}

    static DebuggingSocket open(URI address) {
        DebuggingSocket socket = new DebuggingSocket();
        socket.opened.complete(HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, socket)
                .join());
        return socket;
    }

    /// Hands the events of a window to whoever listens to it, with their names.
    void listen(String session, BiConsumer<String, JsonNode> listener) {
        listeners.put(session, listener);
    }

    /// Says something and waits for the answer.
    ///
    /// @param session the window's; empty for the browser itself
    /// @throws Refused where the browser answers with an error
    JsonNode call(String session, String method, Map<String, ?> parameters) {
        int id = ids.incrementAndGet();
        Map<String, Object> message = new LinkedHashMap<>(Map.of("id", id, "method", method, "params", parameters));
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        synchronized (opened) {
            opened.join().sendText(JSON.writeValueAsString(message), true).join();
        }
        try {
            JsonNode answered = answer.get(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS);
            if (answered.has("error")) {
                throw new Refused(
                        method + ": " + answered.path("error").path("message").asString(""));
            }
            return answered.path("result");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } catch (ExecutionException | TimeoutException silent) {
            throw new IllegalStateException("no answer to " + method, silent);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            JsonNode message = JSON.readTree(text.toString());
            text.setLength(0);
            CompletableFuture<JsonNode> answer =
                    waiting.remove(message.path("id").asInt(0));
            if (answer != null) {
                answer.complete(message);
            } else if (message.has("method")) {
                listeners
                        .getOrDefault(message.path("sessionId").asString(""), (name, event) -> {})
                        .accept(message.path("method").asString(""), message.path("params"));
            }
        }
        socket.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void close() {
        opened.join().abort();
    }

    /// The browser could not do it, such as when the page it is about has just been left.
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }
}
