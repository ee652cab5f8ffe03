package dev.aisle.partner.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.aisle.base.http.FetchAllow;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.Source;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedFileSourceTest {

    private static final int ROWS = 1_200;

    private HttpServer server;
    private OutsideHttp http;
    private FeedFileSource source;
    private String file = rows(ROWS);
    private int status = 200;
    private int cutAt = Integer.MAX_VALUE;
    private long shown;
    private final List<Source.Thing> read = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/feed", this::answer);
        server.start();
        http = new OutsideHttp(FetchAllow.of(List.of(host())), "Test/1");
        source = new FeedFileSource(http, merchant -> shown, () -> Instant.parse("2026-11-21T12:00:00Z"));
    }

    @AfterEach
    void close() {
        http.close();
        server.stop(0);
    }

    @Test
    void aFileIsReadWhole() {
        assertThat(source.check(access(Map.of()))).isInstanceOf(Source.Checked.Good.class);
        assertThat(pull()).isInstanceOfSatisfying(Source.Pulled.Part.class, part -> {
            assertThat(part.next()).isEmpty();
            assertThat(part.message()).isEmpty();
        });
        assertThat(read.stream().map(Source.Thing::id)).hasSize(ROWS).doesNotHaveDuplicates();
    }

    @Test
    void rowsThatAreNoListingsAreToldWithTheFirstOne() {
        file = rows(9) + "10\tWithout a price\thttps://shop.example/p/10\t\n" + "\t\t\t\n";

        assertThat(pull())
                .isInstanceOfSatisfying(
                        Source.Pulled.Part.class,
                        part -> assertThat(part.message())
                                .hasValueSatisfying(words ->
                                        assertThat(words).contains("row 11").contains("price missing")));
        assertThat(read).hasSize(9);
    }

    @Test
    void aFileThatHalvesChangesNothing() {
        shown = 3_000;

        refused("under half");
        shown = 2_400;
        assertThat(pull()).isInstanceOf(Source.Pulled.Part.class);
    }

    @Test
    void aFileWithoutAUsableRowChangesNothing() {
        file = "id\ttitle\tlink\tprice\n1\t\t\t\n";

        refused("no usable row");
        assertThat(source.check(access(Map.of())))
                .isInstanceOfSatisfying(
                        Source.Checked.Bad.class, bad -> assertThat(bad.code()).isEqualTo("source_invalid"));
    }

    @Test
    void aFileThatBreaksOffChangesNothing() {
        cutAt = 900;

        assertThat(pull()).isInstanceOf(Source.Pulled.Later.class);
        assertThat(read).isEmpty();
    }

    @Test
    void anAddressThatFailsIsAskedLater() {
        status = 502;

        refused("502");
    }

    @Test
    void aFileThatAsksForAPasswordGetsIt() {
        status = 401;

        assertThat(pull())
                .isInstanceOfSatisfying(
                        Source.Pulled.Lost.class,
                        lost -> assertThat(lost.code()).isEqualTo("invalid_credentials"));
        assertThat(source.pull(
                        access(Map.of("user", "u", "password", "p")), Optional.empty(), Optional.empty(), read::addAll))
                .isInstanceOf(Source.Pulled.Part.class);
    }

    private void refused(String words) {
        assertThat(pull()).isInstanceOfSatisfying(Source.Pulled.Later.class, later -> {
            assertThat(later.code()).isEqualTo("source_invalid");
            assertThat(later.message()).contains(words);
        });
        assertThat(read).isEmpty();
    }

    private Source.Pulled pull() {
        read.clear();
        return source.pull(access(Map.of()), Optional.empty(), Optional.empty(), read::addAll);
    }

    private Access access(Map<String, String> more) {
        Secret secret = new Secret(Map.of("url", "http://" + host() + "/feed"));
        for (Map.Entry<String, String> each : more.entrySet()) {
            secret = secret.with(each.getKey(), each.getValue());
        }
        Merchant merchant = new Merchant(new MerchantId("Ab12"), "shop.example", "https", Optional.empty());
        return new Access(merchant, URI.create("http://" + host() + "/feed"), Optional.empty(), secret);
    }

    private String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private static String rows(int count) {
        StringBuilder rows = new StringBuilder("id\ttitle\tlink\tprice\n");
        for (int i = 1; i <= count; i++) {
            rows.append(i + "\tThing " + i + "\thttps://shop.example/p/" + i + "\t" + i + ".00 USD\n");
        }
        return rows.toString();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String basic = "Basic " + Base64.getEncoder().encodeToString("u:p".getBytes(StandardCharsets.UTF_8));
            boolean knows = basic.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(knows ? 200 : status, bytes.length);
            exchange.getResponseBody().write(bytes, 0, Math.min(cutAt, bytes.length));
        }
    }
}
