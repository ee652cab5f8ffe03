package dev.aisle.catalog.index.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.compress.LZ4;

/// Makes bytes fewer, for what is kept in the index: JSON to about a quarter, and whole again in microseconds.
final class Lz4 {

    /// LZ4 writes so far beyond the last byte.
    private static final int MARGIN = 7;

    private Lz4() {}

    /// The bytes with their length before them, smaller.
    ///
    /// @param dictionary what the bytes may refer back to; whoever expands them must have the same
    /// @param seen not for two threads at once
    static byte[] compressed(byte[] dictionary, byte[] bytes, LZ4.FastCompressionHashTable seen) {
        byte[] both = bytes;
        if (dictionary.length > 0) {
            both = new byte[dictionary.length + bytes.length];
            System.arraycopy(dictionary, 0, both, 0, dictionary.length);
            System.arraycopy(bytes, 0, both, dictionary.length, bytes.length);
        }
        try {
            ByteBuffersDataOutput out = new ByteBuffersDataOutput(bytes.length);
            out.writeVInt(bytes.length);
            LZ4.compressWithDictionary(both, 0, dictionary.length, bytes.length, out, seen);
            return out.toArrayCopy();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    /// The dictionary, the bytes behind it, and some that mean nothing.
    static byte[] expanded(byte[] dictionary, BytesRef compressed) {
        try {
            ByteArrayDataInput in = new ByteArrayDataInput(compressed.bytes, compressed.offset, compressed.length);
            int length = in.readVInt();
            byte[] bytes = new byte[dictionary.length + length + MARGIN];
            System.arraycopy(dictionary, 0, bytes, 0, dictionary.length);
            LZ4.decompress(in, length, bytes, dictionary.length);
            return bytes;
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }
}
