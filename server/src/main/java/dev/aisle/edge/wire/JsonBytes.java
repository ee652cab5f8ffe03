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

    /// So many bytes are looked at together.
    private static final int BLOCK = Long.SIZE;

    /// What may be read and written beyond the bytes that are meant.
    private static final int MARGIN = 2 * Long.BYTES;

    /// Multiplied with eight bytes that are 0 or 1, gives the highest byte a bit for each.
    private static final long GATHER = 0x0102040810204080L;

    /// One part in so many may lie idle.
    private static final int SLACK = 8;

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

    /// A whole JSON text as a string, for where JSON travels inside JSON: the larger half of an answer
    /// over MCP. Which bytes of a block need a backslash is found out for eight of them together, without
    /// a branch; what lies between two of them is copied in words.
    public JsonBytes quoted(JsonBytes text) {
        byte[] json = text.bytes;
        int length = text.size;
        room(1);
        bytes[size++] = '"';
        int copied = 0;
        int block = 0;
        for (; block + BLOCK + MARGIN <= length; block += BLOCK) {
            room(2 * BLOCK + block - copied + MARGIN);
            for (long left = toEscape(json, block); left != 0; left &= left - 1) {
                int next = block + Long.numberOfTrailingZeros(left);
                copy(json, copied, next);
                escape(json[next]);
                copied = next + 1;
            }
        }
        room(2 * (length - copied) + 1);
        for (; block < length; block++) {
            if (toEscape((json[block] & 0xFF) | SPACES) != 0) {
                System.arraycopy(json, copied, bytes, size, block - copied);
                size += block - copied;
                escape(json[block]);
                copied = block + 1;
            }
        }
        System.arraycopy(json, copied, bytes, size, length - copied);
        size += length - copied;
        bytes[size++] = '"';
        return this;
    }

    /// Without what was made ready for more than came, where that is a lot.
    public JsonBytes fitted() {
        return bytes.length - size > size / SLACK ? of(toBytes(), size) : this;
    }

    /// Up to [#MARGIN] bytes more than wanted are copied where that is less work than to count.
    private void copy(byte[] json, int from, int to) {
        EIGHT.set(bytes, size, (long) EIGHT.get(json, from));
        EIGHT.set(bytes, size + Long.BYTES, (long) EIGHT.get(json, from + Long.BYTES));
        if (to - from > MARGIN) {
            System.arraycopy(json, from + MARGIN, bytes, size + MARGIN, to - from - MARGIN);
        }
        size += to - from;
    }

    /// A bit for each byte of a block that is a quote, a backslash or a control character.
    private static long toEscape(byte[] json, int block) {
        long bits = 0;
        for (int word = 0; word < BLOCK; word += Long.BYTES) {
            long highest = toEscape((long) EIGHT.get(json, block + word));
            bits |= (((highest >>> 7) * GATHER) >>> (BLOCK - Long.BYTES)) << word;
        }
        return bits;
    }

    /// The highest bit of each byte that is one of those.
    private static long toEscape(long eight) {
        return zeros(eight ^ QUOTES) | zeros(eight ^ BACKSLASHES) | zeros(eight & NOT_BELOW_SPACE);
    }

    /// The highest bit of each byte that is zero.
    private static long zeros(long eight) {
        return ~(((eight & LOWER_BITS) + LOWER_BITS) | eight | LOWER_BITS);
    }

    private void escape(byte c) {
        bytes[size] = '\\';
        bytes[size + 1] = switch (c) {
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            default -> c;
        };
        size += 2;
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
