package dev.aisle.base.http;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// A request to somebody outside.
///
/// @param headers sent as they are; the client adds its user agent and what it can decompress
public record Ask(String method, URI url, Map<String, String> headers, Optional<Content> content, BodyKind expected) {

    /// A request body.
    public record Content(String type, String text) {}

    public Ask {
        headers = Map.copyOf(headers);
    }

    public static Ask get(URI url, BodyKind expected) {
        return get(url, Map.of(), expected);
    }

    public static Ask get(URI url, Map<String, String> headers, BodyKind expected) {
        return new Ask("GET", url, headers, Optional.empty(), expected);
    }
}
