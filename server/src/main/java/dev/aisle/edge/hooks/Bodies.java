package dev.aisle.edge.hooks;

import dev.aisle.base.json.Json;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

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

    /// The body as JSON; nothing where it is none, or a longer one.
    static Optional<JsonNode> json(ServerRequest request, int most) {
        byte[] body = read(request, most);
        try {
            return body.length > most ? Optional.empty() : Optional.of(Json.tree(body));
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }
}
