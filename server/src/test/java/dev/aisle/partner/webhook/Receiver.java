package dev.aisle.partner.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A receiver on loopback that checks signatures by the specification's own words and answers as it is told. It
/// shares no code with the sender.
public final class Receiver implements AutoCloseable {

    /// A call, and whether its signature was right.
    public record Call(String id, long timestamp, String body, boolean genuine) {}

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile int status = 204;
    private final AtomicInteger once = new AtomicInteger();
    private volatile String retryAfter = "";
    private volatile String secret = "";

    public Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        server.createContext("/", this::hear);
        server.start();
    }

    public URI url() {
        return URI.create("http://" + authority() + "/hooks");
    }

    public String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    public void knows(String signingSecret) {
        secret = signingSecret;
    }

    public void answers(int code) {
        status = code;
        retryAfter = "";
    }

    /// Only the next call is answered so.
    public void answersOnce(int code) {
        once.set(code);
    }

    public void answers(int code, String after) {
        status = code;
        retryAfter = after;
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void hear(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String id = header(exchange, "webhook-id");
        String timestamp = header(exchange, "webhook-timestamp");
        String signature = header(exchange, "webhook-signature");
        calls.add(new Call(
                id,
                Long.parseLong(timestamp),
                body,
                signature.equals("v1," + hmac(id + "." + timestamp + "." + body))));
        if (!retryAfter.isEmpty()) {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
        }
        int only = once.getAndSet(0);
        exchange.sendResponseHeaders(only == 0 ? status : only, -1);
        exchange.close();
    }

    private String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }
}
