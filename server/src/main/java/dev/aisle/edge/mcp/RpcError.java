package dev.aisle.edge.mcp;

import dev.aisle.edge.wire.JsonBytes;
import java.util.List;

/// A protocol error: the HTTP status it travels with, its JSON-RPC code, and data that says what to change.
///
/// @param data a JSON object
public record RpcError(int status, int code, String message, JsonBytes data) {

    private static final int PARSE_ERROR = -32700;
    private static final int INVALID_REQUEST = -32600;
    private static final int METHOD_NOT_FOUND = -32601;
    private static final int INVALID_PARAMS = -32602;
    private static final int INTERNAL_ERROR = -32603;
    private static final int RATE_LIMITED = -32000;
    private static final int OVERLOAD = 503;
    private static final int HEADER_MISMATCH = -32020;
    private static final int UNSUPPORTED_VERSION = -32022;

    private static final String INVALID = "invalid_request";

    /// What the HTTP gates turn away, before there is a request to speak of.
    static RpcError gate(int status, String message) {
        return of(status, INVALID_REQUEST, message, INVALID);
    }

    static RpcError unparsable() {
        return of(400, PARSE_ERROR, "The body is not JSON; send one JSON-RPC 2.0 request in UTF-8.", INVALID);
    }

    static RpcError malformed(String message) {
        return of(400, INVALID_REQUEST, message, INVALID);
    }

    static RpcError unknownMethod(String method, boolean modern) {
        return of(
                modern ? 404 : 200,
                METHOD_NOT_FOUND,
                "Method not found: " + method + ". This server has tools only: tools/list, tools/call.",
                "method_not_found");
    }

    static RpcError invalidParams(String message) {
        return of(200, INVALID_PARAMS, message, INVALID);
    }

    /// A caller's mistake in what it asks.
    ///
    /// @param word a stable word for the kind of mistake
    public static RpcError invalidParams(String message, String word) {
        return of(200, INVALID_PARAMS, message, word);
    }

    /// A modern request without what its `_meta` must hold.
    static RpcError missingMeta(String message) {
        return of(400, INVALID_PARAMS, message, INVALID);
    }

    static RpcError headerMismatch(String message) {
        return of(400, HEADER_MISMATCH, message, "header_mismatch");
    }

    static RpcError unsupportedVersion(String requested) {
        JsonBytes data = new JsonBytes().raw("{\"supported\":");
        writeTexts(Versions.SUPPORTED, data);
        data.raw(",\"requested\":").string(requested).raw("}");
        return new RpcError(400, UNSUPPORTED_VERSION, "Unsupported protocol version", data);
    }

    static RpcError rateLimited(long retryAfterSeconds) {
        return waiting(429, "Rate limit exceeded", retryAfterSeconds);
    }

    static RpcError overloaded(long retryAfterSeconds) {
        return waiting(OVERLOAD, "The server is busy", retryAfterSeconds);
    }

    /// Whether the server has too much to do.
    boolean isOverload() {
        return status == OVERLOAD && code == RATE_LIMITED;
    }

    static RpcError internal() {
        return of(500, INTERNAL_ERROR, "Internal error; try again, and report it if it stays.", "internal_error");
    }

    private static RpcError waiting(int status, String message, long seconds) {
        return new RpcError(
                status,
                RATE_LIMITED,
                message,
                new JsonBytes().raw("{\"retry_after\":").number(seconds).raw("}"));
    }

    /// An error of a server's own.
    ///
    /// @param status of HTTP
    /// @param code of JSON-RPC
    /// @param word a stable word for the kind of mistake
    public static RpcError of(int status, int code, String message, String word) {
        return new RpcError(
                status,
                code,
                message,
                new JsonBytes()
                        .raw("{\"code\":")
                        .string(word)
                        .raw(",\"content\":")
                        .string(message)
                        .raw("}"));
    }

    static void writeTexts(List<String> texts, JsonBytes out) {
        out.raw("[");
        for (int i = 0; i < texts.size(); i++) {
            out.raw(i == 0 ? "" : ",").string(texts.get(i));
        }
        out.raw("]");
    }
}
