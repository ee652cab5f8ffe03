package dev.aisle.edge.connectpage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MultipartTest {

    private static final String FIELDS = """
            --b0\r
            Content-Disposition: form-data; name="csrf"\r
            \r
            abc\r
            --b0\r
            Content-Disposition: form-data; name="url"\r
            \r
            \r
            """;
    private static final String FILE = """
            --b0\r
            Content-Disposition: form-data; name="file"; filename="p.tsv"\r
            Content-Type: text/plain\r
            \r
            """;
    private static final String END = "\r\n--b0--\r\n";

    @Test
    void theBoundaryIsReadWithAndWithoutQuotes() {
        assertThat(Multipart.boundary("multipart/form-data; boundary=b0")).contains("b0");
        assertThat(Multipart.boundary("multipart/form-data; charset=x; boundary=\"b 0\""))
                .contains("b 0");
        assertThat(Multipart.boundary("application/x-www-form-urlencoded")).isEmpty();
    }

    @Test
    void fieldsComeBeforeTheFileAndTheFileIsByteForByte() throws IOException {
        byte[] file = almostBoundaries();

        Multipart read = read(FIELDS + FILE, file, END);

        assertThat(read.fields()).containsEntry("csrf", "abc").containsEntry("url", "");
        assertThat(read.file().orElseThrow().readAllBytes()).isEqualTo(file);
    }

    @Test
    void aFormWithoutAChosenFileHasNone() throws IOException {
        Multipart read = read(
                FIELDS + FILE.replace("p.tsv", ""),
                new byte[0],
                "\r\n--b0\r\n" + "Content-Disposition: form-data; name=\"way\"\r\n\r\nlook" + END);

        assertThat(read.file()).isEmpty();
        assertThat(read.fields()).containsEntry("way", "look");
    }

    @Test
    void aFormThatBreaksOffIsNoWholeFile() throws IOException {
        InputStream file = read(FILE, almostBoundaries(), "\r\n--b").file().orElseThrow();

        assertThatThrownBy(file::readAllBytes).isInstanceOf(IOException.class).hasMessageContaining("breaks off");
    }

    /// Longer than any buffer, with beginnings of the boundary all over it.
    private static byte[] almostBoundaries() {
        Random random = new Random(7);
        String[] parts = {"\r", "\r\n", "\r\n--", "\r\n--b", "--b0", "\n", "x".repeat(70_000), "y"};
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.append('.').toString().replace("\r\n--b0", "\r\n--b-").getBytes(StandardCharsets.UTF_8);
    }

    private static Multipart read(String before, byte[] file, String after) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(before.getBytes(StandardCharsets.UTF_8));
        body.write(file);
        body.write(after.getBytes(StandardCharsets.UTF_8));
        return Multipart.read(new ByteArrayInputStream(body.toByteArray()), "b0");
    }
}
