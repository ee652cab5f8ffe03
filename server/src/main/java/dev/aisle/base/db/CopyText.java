package dev.aisle.base.db;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Rows in the text format of COPY: tab between columns, `\N` for null, backslash escapes (PostgreSQL manual, COPY,
/// File
/// Formats). Written as UTF-8 at once, since most of what is sent is plain ASCII.
final class CopyText {

    private static final int ASCII = 0x80;

    private byte[] bytes;
    private int length;

    CopyText(int rows) {
        this.bytes = new byte[Math.max(64, rows * 128)];
    }

    InputStream stream() {
        return new ByteArrayInputStream(bytes, 0, length);
    }

    void add(@Nullable Object[] columns) {
        for (int i = 0; i < columns.length; i++) {
            if (i > 0) {
                write('\t');
            }
            value(columns[i]);
        }
        write('\n');
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, UTF_8);
    }

    private void value(@Nullable Object value) {
        switch (value) {
            case null -> plain("\\N");
            case Optional<?> optional -> value(optional.orElse(null));
            case Instant instant -> plain(instant.toString());
            case byte[] octets -> hex(octets);
            case Collection<?> items -> array(items);
            default -> escaped(value.toString());
        }
    }

    private void escaped(String value) {
        room(value.length() * 2);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> escape('\\');
                case '\t' -> escape('t');
                case '\n' -> escape('n');
                case '\r' -> escape('r');
                case '\0' -> {} // PostgreSQL text cannot hold it
                default -> {
                    if (c >= ASCII) {
                        i += beyondAscii(value, i);
                    } else {
                        write(c);
                    }
                }
            }
        }
    }

    /// Gives how many more characters than one it took.
    private int beyondAscii(String value, int at) {
        int more = Character.charCount(value.codePointAt(at)) - 1;
        byte[] encoded = value.substring(at, at + 1 + more).getBytes(UTF_8);
        room(encoded.length);
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
        return more;
    }

    private void escape(char letter) {
        write('\\');
        write(letter);
    }

    private void hex(byte[] octets) {
        plain("\\\\x");
        for (byte octet : octets) {
            write(Character.forDigit((octet >> 4) & 15, 16));
            write(Character.forDigit(octet & 15, 16));
        }
    }

    /// An array literal, whose own escapes are escaped once more.
    private void array(Collection<?> items) {
        write('{');
        boolean first = true;
        for (Object item : items) {
            if (!first) {
                write(',');
            }
            first = false;
            if (item instanceof Long) {
                plain(item.toString());
            } else {
                escaped('"' + item.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"');
            }
        }
        write('}');
    }

    private void plain(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            write(ascii.charAt(i));
        }
    }

    private void write(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }
}
