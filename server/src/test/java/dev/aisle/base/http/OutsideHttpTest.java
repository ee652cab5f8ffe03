package dev.aisle.base.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutsideHttpTest {

    private static final OutsideHttp.Patience SHORT =
            new OutsideHttp.Patience(Duration.ofMillis(500), Duration.ofMillis(300), Duration.ofMillis(700));

    private HttpServer server;
    private OutsideHttp http;

    @BeforeAll
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        http = client(FetchAllow.of(List.of("127.0.0.1:" + port())));
    }

    @AfterAll
    void stop() {
        http.close();
        server.stop(0);
    }

    @Test
    void anAnswerComesWithItsHeadersAndText() {
        serve("/plain", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=windows-1252");
            exchange.getResponseHeaders().add("X-Twice", "a");
            exchange.getResponseHeaders().add("X-Twice", "b");
            send(exchange, 200, "Größe".getBytes(Charset.forName("windows-1252")));
        });

        Answer.Got got = got("/plain");

        assertThat(got.status()).isEqualTo(200);
        assertThat(got.text()).isEqualTo("Größe");
        assertThat(got.header("x-twice")).contains("a, b");
    }

    /// Whatever the exchange is doing at that moment: waiting for a connection, connecting, or reading.
    @Test
    void aDeadlineAtAnyMomentIsAnAnswerThatDidNotCome() {
        serve("/slow-to-come", exchange -> send(exchange, 200, new byte[100]));
        Ask ask = Ask.get(url("/slow-to-come"), Map.of("Connection", "close"), BodyKind.PAGE);
        OutsideHttp.Taker taker = new OutsideHttp.Taker() {
            @Override
            public boolean wants(int status, Map<String, String> headers) {
                return true;
            }

            @Override
            public void take(byte[] bytes, int length) {}
        };

        for (int i = 0; i < 500; i++) {
            assertThat(http.stream(ask, 1_000, Duration.ofMillis(i % 2), taker))
                    .isInstanceOfAny(Answer.Got.class, Answer.Unreachable.class);
        }
    }

    @Test
    void ourNameAndWhatWeUnpackAreSent() {
        serve(
                "/echo",
                exchange -> send(
                        exchange,
                        200,
                        (exchange.getRequestHeaders().getFirst("User-Agent") + "|"
                                        + exchange.getRequestHeaders().getFirst("Accept-Encoding") + "|"
                                        + exchange.getRequestHeaders().getFirst("If-None-Match"))
                                .getBytes(StandardCharsets.UTF_8)));

        Answer answer = http.send(Ask.get(url("/echo"), Map.of("If-None-Match", "\"1\""), BodyKind.PAGE));

        assertThat(((Answer.Got) answer).text()).isEqualTo("TestBot/1 (+http://example.com/bot)|gzip|\"1\"");
    }

    @Test
    void aRedirectIsTheCallersToFollow() {
        serve("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "http://10.0.0.1/");
            send(exchange, 302, new byte[0]);
        });

        Answer.Got got = got("/moved");

        assertThat(got.status()).isEqualTo(302);
        assertThat(got.header("location")).contains("http://10.0.0.1/");
    }

    @Test
    void aCookieIsNotKept() {
        serve("/cookie", exchange -> {
            exchange.getResponseHeaders().add("Set-Cookie", "a=b; Path=/");
            boolean sent = exchange.getRequestHeaders().containsKey("Cookie");
            send(exchange, 200, String.valueOf(sent).getBytes(StandardCharsets.UTF_8));
        });
        got("/cookie");

        assertThat(got("/cookie").text()).isEqualTo("false");
    }

    @Test
    void aConnectionIsUsedAgain() {
        serve("/keep", exchange -> send(exchange, 200, gzip("x".repeat(10_000))));
        serve(
                "/from",
                exchange -> send(
                        exchange,
                        200,
                        String.valueOf(exchange.getRemoteAddress()).getBytes(StandardCharsets.UTF_8)));

        String first = got("/from").text();
        got("/keep");

        assertThat(got("/from").text()).isEqualTo(first);
    }

    @Test
    void aGzippedAnswerIsUnpacked() {
        serve("/gzip", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            send(exchange, 200, gzip("packed"));
        });

        assertThat(got("/gzip").text()).isEqualTo("packed");
    }

    @Test
    void anEmptyAnswerSaidToBeGzippedIsEmpty() {
        serve("/gzip-empty", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            send(exchange, 304, new byte[0]);
        });

        assertThat(got("/gzip-empty").text()).isEmpty();
    }

    @Test
    void anEncodingWeDidNotAskForIsNoAnswer() {
        serve("/br", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "br");
            send(exchange, 200, new byte[] {1, 2, 3});
        });

        assertThat(ask("/br", BodyKind.PAGE)).isInstanceOfSatisfying(Answer.Unreachable.class, no -> {
            assertThat(no.reason()).contains("'br'");
            assertThat(no.worthAskingAgain()).isFalse();
        });
    }

    @Test
    void brokenGzipIsWorthAskingAgain() {
        serve("/broken-gzip", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            send(exchange, 200, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
        });

        assertThat(ask("/broken-gzip", BodyKind.PAGE))
                .isInstanceOfSatisfying(
                        Answer.Unreachable.class,
                        no -> assertThat(no.worthAskingAgain()).isTrue());
    }

    @Test
    void aBodyWithoutEndIsCutOffAtItsLimit() {
        serve("/endless", OutsideHttpTest::endless);

        assertThat(ask("/endless", BodyKind.PAGE)).isInstanceOf(Answer.TooLarge.class);
    }

    @Test
    void theRestOfALongRobotsTxtIsIgnored() {
        serve("/robots.txt", OutsideHttpTest::endless);

        Answer answer = ask("/robots.txt", BodyKind.ROBOTS);

        assertThat(((Answer.Got) answer).body().bytes()).hasSize(BodyKind.ROBOTS.limit());
    }

    @Test
    void aGzipBombIsNotUnpacked() {
        byte[] bomb = gzip("0".repeat(4 << 20));
        serve("/bomb", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            send(exchange, 200, bomb);
        });

        assertThat(ask("/bomb", BodyKind.PAGE)).isInstanceOf(Answer.TooLarge.class);
    }

    @Test
    void silenceIsWaitedForOnlySoLong() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                OutsideHttp impatient = client(FetchAllow.of(List.of("127.0.0.1:" + silent.getLocalPort())))) {
            Answer answer = impatient.send(
                    Ask.get(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/"), BodyKind.PAGE));

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Answer.Unreachable.class,
                            no -> assertThat(no.worthAskingAgain()).isTrue());
        }
    }

    @Test
    void aTricklingAnswerIsWaitedForOnlySoLong() throws IOException {
        try (ServerSocket trickling = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                OutsideHttp impatient = client(FetchAllow.of(List.of("127.0.0.1:" + trickling.getLocalPort())))) {
            Thread.ofVirtual().start(() -> trickle(trickling));

            Answer answer = impatient.send(
                    Ask.get(URI.create("http://127.0.0.1:" + trickling.getLocalPort() + "/"), BodyKind.PAGE));

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Answer.Unreachable.class,
                            no -> assertThat(no.reason()).contains("within 700 ms"));
        }
    }

    @Test
    void aClosedPortIsWorthAskingAgain() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        try (OutsideHttp open = client(FetchAllow.of(List.of("127.0.0.1:" + closed)))) {
            assertThat(open.send(Ask.get(URI.create("http://127.0.0.1:" + closed + "/"), BodyKind.PAGE)))
                    .isInstanceOfSatisfying(
                            Answer.Unreachable.class,
                            no -> assertThat(no.worthAskingAgain()).isTrue());
        }
    }

    @Test
    void anotherPortOfAnAllowedHostIsRefused() throws IOException {
        AtomicInteger connections = new AtomicInteger();
        try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> countConnections(other, connections));

            assertThat(http.send(Ask.get(URI.create("http://127.0.0.1:" + other.getLocalPort() + "/"), BodyKind.PAGE)))
                    .isInstanceOf(Answer.Refused.class);
            assertThat(http.send(Ask.get(URI.create("http://localhost:" + port() + "/plain"), BodyKind.PAGE)))
                    .isInstanceOf(Answer.Refused.class);
            assertThat(connections).hasValue(0);
        }
    }

    @Test
    void anAllowedHostIsSpokenToOverPlainHttp() {
        serve("/over-http", exchange -> send(exchange, 200, "yes".getBytes(StandardCharsets.UTF_8)));

        Answer answer = http.send(Ask.get(URI.create("https://127.0.0.1:" + port() + "/over-http"), BodyKind.PAGE));

        assertThat(((Answer.Got) answer).text()).isEqualTo("yes");
    }

    @Test
    void privateAddressesInTheUrlAreRefused() {
        for (String url : List.of(
                "http://127.0.0.1/",
                "http://10.0.0.1/",
                "http://[::1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[fd00:ec2::254]/",
                "https://169.254.169.254/latest/meta-data/",
                "http://2130706433/",
                "http://user:pw@example.com/",
                "http://example.com:8080/",
                "file:///etc/passwd",
                "gopher://example.com/")) {
            assertThat(http.send(Ask.get(URI.create(url), BodyKind.PAGE)))
                    .as(url)
                    .isInstanceOf(Answer.Refused.class);
        }
    }

    @Test
    void aNameThatMeansAPrivateAddressIsRefused() {
        GuardedNames.Names names = host -> new InetAddress[] {
            InetAddress.getByAddress(host, new byte[] {8, 8, 8, 8}),
            InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})
        };
        try (OutsideHttp rebound = new OutsideHttp(FetchAllow.NOTHING, "TestBot/1", names, SHORT)) {
            assertThat(rebound.send(Ask.get(URI.create("http://shop.example.com/"), BodyKind.PAGE)))
                    .isInstanceOfSatisfying(
                            Answer.Refused.class, no -> assertThat(no.reason()).contains("loopback"));
        }
    }

    @Test
    void aNameWithoutAddressIsWorthAskingAgain() {
        GuardedNames.Names names = host -> {
            throw new java.net.UnknownHostException(host);
        };
        try (OutsideHttp lost = new OutsideHttp(FetchAllow.NOTHING, "TestBot/1", names, SHORT)) {
            assertThat(lost.send(Ask.get(URI.create("http://shop.example.com/"), BodyKind.PAGE)))
                    .isInstanceOfSatisfying(
                            Answer.Unreachable.class,
                            no -> assertThat(no.worthAskingAgain()).isTrue());
        }
    }

    private static OutsideHttp client(FetchAllow allow) {
        return new OutsideHttp(allow, "TestBot/1 (+http://example.com/bot)", InetAddress::getAllByName, SHORT);
    }

    private Answer.Got got(String path) {
        return (Answer.Got) ask(path, BodyKind.PAGE);
    }

    private Answer ask(String path, BodyKind kind) {
        return http.send(Ask.get(url(path), kind));
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private void serve(String path, Handler handler) {
        server.createContext(path, handler::handle);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static void endless(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] chunk = "# nothing to see here\n".repeat(1_000).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = exchange.getResponseBody()) {
            for (int i = 0; i < 100_000; i++) {
                out.write(chunk);
            }
        }
    }

    private static void trickle(ServerSocket server) {
        try (Socket socket = server.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 100; i++) {
                out.write('x');
                out.flush();
                Thread.sleep(50);
            }
        } catch (IOException | InterruptedException gone) {
            Thread.currentThread().interrupt();
        }
    }

    private static void countConnections(ServerSocket server, AtomicInteger connections) {
        try (Socket accepted = server.accept()) {
            connections.addAndGet(accepted.isConnected() ? 1 : 0);
        } catch (IOException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return packed.toByteArray();
    }
}
