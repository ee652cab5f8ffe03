package dev.aisle.base.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/// Takes a body in, unpacked, up to its limits: so many bytes, and not much more than what was sent.
final class Unpacking {

    /// Over the limit of its kind.
    static final class TooMuch extends IOException {
        private static final long serialVersionUID = 1L;

        TooMuch(String reason) {
            super(reason);
        }
    }

    /// In an encoding that we did not offer to take.
    static final class UnknownEncoding extends IOException {
        private static final long serialVersionUID = 1L;

        UnknownEncoding(String encoding) {
            super("It answered in the content encoding '" + encoding + "', which was not asked for.");
        }
    }

    /// The bytes, and whether all that was sent has been read.
    record Taken(Body body, boolean isWhole) {}

    private static final int CHUNK = 16 << 10;

    /// Pages and sitemaps pack to a tenth or twentieth; a bomb to a thousandth.
    private static final int MOST_RATIO = 200;

    private static final int SMALL = 1 << 20;

    private Unpacking() {}

    static Taken read(InputStream sent, String encoding, BodyKind kind) throws IOException {
        PushbackInputStream begun = new PushbackInputStream(sent);
        int first = begun.read();
        if (first < 0) {
            return new Taken(new Body(new byte[0]), true);
        }
        begun.unread(first);
        CountedInput counted = new CountedInput(begun);
        InputStream unpacked = switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> counted;
            case "gzip", "x-gzip" -> new GZIPInputStream(counted, CHUNK);
            default -> throw new UnknownEncoding(encoding);
        };
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        for (int n = unpacked.read(chunk); n >= 0; n = unpacked.read(chunk)) {
            int room = kind.limit() - taken.size();
            taken.write(chunk, 0, Math.min(n, room));
            if (n > room) {
                if (kind.longer() == BodyKind.Longer.IS_CUT) {
                    return new Taken(new Body(taken.toByteArray()), false);
                }
                throw new TooMuch("It is larger than the " + kind.limit() + " bytes we take in.");
            }
            if (taken.size() > SMALL && taken.size() / MOST_RATIO > counted.count()) {
                throw new TooMuch("It unpacks to more than " + MOST_RATIO + " times its size.");
            }
        }
        return new Taken(new Body(taken.toByteArray()), counted.read() < 0);
    }
}
