package dev.aisle.edge.partnerapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.edge.LoggedTrouble;
import dev.aisle.edge.RawHttp;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/// Bodies of partners share their room with all others that arrive.
class PartnerBodiesTest extends PartnerApiStage {

    private static final int ALL_THE_ROOM = 64 << 20;

    @Test
    void aLargeBodyIsTurnedAwayWhileThereIsNoRoomAndASmallOneIsNot() throws IOException {
        String large = "{\"domain\":\"large.example\",\"more\":\"" + "x".repeat(40_000) + "\"}";
        String small = "{\"domain\":\"small.example\"}";

        try (InputStream all =
                arrivals.pass(InputStream.nullInputStream(), ALL_THE_ROOM).orElseThrow()) {
            HttpResponse<String> refused = post(key, large);

            assertThat(all.read()).isNegative();
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("2");
            assertThat(json(refused).path("detail").asString("")).contains("Retry in 2 seconds");
            assertThat(post(key, small).statusCode()).isEqualTo(200);
        }

        assertThat(post(key, large).statusCode()).isEqualTo(200);
    }

    @Test
    void aBodyThatIsTooLongOrBreaksOffIsToldSo() {
        HttpResponse<String> tooLong = post(key, "{\"domain\":\"" + "x".repeat(70_000) + "\"}");
        try (LoggedTrouble trouble = new LoggedTrouble()) {
            String broken = RawHttp.postAndBreakOff(
                    "http://127.0.0.1:" + edge.port(), MERCHANTS, "{\"dom", 400, "x-api-key: " + key);

            assertThat(broken).startsWith("HTTP/1.1 422").contains("broke off");
            assertThat(trouble.lines()).isEmpty();
        }

        assertThat(tooLong.statusCode()).isEqualTo(422);
        assertThat(tooLong.body()).contains("Send at most 65536 bytes.");
    }
}
