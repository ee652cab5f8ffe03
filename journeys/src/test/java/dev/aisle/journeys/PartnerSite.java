package dev.aisle.journeys;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/// The places on the web that a journey needs beside the sample street: where the partner takes merchants back, and a
/// file of a merchant without a shop that could be crawled.
final class PartnerSite implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, String> files = new ConcurrentHashMap<>();

    PartnerSite() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        files.put("/robots.txt", "User-agent: *\nDisallow: /shop/\n");
        files.put("/done", "<!doctype html><html lang=en><title>Partner</title><h1>Back at the partner</h1>");
    }

    void put(String path, String content) {
        files.put(path, content);
    }

    String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    URI at(String path) {
        return URI.create("http://" + authority() + path);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String found = files.get(path);
            byte[] body = (found == null ? "Nothing here.\n" : found).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", path.equals("/done") ? "text/html; charset=utf-8" : "text/plain");
            exchange.sendResponseHeaders(found == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
