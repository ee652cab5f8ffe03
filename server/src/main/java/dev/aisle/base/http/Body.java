package dev.aisle.base.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The bytes of an answer.
public final class Body {

    private static final Pattern CHARSET =
            Pattern.compile("charset\\s*=\\s*[\"']?\\s*([^\\s\"'/>;,]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern XML_ENCODING =
            Pattern.compile("^\\s*<\\?xml[^>]*encoding\\s*=\\s*[\"']([^\"']+)[\"']");

    /// HTML standard, section 13.2.3.2, has 1,024; shops put more before it.
    private static final int PRESCAN = 4_096;

    /// Encoding standard, section 4.2: labels that browsers read as a superset of what they say.
    private static final Map<String, String> SUPERSETS = Map.of(
            "iso-8859-1", "windows-1252",
            "iso8859-1", "windows-1252",
            "latin1", "windows-1252",
            "us-ascii", "windows-1252",
            "ascii", "windows-1252",
            "iso-8859-9", "windows-1254",
            "gb2312", "gb18030",
            "gbk", "gb18030",
            "shift_jis", "windows-31j",
            "ks_c_5601-1987", "x-windows-949");

    private final byte[] bytes;

    Body(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Not a copy: nobody writes into it.
    public byte[] bytes() {
        return bytes;
    }

    /// The body unpacked where it is a gzip file, such as `sitemap.xml.gz`, else as it is; nothing where it is
    /// broken or unpacks to more than that kind may hold.
    public Optional<Body> unpacked(BodyKind kind) {
        if (!startsWith(0x1f, 0x8b)) {
            return Optional.of(this);
        }
        try {
            return Optional.of(Unpacking.read(new ByteArrayInputStream(bytes), "gzip", kind)
                    .body());
        } catch (IOException broken) {
            return Optional.empty();
        }
    }

    /// The body in the encoding that its mark, its type or it itself names.
    public String text(String contentType) {
        int mark = markLength();
        return new String(bytes, mark, bytes.length - mark, charset(contentType));
    }

    private Charset charset(String contentType) {
        if (markLength() == 3) {
            return StandardCharsets.UTF_8;
        }
        if (markLength() == 2) {
            return (bytes[0] & 0xff) == 0xfe ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        }
        return named(CHARSET, contentType).or(this::declaredInside).orElseGet(this::guessed);
    }

    private Optional<Charset> declaredInside() {
        String head = new String(bytes, 0, Math.min(bytes.length, PRESCAN), StandardCharsets.ISO_8859_1);
        Optional<Charset> said = named(XML_ENCODING, head).or(() -> named(CHARSET, metaTags(head)));
        // a document that could be read so far is not in an encoding of two bytes a character
        return said.map(it -> it.name().startsWith("UTF-16") ? StandardCharsets.UTF_8 : it);
    }

    private static String metaTags(String head) {
        StringBuilder tags = new StringBuilder();
        String lower = head.toLowerCase(Locale.ROOT);
        for (int at = lower.indexOf("<meta"); at >= 0; at = lower.indexOf("<meta", at + 1)) {
            int end = head.indexOf('>', at);
            tags.append(head, at, end < 0 ? head.length() : end).append('\n');
        }
        return tags.toString();
    }

    private static Optional<Charset> named(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? charsetNamed(matcher.group(1)) : Optional.empty();
    }

    private static Optional<Charset> charsetNamed(String label) {
        String name = label.strip().toLowerCase(Locale.ROOT);
        try {
            return Optional.of(Charset.forName(SUPERSETS.getOrDefault(name, name)));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }

    private Charset guessed() {
        return isUtf8() ? StandardCharsets.UTF_8 : Charset.forName("windows-1252");
    }

    /// Whether the bytes are UTF-8 by their form (RFC 3629 section 3), overlong forms aside.
    private boolean isUtf8() {
        int following = 0;
        for (byte b : bytes) {
            int octet = b & 0xff;
            if (following > 0) {
                if (octet >> 6 != 0b10) {
                    return false;
                }
                following--;
            } else if (octet >= 0x80) {
                following = octet >> 5 == 0b110 ? 1 : octet >> 4 == 0b1110 ? 2 : octet >> 3 == 0b11110 ? 3 : 0;
                if (following == 0) {
                    return false;
                }
            }
        }
        return following == 0;
    }

    private int markLength() {
        if (startsWith(0xef, 0xbb, 0xbf)) {
            return 3;
        }
        return startsWith(0xfe, 0xff) || startsWith(0xff, 0xfe) ? 2 : 0;
    }

    private boolean startsWith(int... octets) {
        for (int i = 0; i < octets.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != octets[i]) {
                return false;
            }
        }
        return true;
    }
}
