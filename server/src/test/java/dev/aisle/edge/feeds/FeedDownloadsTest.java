package dev.aisle.edge.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.edge.HttpEdge;
import dev.aisle.partner.feed.FeedFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedDownloadsTest {

    private static final String DIGEST = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final String TAG = "\"0123456789abcdef0123456789abcdef\"";
    private static final String TEXT = "id\ttitle\n1\tLamp\n";

    @TempDir
    private static Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    private HttpEdge edge;

    @BeforeAll
    void serve() throws IOException {
        Path file = Files.writeString(folder.resolve("microsoft.txt"), TEXT);
        FeedFile known = new FeedFile(
                file, "text/tab-separated-values", TEXT.length(), DIGEST, Instant.parse("2026-11-01T12:00:00.500Z"));
        edge = HttpEdge.start(
                "127.0.0.1",
                0,
                () -> true,
                List.of(new FeedDownloads(
                        "http://feeds.example",
                        (secret, name) -> secret.equals("s3cret") && name.equals("microsoft.txt")
                                ? Optional.of(known)
                                : Optional.empty())));
    }

    @AfterAll
    void stop() {
        edge.close();
    }

    @Test
    void aFileComesWithItsTagAndTimeAndIsNotIndexed() throws Exception {
        HttpResponse<String> answer = ask("GET", "/feeds/s3cret/microsoft.txt");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(TEXT);
        assertThat(header(answer, "ETag")).isEqualTo(TAG);
        assertThat(header(answer, "Last-Modified")).isEqualTo("Sun, 1 Nov 2026 12:00:00 GMT");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(answer, "X-Robots-Tag")).isEqualTo("noindex");
        assertThat(header(answer, "Content-Length")).isEqualTo(Integer.toString(TEXT.length()));
    }

    @Test
    void headSaysTheSameWithoutTheFile() throws Exception {
        HttpResponse<String> answer = ask("HEAD", "/feeds/s3cret/microsoft.txt");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(header(answer, "ETag")).isEqualTo(TAG);
        assertThat(header(answer, "Content-Length")).isEqualTo(Integer.toString(TEXT.length()));
    }

    @Test
    void whoHasItAlreadyIsToldSo() throws Exception {
        assertThat(ask("GET", "/feeds/s3cret/microsoft.txt", "If-None-Match", "\"other\", W/" + TAG)
                        .statusCode())
                .isEqualTo(304);
        assertThat(ask("GET", "/feeds/s3cret/microsoft.txt", "If-Modified-Since", "Sun, 1 Nov 2026 12:00:00 GMT")
                        .statusCode())
                .isEqualTo(304);
        assertThat(ask("GET", "/feeds/s3cret/microsoft.txt", "If-Modified-Since", "Sun, 1 Nov 2026 11:59:59 GMT")
                        .statusCode())
                .isEqualTo(200);
        assertThat(ask("GET", "/feeds/s3cret/microsoft.txt", "If-Modified-Since", "yesterday")
                        .statusCode())
                .isEqualTo(200);
        assertThat(ask(
                                "GET",
                                "/feeds/s3cret/microsoft.txt",
                                "If-None-Match",
                                "\"other\"",
                                "If-Modified-Since",
                                "Sun, 1 Nov 2026 12:00:00 GMT")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aGuessedAddressIsNotFound() throws Exception {
        for (String path : List.of(
                "/feeds/guess/microsoft.txt",
                "/feeds/s3cret/google.xml",
                "/feeds/s3cret/../s3cret/none",
                "/feeds/s3cret/%2e%2e%2fmicrosoft.txt",
                "/feeds/s3cret",
                "/feeds/")) {
            assertThat(ask("GET", path).statusCode()).as(path).isEqualTo(404);
        }
    }

    private HttpResponse<String> ask(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
