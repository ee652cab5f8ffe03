package dev.aisle.devshops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;

/// One shop on one loopback port. Beside the shop's own pages it answers the control paths, which all begin with
/// `/__`.
final class ShopServer implements AutoCloseable {

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);
    private static final int COMPRESS_FROM = 512;
    private static final int LARGEST_BODY = 5 << 20;

    static {
        // else the end of a longer answer waits 40 ms for the reader's word that it has the beginning
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Shop shop;
    private final Control control;
    private final InstantSource time;
    private final RequestLog log = new RequestLog();
    private final Faults faults;
    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    ShopServer(Shop shop, int port, InstantSource time) throws IOException {
        this.shop = shop;
        this.time = time;
        this.faults = new Faults(time);
        this.control = new Control(shop, log, faults, time);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(workers);
        server.createContext("/", this::handle);
        server.start();
    }

    Shop shop() {
        return shop;
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = read(exchange);
            if (!request.path().startsWith("/__")) {
                log.add(
                        time.instant(),
                        request.method(),
                        exchange.getRequestURI().toString(),
                        request.agent());
            }
            send(exchange, conditional(exchange, answer(request)));
        }
    }

    private Answer answer(Request request) {
        try {
            if (request.path().startsWith("/__")) {
                return control.answer(request, origin());
            }
            boolean looks = request.method().equals("GET") || request.method().equals("HEAD");
            if (!looks && !shop.takes(request)) {
                return Answer.of(405, "text/plain", "Only GET and HEAD here.\n").with("Allow", "GET, HEAD");
            }
            var wrong = faults.instead(request, () -> honest(request));
            return wrong.isPresent() ? wrong.get() : honest(request);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return Answer.of(503, "text/plain", "This shop is closing.\n");
        }
    }

    private Answer honest(Request request) {
        try {
            return request.path().startsWith("/img/") ? Pictures.draw(request) : shop.answer(request);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return Answer.of(503, "text/plain", "This shop is closing.\n");
        }
    }

    private Request read(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        var query = uri.getRawQuery() == null ? Map.<String, String>of() : Request.pairs(uri.getRawQuery());
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join("; ", values)));
        String body = new String(exchange.getRequestBody().readNBytes(LARGEST_BODY), StandardCharsets.UTF_8);
        return new Request(exchange.getRequestMethod(), origin(), uri.getPath(), query, headers, body, faults);
    }

    /// RFC 9110, sections 8.8 and 13.1: `If-None-Match` goes before `If-Modified-Since`.
    private static Answer conditional(HttpExchange exchange, Answer answer) {
        if (answer.changed().isEmpty() || answer.status() != 200 || !(answer.body() instanceof Answer.Whole whole)) {
            return answer;
        }
        Instant changed = answer.changed().get().truncatedTo(ChronoUnit.SECONDS);
        String tag = tag(whole.bytes());
        var asked = exchange.getRequestHeaders();
        String wanted = asked.getFirst("If-None-Match");
        String since = asked.getFirst("If-Modified-Since");
        boolean same = wanted != null ? wanted.contains(tag) : since != null && since.equals(HTTP_DATE.format(changed));
        var tagged = answer.with("ETag", tag).with("Last-Modified", HTTP_DATE.format(changed));
        return same ? tagged.status(304) : tagged;
    }

    private static String tag(byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return "\"" + Long.toHexString(crc.getValue()) + "-" + bytes.length + "\"";
    }

    private void send(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        switch (answer.body()) {
            case Answer.Whole whole when answer.status() == 304 -> exchange.sendResponseHeaders(304, -1);
            case Answer.Whole whole -> {
                byte[] bytes = packed(exchange, answer, whole.bytes());
                if (head) {
                    exchange.getResponseHeaders().set("Content-Length", Integer.toString(bytes.length));
                }
                exchange.sendResponseHeaders(answer.status(), head || bytes.length == 0 ? -1 : bytes.length);
                if (!head && bytes.length > 0) {
                    exchange.getResponseBody().write(bytes);
                }
            }
            case Answer.Stream stream -> {
                exchange.sendResponseHeaders(answer.status(), head ? -1 : stream.length());
                if (!head) {
                    stream.writer().to(exchange.getResponseBody());
                }
            }
        }
    }

    private byte[] packed(HttpExchange exchange, Answer answer, byte[] bytes) {
        String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        Map<String, String> headers = answer.headers();
        boolean text = headers.getOrDefault("Content-Type", "").matches("(text/|application/(json|xml)).*");
        if (!text
                || answer.headers().containsKey("Content-Encoding")
                || bytes.length < COMPRESS_FROM
                || accepted == null
                || !accepted.contains("gzip")) {
            return bytes;
        }
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.getResponseHeaders().set("Vary", "Accept-Encoding");
        return gzip(bytes);
    }

    static byte[] gzip(byte[] bytes) {
        var packed = new ByteArrayOutputStream(bytes.length / 3);
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }
}
