package dev.aisle.base.db;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Rows in the binary format of COPY (PostgreSQL manual, COPY, File Formats), each value in the form of its column's
/// type: neither side writes or reads numbers, times and lists as text. Numbers stand with the highest byte first.
final class CopyBytes {

    private static final byte[] HEADER = "PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0".getBytes(ISO_8859_1);
    private static final int NULL = -1;
    private static final int END = -1;
    private static final int FIRST = 1;

    /// Types by their number in pg_type.
    private static final int BOOL = 16;

    private static final int BYTEA = 17;
    private static final int INT8 = 20;
    private static final int INT4 = 23;
    private static final int TEXT = 25;
    private static final int FLOAT4 = 700;
    private static final int FLOAT8 = 701;
    private static final int TEXTS = 1009;
    private static final int INT8S = 1016;
    private static final int TIMESTAMPTZ = 1184;

    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final long MICROS = 1_000_000;
    private static final int NANOS_A_MICRO = 1_000;

    private final int[] types;
    private byte[] bytes;
    private int length;

    /// @param types of the columns, by their number in pg_type
    CopyBytes(int[] types, int rows) {
        this.types = types;
        this.bytes = new byte[Math.max(64, rows * 128)];
        raw(HEADER);
    }

    /// All rows; no more can be added.
    InputStream stream() {
        int2(END);
        return new ByteArrayInputStream(bytes, 0, length);
    }

    void add(@Nullable Object[] columns) {
        if (columns.length != types.length) {
            throw new IllegalArgumentException(columns.length + " values for " + types.length + " columns");
        }
        int2(columns.length);
        for (int i = 0; i < columns.length; i++) {
            field(types[i], columns[i]);
        }
    }

    private void field(int type, @Nullable Object value) {
        switch (value) {
            case null -> int4(NULL);
            case Optional<?> optional -> field(type, optional.orElse(null));
            default -> {
                int at = length;
                int4(0);
                value(type, value);
                intAt(at, length - at - Integer.BYTES);
            }
        }
    }

    private void value(int type, Object value) {
        switch (type) {
            case TEXT -> text(value.toString());
            case INT8 -> int8(((Number) value).longValue());
            case INT4 -> int4(Math.toIntExact(((Number) value).longValue()));
            case FLOAT4 -> int4(Float.floatToIntBits(((Number) value).floatValue()));
            case FLOAT8 -> int8(Double.doubleToLongBits(((Number) value).doubleValue()));
            case BOOL -> raw(new byte[] {(byte) ((Boolean) value ? 1 : 0)});
            case BYTEA -> raw((byte[]) value);
            case TIMESTAMPTZ -> int8(micros((Instant) value));
            case TEXTS -> list(TEXT, (Collection<?>) value);
            case INT8S -> list(INT8, (Collection<?>) value);
            default -> throw new IllegalArgumentException("COPY of a column of type " + type);
        }
    }

    private void list(int type, Collection<?> items) {
        int4(items.isEmpty() ? 0 : 1);
        int4(0);
        int4(type);
        if (!items.isEmpty()) {
            int4(items.size());
            int4(FIRST);
            items.forEach(item -> field(type, item));
        }
    }

    /// Without the character that PostgreSQL's text cannot hold.
    private void text(String text) {
        raw((text.indexOf('\0') < 0 ? text : text.replace("\0", "")).getBytes(UTF_8));
    }

    private static long micros(Instant instant) {
        return (instant.getEpochSecond() - EPOCH.getEpochSecond()) * MICROS + instant.getNano() / NANOS_A_MICRO;
    }

    private void raw(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private void int2(int value) {
        room(Short.BYTES);
        bytes[length++] = (byte) (value >> 8);
        bytes[length++] = (byte) value;
    }

    private void int4(int value) {
        room(Integer.BYTES);
        intAt(length, value);
        length += Integer.BYTES;
    }

    private void int8(long value) {
        int4((int) (value >> 32));
        int4((int) value);
    }

    private void intAt(int at, int value) {
        bytes[at] = (byte) (value >> 24);
        bytes[at + 1] = (byte) (value >> 16);
        bytes[at + 2] = (byte) (value >> 8);
        bytes[at + 3] = (byte) value;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }
}
