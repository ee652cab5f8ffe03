package dev.aisle.catalog.index;

import java.util.Arrays;

/// Grows as bytes come in. A run is its length (7 bits a byte, the lowest first) and its bytes.
final class ByteSink {

    private byte[] bytes;
    private int length;

    ByteSink(int expected) {
        this.bytes = new byte[expected];
    }

    void raw(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    void run(byte[] more) {
        number(more.length);
        raw(more);
    }

    void number(int value) {
        room(5);
        int rest = value;
        while (rest >= 0x80) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }
}
