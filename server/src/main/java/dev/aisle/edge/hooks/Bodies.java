package dev.aisle.edge.hooks;

import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// Reads what platforms send.
final class Bodies {

    private Bodies() {}

    /// The body, and one byte more than `most` of a longer one.
    static byte[] read(ServerRequest request, int most) {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try (InputStream in = request.content().inputStream()) {
            return in.readNBytes(most + 1);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
