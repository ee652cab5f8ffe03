package dev.aisle.partner.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.aisle.base.http.FetchAllow;
import dev.aisle.base.http.OutsideHttp;
import dev.aisle.market.listing.Field;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.Source;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedFileSourceTest {

    private static final int ROWS = 1_200;
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Merchant SHOP =
            new Merchant(new MerchantId("Ab12"), "shop.example", "https", Optional.empty());

    @TempDir
    private Path folder;

    private HttpServer server;
    private OutsideHttp http;
    private FeedFileSource source;
    private String file = rows(ROWS);
    private int status = 200;
    private int cutAt = Integer.MAX_VALUE;
    private long shown;
    private String validator = "";
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private final List<Source.Thing> read = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/feed", this::answer);
        server.start();
        http = new OutsideHttp(FetchAllow.of(List.of(host())), "Test/1");
        source = source();
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
        assertThat(pull(access(Map.of("user", "u", "password", "p")))).isInstanceOf(Source.Pulled.Part.class);
    }

    @Test
    void aRunGoesOnWhereItWasAfterAKill() {
        validator = "\"v1\"";
        Source.Pulled.Part first = part(Optional.empty());
        FeedFileSource afterTheKill = source();

        Source.Pulled.Part second =
                (Source.Pulled.Part) afterTheKill.pull(access(Map.of()), Optional.empty(), first.next(), read::addAll);

        assertThat(first.things()).hasSize(Reading.PAGE);
        assertThat(second.things().getFirst().id()).endsWith("/p/" + (Reading.PAGE + 1));
    }

    @Test
    void aDownloadThatBreaksOffGoesOnWithTheRest() {
        validator = "\"v1\"";
        cutAt = 20_000;

        assertThat(pull()).isInstanceOf(Source.Pulled.Part.class);
        assertThat(read).hasSize(ROWS);
        assertThat(ranges).contains("bytes=20000-");
    }

    @Test
    void aFileThatChangedMeanwhileIsReadAnew() {
        validator = "\"v1\"";
        Source.Pulled.Part first = part(Optional.empty());
        source = source();
        validator = "\"v2\"";
        file = rows(3);

        Optional<String> other = first.next().map(it -> "0123456789abcdef" + it.substring(16));
        Source.Pulled.Part second = part(other);

        assertThat(second.things()).hasSize(3);
        assertThat(second.next()).isEmpty();
    }

    @Test
    void whatTheMerchantChoseOfTheColumnsCounts() {
        file = "Nummer;Bezeichnung;Seite;Brutto;title\n7;Lampe;https://shop.example/p/7;19,90 EUR;x\n";

        FeedLook look =
                ((FeedFileSource.Looked.Good) source.look(access(Map.of()).secret())).look();
        Secret chosen = new ColumnChoice(Map.of(
                        Column.ID, "Nummer", Column.TITLE, "Bezeichnung", Column.LINK, "Seite", Column.PRICE, "Brutto"))
                .into(access(Map.of()).secret());
        pull(new Access(SHOP, URI.create("http://" + host() + "/feed"), Optional.empty(), chosen));

        assertThat(look.columns())
                .extracting(FeedLook.Seen::name)
                .containsExactly("Nummer", "Bezeichnung", "Seite", "Brutto", "title");
        assertThat(look.columns().get(1).samples()).containsExactly("Lampe");
        assertThat(look.guess()).containsEntry(Column.TITLE, "title").doesNotContainKey(Column.PRICE);
        assertThat(read).hasSize(1);
        assertThat(read.getFirst().listings().getFirst().first(Field.TITLE)).hasValue("Lampe");
    }

    @Test
    void anUploadIsReadLikeAFileAtAnAddress() throws IOException {
        FeedFolder uploads = new FeedFolder(folder, () -> NOW);
        String name = uploads.take(SHOP.id(), new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));

        Source.Pulled last = pull(new Access(SHOP, SHOP.home(), Optional.empty(), new Secret(Map.of("upload", name))));

        assertThat(last).isInstanceOf(Source.Pulled.Part.class);
        assertThat(read).hasSize(ROWS);
    }

    @Test
    void aRowThatIsTooLongIsToldAndTheRestIsKept() {
        file = rows(2) + "3\t" + "x".repeat(ShortLines.LONGEST) + "\thttps://shop.example/p/3\t3.00 USD\n"
                + "4\tThing\thttps://shop.example/p/4\t4.00 USD\n";

        Source.Pulled.Part part = part(Optional.empty());

        assertThat(part.things()).hasSize(3);
        assertThat(part.badRows()).containsExactly(new Source.BadRow(4, ShortLines.TOO_LONG));
    }

    @Test
    void aSmallFileThatUnpacksToAnEndlessOneIsLeft() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 80; i++) {
                zip.write(zeros);
            }
        }

        try (InputStream unzipped = Unzipped.of(new ByteArrayInputStream(bomb.toByteArray()))) {
            assertThatThrownBy(() -> unzipped.transferTo(OutputStream.nullOutputStream()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("200 times");
        }
    }

    private Source.Pulled.Part part(Optional<String> place) {
        return (Source.Pulled.Part) source.pull(access(Map.of()), Optional.empty(), place, read::addAll);
    }

    private FeedFileSource source() {
        return new FeedFileSource(http, new FeedFolder(folder, () -> NOW), merchant -> shown, () -> NOW);
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
        return pull(access(Map.of()));
    }

    /// All parts of a run; what comes back is the last.
    private Source.Pulled pull(Access access) {
        Optional<String> place = Optional.empty();
        while (true) {
            Source.Pulled pulled = source.pull(access, Optional.empty(), place, read::addAll);
            if (!(pulled instanceof Source.Pulled.Part part)) {
                return pulled;
            }
            read.addAll(part.things());
            if (part.next().isEmpty()) {
                return part;
            }
            place = part.next();
        }
    }

    private Access access(Map<String, String> more) {
        Secret secret = new Secret(Map.of("url", "http://" + host() + "/feed"));
        for (Map.Entry<String, String> each : more.entrySet()) {
            secret = secret.with(each.getKey(), each.getValue());
        }
        return new Access(SHOP, URI.create("http://" + host() + "/feed"), Optional.empty(), secret);
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
            String range = String.valueOf(exchange.getRequestHeaders().getFirst("Range"));
            boolean same = validator.equals(exchange.getRequestHeaders().getFirst("If-Range"));
            int from = same ? Integer.parseInt(range.replaceAll("[^0-9]", "")) : 0;
            ranges.add(range);
            if (!validator.isEmpty()) {
                exchange.getResponseHeaders().set("ETag", validator);
            }
            if (same) {
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
            }
            exchange.sendResponseHeaders(same ? 206 : knows ? 200 : status, bytes.length - from);
            exchange.getResponseBody().write(bytes, from, Math.min(cutAt, bytes.length - from));
        }
    }
}
