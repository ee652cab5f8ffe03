package dev.aisle.base.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BodyTest {

    @Test
    void theDeclaredCharsetCounts() {
        assertThat(text("Größe", "windows-1252", "text/html; charset=windows-1252"))
                .isEqualTo("Größe");
        assertThat(text("サイズ", "Shift_JIS", "text/html;charset=\"Shift_JIS\"")).isEqualTo("サイズ");
    }

    @Test
    void aByteOrderMarkCountsMore() {
        assertThat(text("\uFEFFGröße", "UTF-8", "text/html; charset=iso-8859-1"))
                .isEqualTo("Größe");
        assertThat(text("\uFEFFGröße", "UTF-16LE", "text/html; charset=utf-8")).isEqualTo("Größe");
    }

    @Test
    void thePagesOwnWordCountsWhereTheHeaderSaysNothing() {
        String page = "<html><head><title>ž</title><meta charset=\"iso-8859-2\"></head>Škoda</html>";
        String older = "<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>Привет";

        assertThat(text(page, "ISO-8859-2", "text/html")).isEqualTo(page);
        assertThat(text(older, "KOI8-R", "text/html")).isEqualTo(older);
    }

    @Test
    void anXmlDocumentsOwnWordCounts() {
        String sitemap = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>é</a>";

        assertThat(text(sitemap, "ISO-8859-1", "")).isEqualTo(sitemap);
    }

    @Test
    void latin1MeansWindows1252AsInBrowsers() {
        assertThat(text("5 € “new”", "windows-1252", "text/html; charset=ISO-8859-1"))
                .isEqualTo("5 € “new”");
    }

    @Test
    void aCharsetThatDoesNotExistIsGuessed() {
        assertThat(text("Größe", "UTF-8", "text/html; charset=utf8mb4-nonsense"))
                .isEqualTo("Größe");
        assertThat(text("Größe", "windows-1252", "text/html; charset=none")).isEqualTo("Größe");
    }

    private static String text(String said, String charset, String contentType) {
        return new Body(said.getBytes(Charset.forName(charset))).text(contentType);
    }

    @Test
    void brokenBytesDoNotBreakTheRest() {
        byte[] bytes = "abc?def".getBytes(StandardCharsets.UTF_8);
        bytes[3] = (byte) 0xff;

        assertThat(new Body(bytes).text("text/html; charset=utf-8")).isEqualTo("abc\uFFFDdef");
    }
}
