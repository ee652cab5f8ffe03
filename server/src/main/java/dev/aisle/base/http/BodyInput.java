package dev.aisle.base.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;

/// The bytes of an answer whose head has come, so that an end before the end is told from no answer at all.
final class BodyInput extends FilterInputStream {

    /// The connection ended, or was reset, before the body did.
    static final class BrokenOff extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenOff(IOException how) {
            super(how.getMessage(), how);
        }
    }

    BodyInput(InputStream sent) {
        super(sent);
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (SocketException | ConnectionClosedException | MalformedChunkCodingException broken) {
            throw new BrokenOff(broken);
        }
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        try {
            return super.read(into, from, length);
        } catch (SocketException | ConnectionClosedException | MalformedChunkCodingException broken) {
            throw new BrokenOff(broken);
        }
    }
}
