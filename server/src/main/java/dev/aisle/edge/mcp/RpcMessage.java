package dev.aisle.edge.mcp;

import dev.aisle.base.json.Json;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What a POST brought: one request, one notification, or something that is neither.
sealed interface RpcMessage {

    /// A request; `id` is a string or an integer, `params` is missing where none were sent.
    record Request(JsonNode id, String method, JsonNode params) implements RpcMessage {}

    /// Never answered beyond "accepted".
    record Notification(String method) implements RpcMessage {}

    /// Neither; it has an id where one could be read.
    record Broken(RpcError error, Optional<JsonNode> id) implements RpcMessage {}

    static RpcMessage parse(byte[] body) {
        JsonNode message;
        try {
            message = Json.tree(body);
        } catch (JacksonException notJson) {
            return new Broken(RpcError.unparsable(), Optional.empty());
        }
        if (message.isMissingNode()) {
            return new Broken(RpcError.unparsable(), Optional.empty());
        }
        return message.isObject()
                ? ofObject(message)
                : broken("Send one request a POST, as a JSON object; no batches.");
    }

    private static RpcMessage ofObject(JsonNode message) {
        if (message.has("id") && !isId(message.path("id"))) {
            return broken("id must be a string or an integer; leave it out for a notification.");
        }
        Optional<JsonNode> id = message.optional("id");
        if (!message.path("jsonrpc").asString("").equals("2.0")
                || !message.path("jsonrpc").isString()) {
            return new Broken(RpcError.malformed("jsonrpc must be \"2.0\"."), id);
        }
        if (!message.path("method").isString()) {
            return new Broken(RpcError.malformed("method must be a string; this server takes no responses."), id);
        }
        String method = message.path("method").stringValue();
        return id.isEmpty() ? new Notification(method) : new Request(id.get(), method, message.path("params"));
    }

    private static boolean isId(JsonNode id) {
        return id.isString() || id.isIntegralNumber();
    }

    private static Broken broken(String message) {
        return new Broken(RpcError.malformed(message), Optional.empty());
    }
}
