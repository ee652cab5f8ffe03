package dev.aisle.edge.mcp;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// By which revision's rules a request is answered. Every request is judged alone, by its header
/// `MCP-Protocol-Version`, by the version in its `_meta`, and by nothing that came before it.
sealed interface Era {

    String META_VERSION = "io.modelcontextprotocol/protocolVersion";
    String META_CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";

    /// One of the 2025 revisions.
    record Legacy(String version) implements Era {}

    /// 2026-07-28.
    record Modern() implements Era {}

    record Wrong(RpcError error) implements Era {}

    static Era of(Optional<String> header, RpcMessage.Request request) {
        JsonNode named = request.params().path("_meta").path(META_VERSION);
        return named.isMissingNode() ? byHeader(header, request.method()) : byBoth(header, named);
    }

    /// For a notification only the header counts.
    static Optional<RpcError> ofNotification(Optional<String> header) {
        return header.filter(version -> !Versions.SUPPORTED.contains(version)).map(RpcError::unsupportedVersion);
    }

    private static Era byBoth(Optional<String> header, JsonNode named) {
        if (!named.isString()) {
            return new Wrong(RpcError.missingMeta("_meta \"" + META_VERSION + "\" must be a string."));
        }
        String version = named.stringValue();
        if (header.filter(version::equals).isEmpty()) {
            return new Wrong(RpcError.headerMismatch(
                    "Header MCP-Protocol-Version must be \"" + version + "\", the version in _meta"
                            + header.map(it -> ", not \"" + it + "\".").orElse("; it is missing.")));
        }
        if (version.equals(Versions.MODERN)) {
            return new Modern();
        }
        return Versions.LEGACY.contains(version)
                ? new Legacy(version)
                : new Wrong(RpcError.unsupportedVersion(version));
    }

    private static Era byHeader(Optional<String> header, String method) {
        if (header.isEmpty()) {
            return method.equals("server/discover") ? missingMeta() : new Legacy(Versions.UNNAMED);
        }
        String version = header.get();
        if (version.equals(Versions.MODERN)) {
            return missingMeta();
        }
        return Versions.LEGACY.contains(version)
                ? new Legacy(version)
                : new Wrong(RpcError.unsupportedVersion(version));
    }

    private static Era missingMeta() {
        return new Wrong(RpcError.missingMeta("params._meta needs \"" + META_VERSION + "\" and \"" + META_CAPABILITIES
                + "\" in version " + Versions.MODERN + "."));
    }
}
