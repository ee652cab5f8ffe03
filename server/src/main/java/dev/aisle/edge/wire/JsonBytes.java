package dev.aisle.edge.wire;

import io.helidon.webserver.http.ServerResponse;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// JSON text in the making, as UTF-8 bytes, for answers that are spliced from rendered pieces. The caller places
/// the punctuation.
public final class JsonBytes {

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long LOWER_BITS = ONES * 0x7F;
    private static final long NOT_BELOW_SPACE = 0xE0E0E0E0E0E0E0E0L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long SPACES = (ONES * ' ') << Byte.SIZE;

    /// Two quotes, and what may be written beyond the last byte.
    private static final int QUOTES_AND_MARGIN = 2 + Long.BYTES;

    private byte[] bytes;
    private int size;

    public JsonBytes() {
        this(512);
    }

    public JsonBytes(int expected) {
        this.bytes = new byte[expected];
    }

    /// A finished text, the first bytes of an array that must not change from now on.
    public static JsonBytes of(byte[] json, int length) {
        JsonBytes whole = new JsonBytes(0);
        whole.bytes = json;
        whole.size = length;
        return whole;
    }

    /// Sends the text as the body of an answer.
    public void sendAs(ServerResponse response) {
        response.send(bytes, 0, size);
    }

    public int size() {
        return size;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /// Text that is JSON already, ASCII only.
    @SuppressWarnings("deprecation") // keeps the low bytes of the characters, and ASCII has no others
    public JsonBytes raw(String ascii) {
        room(ascii.length());
        ascii.getBytes(0, ascii.length(), bytes, size);
        size += ascii.length();
        return this;
    }

    public JsonBytes raw(byte[] json) {
        return raw(json, 0, json.length);
    }

    public JsonBytes raw(byte[] json, int from, int to) {
        room(to - from);
        System.arraycopy(json, from, bytes, size, to - from);
        size += to - from;
        return this;
    }

    public JsonBytes raw(JsonBytes json) {
        return raw(json.bytes, 0, json.size);
    }

    public JsonBytes number(long number) {
        return raw(Long.toString(number));
    }

    /// A string with its quotes. Half a surrogate pair becomes the replacement character.
    public JsonBytes string(String text) {
        room(text.length() * 3 + 2);
        bytes[size++] = '"';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                ascii((byte) c);
            } else if (c < 0x800) {
                put(0xC0 | (c >> 6), tail(c, 0));
            } else if (!Character.isSurrogate(c)) {
                put(0xE0 | (c >> 12), tail(c, 6), tail(c, 0));
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                int point = Character.toCodePoint(c, text.charAt(++i));
                put(0xF0 | (point >> 18), tail(point, 12), tail(point, 6), tail(point, 0));
            } else {
                put(0xEF, 0xBF, 0xBD);
            }
        }
        room(1);
        bytes[size++] = '"';
        return this;
    }

    /// How many bytes of a JSON text need a backslash before them in a string.
    public int escapes() {
        int escapes = 0;
        int i = 0;
        for (; i + Long.BYTES <= size; i += Long.BYTES) {
            escapes += Long.bitCount(toEscape((long) EIGHT.get(bytes, i)));
        }
        for (; i < size; i++) {
            escapes += Long.bitCount(toEscape((bytes[i] & 0xFF) | SPACES));
        }
        return escapes;
    }

    /// As [#quoted(JsonBytes, int)].
    public JsonBytes quoted(JsonBytes text) {
        return quoted(text, text.escapes());
    }

    /// A whole JSON text as a string, for where JSON travels inside JSON. Eight bytes are looked at together: it is
    /// the larger half of an answer over MCP.
    ///
    /// @param escapes as [#escapes] counts them
    public JsonBytes quoted(JsonBytes text, int escapes) {
        byte[] json = text.bytes;
        int length = text.size;
        room(QUOTES_AND_MARGIN + length + escapes);
        byte[] out = bytes;
        int at = size;
        out[at++] = '"';
        int i = 0;
        while (i + Long.BYTES <= length) {
            long eight = (long) EIGHT.get(json, i);
            EIGHT.set(out, at, eight);
            int plain = Long.numberOfTrailingZeros(toEscape(eight)) / Byte.SIZE;
            i += plain;
            at += plain;
            if (plain < Long.BYTES) {
                at = escape(json[i++], out, at);
            }
        }
        while (i < length) {
            byte next = json[i++];
            if (toEscape((next & 0xFF) | SPACES) == 0) {
                out[at++] = next;
            } else {
                at = escape(next, out, at);
            }
        }
        out[at++] = '"';
        size = at;
        return this;
    }

    /// The highest bit of each byte that is a quote, a backslash or a control character.
    private static long toEscape(long eight) {
        return zeros(eight ^ QUOTES) | zeros(eight ^ BACKSLASHES) | zeros(eight & NOT_BELOW_SPACE);
    }

    /// The highest bit of each byte that is zero.
    private static long zeros(long eight) {
        return ~(((eight & LOWER_BITS) + LOWER_BITS) | eight | LOWER_BITS);
    }

    private static int escape(byte c, byte[] out, int at) {
        out[at] = '\\';
        out[at + 1] = switch (c) {
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            default -> c;
        };
        return at + 2;
    }

    private void ascii(byte c) {
        room(6);
        switch (c) {
            case '"', '\\' -> put('\\', c);
            case '\n' -> put('\\', 'n');
            case '\r' -> put('\\', 'r');
            case '\t' -> put('\\', 't');
            default -> {
                if (c < 0x20) {
                    put('\\', 'u', '0', '0', HEX[c >> 4], HEX[c & 15]);
                } else {
                    bytes[size++] = c;
                }
            }
        }
    }

    /// A further byte of a character: six of its bits.
    private static int tail(int point, int shift) {
        return 0x80 | ((point >> shift) & 0x3F);
    }

    private void put(int... units) {
        room(units.length);
        for (int unit : units) {
            bytes[size++] = (byte) unit;
        }
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
