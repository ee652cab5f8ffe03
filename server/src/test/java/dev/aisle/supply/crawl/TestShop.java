package dev.aisle.supply.crawl;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/// A shop on loopback that answers as it is told and remembers what it was asked. Its pages are in the simple words
/// that [WordReader] reads.
final class TestShop implements AutoCloseable {

    /// A request as the shop saw it; `condition` is its If-None-Match.
    record Request(Instant at, String target, String condition) {}

    /// An answer; each character of the body stands for a byte.
    record Reply(int status, Map<String, String> headers, String body) {

        Reply with(String name, String value) {
            Map<String, String> more = new TreeMap<>(headers);
            more.put(name, value);
            return new Reply(status, more, body);
        }
    }

    private final HttpServer server;
    private final InstantSource time;
    private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
    private final List<Request> requests = new ArrayList<>();
    private volatile Runnable onRequest = () -> {};

    TestShop(InstantSource time) {
        this.time = time;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    static Reply html(String... lines) {
        return reply(200, "text/html", String.join("\n", lines));
    }

    static Reply json(String... lines) {
        return reply(200, "application/json", "[\n" + String.join("\n", lines));
    }

    static Reply status(int status) {
        return reply(status, "text/plain", "");
    }

    static Reply redirect(String location) {
        return status(302).with("Location", location);
    }

    static Reply bytes(String type, byte[] body) {
        return new Reply(200, Map.of("Content-Type", type), new String(body, StandardCharsets.ISO_8859_1));
    }

    static Reply reply(int status, String type, String text) {
        return new Reply(status, Map.of("Content-Type", type), text);
    }

    /// What a path answers, one after the other; the last goes on for ever.
    void on(String target, Reply... inTurn) {
        replies.put(target, new ArrayDeque<>(List.of(inTurn)));
    }

    void robots(String... lines) {
        on("/robots.txt", reply(200, "text/plain", String.join("\n", lines)));
    }

    void sitemap(String... paths) {
        StringBuilder xml = new StringBuilder("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">");
        for (String path : paths) {
            xml.append("<url><loc>").append(url(path)).append("</loc></url>");
        }
        on("/sitemap.xml", reply(200, "application/xml", xml + "</urlset>"));
    }

    void onRequest(Runnable listener) {
        this.onRequest = listener;
    }

    String domain() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    URI url(String path) {
        return URI.create("http://" + domain() + path);
    }

    synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    List<String> asked() {
        return requests().stream().map(Request::target).toList();
    }

    synchronized void forget() {
        requests.clear();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestURI().toString();
        String condition = exchange.getRequestHeaders().getFirst("If-None-Match");
        synchronized (this) {
            requests.add(new Request(time.instant(), target, condition == null ? "" : condition));
        }
        onRequest.run();
        Reply reply = next(target);
        boolean unchanged =
                condition != null && condition.equals(reply.headers().get("ETag"));
        reply.headers().forEach(exchange.getResponseHeaders()::add);
        byte[] body = unchanged ? new byte[0] : reply.body().getBytes(StandardCharsets.ISO_8859_1);
        exchange.sendResponseHeaders(unchanged ? 304 : reply.status(), body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private Reply next(String target) {
        Deque<Reply> inTurn = replies.get(target);
        if (inTurn == null) {
            return status(404);
        }
        synchronized (inTurn) {
            return inTurn.size() > 1 ? inTurn.removeFirst() : inTurn.getFirst();
        }
    }
}
