package dev.aisle.edge.catalogapi;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.util.Native;
import dev.aisle.edge.wire.JsonBytes;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Presses answers into few bytes, for keeping them in memory: Zstandard with a dictionary of what answers have in
/// common, which is made of the first ones. An answer takes about a seventh of its bytes, and is whole again
/// in microseconds.
final class AnswerPress {

    private static final int LEVEL = 3;

    /// What the dictionary is made of, in bytes.
    static final int DICTIONARY = 60_000;

    /// Shorter answers tell little of what others say, in bytes.
    private static final int TELLING = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(AnswerPress.class);

    private static final int SPARE = 2 * Runtime.getRuntime().availableProcessors();

    private final ByteArrayOutputStream learnt = new ByteArrayOutputStream();
    private volatile Die die = new Die(Optional.empty());

    /// Whether the native library can be loaded: it is unpacked into the JVM's folder for temporary files, from which
    /// a machine may not run programs.
    static boolean isUsable() {
        try {
            Native.load();
            return true;
        } catch (LinkageError unusable) {
            LOG.warn(
                    "answers are not kept: zstd cannot be loaded from {}; name a folder that programs may be run from"
                            + " with AISLE_JAVA_OPTS=-Djava.io.tmpdir=DIR",
                    System.getProperty("java.io.tmpdir"),
                    unusable);
            return false;
        }
    }

    /// An answer in few bytes.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Pressed(Die die, byte[] bytes, int length) {}

    Pressed pressed(JsonBytes answer) {
        byte[] json = answer.toBytes();
        learn(json);
        Die now = die;
        return new Pressed(now, now.press(json), json.length);
    }

    static JsonBytes whole(Pressed pressed) {
        return JsonBytes.of(pressed.die().expand(pressed.bytes(), pressed.length()), pressed.length());
    }

    private void learn(byte[] answer) {
        if (answer.length < TELLING || die.knows()) {
            return;
        }
        synchronized (learnt) {
            if (!die.knows()) {
                learnt.write(answer, 0, Math.min(answer.length, DICTIONARY - learnt.size()));
                if (learnt.size() == DICTIONARY) {
                    die = new Die(Optional.of(learnt.toByteArray()));
                    learnt.reset();
                }
            }
        }
    }

    /// One dictionary, or none, with what the native library keeps for it: each piece serves one thread at a time.
    static final class Die {

        private final Optional<ZstdDictCompress> forPressing;
        private final Optional<ZstdDictDecompress> forExpanding;
        private final BlockingQueue<ZstdCompressCtx> pressing = new ArrayBlockingQueue<>(SPARE);
        private final BlockingQueue<ZstdDecompressCtx> expanding = new ArrayBlockingQueue<>(SPARE);

        Die(Optional<byte[]> dictionary) {
            this.forPressing = dictionary.map(bytes -> new ZstdDictCompress(bytes, LEVEL));
            this.forExpanding = dictionary.map(ZstdDictDecompress::new);
        }

        boolean knows() {
            return forPressing.isPresent();
        }

        byte[] press(byte[] whole) {
            ZstdCompressCtx idle = pressing.poll();
            ZstdCompressCtx context = idle == null ? compressing() : idle;
            try {
                return context.compress(whole);
            } finally {
                if (!pressing.offer(context)) {
                    context.close();
                }
            }
        }

        byte[] expand(byte[] pressed, int length) {
            ZstdDecompressCtx idle = expanding.poll();
            ZstdDecompressCtx context = idle == null ? decompressing() : idle;
            try {
                return context.decompress(pressed, length);
            } finally {
                if (!expanding.offer(context)) {
                    context.close();
                }
            }
        }

        private ZstdCompressCtx compressing() {
            ZstdCompressCtx context = new ZstdCompressCtx();
            context.setLevel(LEVEL).setContentSize(false).setChecksum(false).setDictID(false);
            forPressing.ifPresent(context::loadDict);
            return context;
        }

        private ZstdDecompressCtx decompressing() {
            ZstdDecompressCtx context = new ZstdDecompressCtx();
            forExpanding.ifPresent(context::loadDict);
            return context;
        }
    }
}
