package dev.aisle.edge.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonBytesTest {

    private static final int TEXTS = 5_000;

    @Test
    void anyTextComesBackAsItWas() {
        long seed = System.nanoTime();
        System.out.println("JsonBytesTest seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < TEXTS; i++) {
            String text = text(random);
            byte[] json = new JsonBytes(1).string(text).toBytes();

            assertThat(Json.tree(json).stringValue()).isEqualTo(text);
        }
    }

    @Test
    void jsonInsideJsonComesBackAsItWas() {
        assertThat(unquoted("{\"a\":\"é\\\"\\\\\\n\\u0001 \ud83c\udf75\"}\n\t\r"))
                .isEqualTo("{\"a\":\"é\\\"\\\\\\n\\u0001 \ud83c\udf75\"}\n\t\r");
        long seed = System.nanoTime();
        System.out.println("JsonBytesTest seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < TEXTS; i++) {
            String inner = new String(
                    new JsonBytes()
                            .string(text(random).repeat(random.nextInt(20)))
                            .toBytes(),
                    StandardCharsets.UTF_8);

            assertThat(unquoted(inner)).isEqualTo(inner);
        }
    }

    @Test
    void everyEscapeIsSeenWhereverItStands() {
        for (String special : List.of("\"", "\\", "\n", "\t", "\r", "\"\"", "\"".repeat(200))) {
            for (int before = 0; before < 150; before++) {
                String inner = "x".repeat(before) + special + "y".repeat(150 - before);

                assertThat(unquoted(inner)).isEqualTo(inner);
            }
        }
    }

    private static String unquoted(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return Json.tree(new JsonBytes(1)
                        .quoted(JsonBytes.of(bytes, bytes.length))
                        .toBytes())
                .stringValue();
    }

    @Test
    void halfASurrogatePairDoesNotBreakTheAnswer() {
        assertThat(Json.tree(new JsonBytes().string("a\ud83cb\udf75").toBytes()).stringValue())
                .isEqualTo("a\ufffdb\ufffd");
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(20);
        for (int i = 0; i < length; i++) {
            int point = switch (random.nextInt(4)) {
                case 0 -> random.nextInt(0x20);
                case 1 -> random.nextInt(0x80);
                case 2 -> random.nextInt(0xD800);
                default -> 0x10000 + random.nextInt(0x10FFFF - 0x10000);
            };
            text.appendCodePoint(point);
        }
        return text.toString();
    }
}
