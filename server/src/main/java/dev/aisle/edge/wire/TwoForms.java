package dev.aisle.edge.wire;

import java.nio.ByteBuffer;

/// Some JSON members as the index keeps them: what every answer shows, then what a search shows of it, then what a
/// lookup shows instead. Search answers must fit a model's attention; a lookup may tell all.
final class TwoForms {

    private static final int LENGTHS = 2 * Integer.BYTES;

    private TwoForms() {}

    static byte[] pack(JsonBytes common, JsonBytes brief, JsonBytes full) {
        return ByteBuffer.allocate(LENGTHS + common.size() + brief.size() + full.size())
                .putInt(common.size())
                .putInt(brief.size())
                .put(common.toBytes())
                .put(brief.toBytes())
                .put(full.toBytes())
                .array();
    }

    /// How many bytes [#writeBrief] writes.
    static int briefSize(byte[] packed) {
        ByteBuffer lengths = ByteBuffer.wrap(packed);
        return lengths.getInt() + lengths.getInt();
    }

    static void writeBrief(byte[] packed, JsonBytes out) {
        out.raw(packed, LENGTHS, LENGTHS + briefSize(packed));
    }

    static void writeFull(byte[] packed, JsonBytes out) {
        int common = ByteBuffer.wrap(packed).getInt();
        out.raw(packed, LENGTHS, LENGTHS + common);
        out.raw(packed, LENGTHS + briefSize(packed), packed.length);
    }
}
