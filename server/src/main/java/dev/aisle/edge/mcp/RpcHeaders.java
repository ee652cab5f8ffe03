package dev.aisle.edge.mcp;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The headers in which a client repeats parts of its request, blanks around them stripped (RFC 9110 section 5.5).
/// A header sent twice with different values holds both, and so equals nothing.
///
/// @param name with a Base64 value decoded; empty too where that cannot be done
record RpcHeaders(Optional<String> version, Optional<String> method, Optional<String> name) {

    private static final HeaderName VERSION = HeaderNames.create("MCP-Protocol-Version");
    private static final HeaderName METHOD = HeaderNames.create("Mcp-Method");
    private static final HeaderName NAME = HeaderNames.create("Mcp-Name");
    private static final String ENCODED = "=?base64?";
    private static final String ENCODED_END = "?=";

    static RpcHeaders of(Headers headers) {
        return new RpcHeaders(
                single(headers, VERSION),
                single(headers, METHOD),
                single(headers, NAME).flatMap(RpcHeaders::decoded));
    }

    private static Optional<String> single(Headers headers, HeaderName name) {
        if (!headers.contains(name)) {
            return Optional.empty();
        }
        List<String> values = headers.get(name).allValues().stream()
                .map(String::strip)
                .distinct()
                .toList();
        return Optional.of(String.join(", ", values));
    }

    private static Optional<String> decoded(String value) {
        if (!value.startsWith(ENCODED) || !value.endsWith(ENCODED_END)) {
            return isPlain(value) ? Optional.of(value) : Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder()
                    .decode(value.substring(ENCODED.length(), value.length() - ENCODED_END.length()));
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException broken) {
            return Optional.empty();
        }
    }

    private static boolean isPlain(String value) {
        return value.chars().allMatch(c -> c == '\t' || (c >= 0x20 && c <= 0x7E));
    }
}
