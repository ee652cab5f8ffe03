package dev.aisle.edge.connectpage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Forms and files share their room with all other bodies that arrive.
class ConnectBodiesTest {

    private static final int ALL_THE_ROOM = 64 << 20;

    @Test
    void aFileIsTurnedAwayWhileThereIsNoRoomAndAFormIsNot(@TempDir Path folder) throws Exception {
        try (ConnectStage stage = new ConnectStage(folder);
                HttpClient http = HttpClient.newHttpClient()) {
            String home = stage.mint(Optional.empty());
            String file = "--b0\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + ConnectStage.csrfOf(home)
                    + "\r\n--b0\r\nContent-Disposition: form-data; name=\"file\"; filename=\"p.tsv\"\r\n\r\nid\r\n--b0--\r\n";
            HttpRequest upload = HttpRequest.newBuilder(URI.create(home + "/product_feed"))
                    .header("Content-Type", "multipart/form-data; boundary=b0")
                    .POST(HttpRequest.BodyPublishers.ofString(file))
                    .build();
            HttpResponse<String> refused;
            int form;
            try (InputStream all = stage.arrivals
                    .pass(InputStream.nullInputStream(), ALL_THE_ROOM)
                    .orElseThrow()) {
                assertThat(all.read()).isNegative();
                refused = http.send(upload, HttpResponse.BodyHandlers.ofString());
                form = stage.post(home, "", "platform=woocommerce&csrf=" + ConnectStage.csrfOf(home))
                        .statusCode();
            }
            int after = http.send(upload, HttpResponse.BodyHandlers.ofString()).statusCode();

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(form).isEqualTo(303);
            assertThat(after).isNotEqualTo(503);
            for (int i = 0; i < 100; i++) {
                assertThat(http.send(upload, HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isNotEqualTo(503);
            }
        }
    }

    @Test
    void aFormThatIsTooLargeOrBrokenIsRefused(@TempDir Path folder) throws Exception {
        try (ConnectStage stage = new ConnectStage(folder);
                HttpClient http = HttpClient.newHttpClient()) {
            String home = stage.mint(Optional.empty());
            HttpRequest broken = HttpRequest.newBuilder(URI.create(home + "/product_feed"))
                    .header("Content-Type", "multipart/form-data; boundary=b0")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "--b0\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nabc"))
                    .build();

            assertThat(stage.post(home, "", "x=" + "y".repeat(70_000)).statusCode())
                    .isEqualTo(413);
            assertThat(http.send(broken, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(400);
        }
    }
}
