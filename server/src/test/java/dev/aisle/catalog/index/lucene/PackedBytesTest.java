package dev.aisle.catalog.index.lucene;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

class PackedBytesTest {

    private final PackedBytes packed = new PackedBytes();

    @Test
    void whateverIsCompressedComesOutAsItWas() throws Exception {
        Random random = new Random(7);
        for (int length : new int[] {0, 1, 11, 12, 13, 400, 3_000, 70_000, 300_000}) {
            byte[] noise = new byte[length];
            random.nextBytes(noise);
            byte[] same = new byte[length];
            Arrays.fill(same, (byte) 'a');
            assertThat(again(noise)).isEqualTo(noise);
            assertThat(again(same)).isEqualTo(same);
        }
    }

    @Test
    void aProductOfThreeSimilarOffersTakesAThirdOfItsRoom() throws Exception {
        StringBuilder json = new StringBuilder("\"id\":\"0000001\",\"title\":\"Kettle of blue steel\"");
        for (int offer = 0; offer < 3; offer++) {
            json.append(",\"title\":\"Kettle of blue steel\",\"price\":{\"amount\":")
                    .append(3_100 + offer)
                    .append(",\"currency\":\"EUR\"},\"availability\":{\"available\":true,\"status\":\"in_stock\"},")
                    .append("\"media\":[{\"type\":\"image\",\"url\":\"https://shop.example/kettle.jpg\"}]");
        }
        byte[] bytes = json.toString().getBytes(UTF_8);
        assertThat(packed.compressed(bytes).length).isLessThan(bytes.length / 3);
        assertThat(again(bytes)).isEqualTo(bytes);
    }

    private byte[] again(byte[] bytes) throws Exception {
        BytesRef compressed = packed.compressed(bytes);
        byte[] shifted = new byte[compressed.length + 5];
        System.arraycopy(compressed.bytes, compressed.offset, shifted, 3, compressed.length);
        byte[] expanded = PackedBytes.expanded(new BytesRef(shifted, 3, compressed.length));
        return Arrays.copyOfRange(expanded, PackedBytes.START, PackedBytes.START + bytes.length);
    }
}
