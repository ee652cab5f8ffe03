package dev.aisle.edge.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The files that lie beside this room's classes.
final class Resources {

    private Resources() {}

    static byte[] bytes(String name) {
        try (InputStream found = Resources.class.getResourceAsStream(name)) {
            if (found == null) {
                throw new IllegalStateException("missing resource " + name);
            }
            return found.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }
}
