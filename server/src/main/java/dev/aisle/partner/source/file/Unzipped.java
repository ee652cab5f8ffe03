package dev.aisle.partner.source.file;

import dev.aisle.base.http.CountedInput;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/// The bytes of a file, unpacked where it is gzip, or gzip sent as gzip. It breaks off beyond its limits, so that a
/// small file cannot become an endless one.
final class Unzipped extends FilterInputStream {

    /// Unpacked.
    static final long MOST_BYTES = 64L << 30;

    /// Feeds pack to a tenth, very uniform ones to a fiftieth; a bomb to a thousandth.
    static final int MOST_RATIO = 200;

    private static final long SMALL = 64L << 20;
    private static final int MOST_LAYERS = 2;
    private static final int BUFFER = 64 << 10;

    private final CountedInput packed;
    private final long most;
    private long given;

    private Unzipped(InputStream unpacked, CountedInput packed, long most) {
        super(unpacked);
        this.packed = packed;
        this.most = most;
    }

    static InputStream of(InputStream file) throws IOException {
        return of(file, MOST_BYTES);
    }

    static InputStream of(InputStream file, long most) throws IOException {
        CountedInput packed = new CountedInput(file);
        InputStream bytes = new BufferedInputStream(packed, BUFFER);
        for (int layer = 0; layer < MOST_LAYERS && isGzip(bytes); layer++) {
            bytes = new BufferedInputStream(new GZIPInputStream(bytes, BUFFER), BUFFER);
        }
        return new Unzipped(bytes, packed, most);
    }

    private static boolean isGzip(InputStream bytes) throws IOException {
        bytes.mark(2);
        boolean zipped = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        return zipped;
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        count(octet < 0 ? 0 : 1);
        return octet;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int n = super.read(into, from, length);
        count(Math.max(0, n));
        return n;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int bytes) throws IOException {
        given += bytes;
        if (given > most) {
            throw new IOException("it is larger than " + most + " bytes");
        }
        if (given > SMALL && given / MOST_RATIO > packed.count()) {
            throw new IOException("it unpacks to more than " + MOST_RATIO + " times its size");
        }
    }
}
