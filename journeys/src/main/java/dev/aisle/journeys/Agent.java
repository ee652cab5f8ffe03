package dev.aisle.journeys;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/// A shopping agent without a key, speaking MCP as a stateless client does: no session, plain JSON.
public final class Agent {

    private final Talk talk;
    private final URI endpoint;
    private final AtomicInteger ids = new AtomicInteger();

    public Agent(Talk talk, URI base) {
        this.talk = talk;
        this.endpoint = base.resolve("/mcp");
    }

    /// What came of a tool call.
    ///
    /// @param answer the structured content, or a missing node when the call failed
    public record Called(Talk.Reply reply, JsonNode answer) {}

    public Called call(String tool, Map<String, Object> catalog) {
        var body = Map.of(
                "jsonrpc",
                "2.0",
                "id",
                ids.incrementAndGet(),
                "method",
                "tools/call",
                "params",
                Map.of("name", tool, "arguments", Map.of("meta", Map.of(), "catalog", catalog)));
        var reply = talk.post(endpoint, Map.of("Accept", "application/json, text/event-stream"), body);
        return new Called(reply, reply.body().path("result").path("structuredContent"));
    }
}
