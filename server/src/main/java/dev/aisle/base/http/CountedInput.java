package dev.aisle.base.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream that knows how much of it has been read, such as to hold what is unpacked against it.
public final class CountedInput extends FilterInputStream {

    private long count;

    public CountedInput(InputStream sent) {
        super(sent);
    }

    /// In bytes.
    public long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        count += octet < 0 ? 0 : 1;
        return octet;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int n = super.read(into, from, length);
        count += Math.max(0, n);
        return n;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
