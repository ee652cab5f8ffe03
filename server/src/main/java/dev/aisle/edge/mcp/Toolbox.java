package dev.aisle.edge.mcp;

import dev.aisle.edge.wire.Caller;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The tools behind one endpoint.
public interface Toolbox {

    /// What the server calls itself in `serverInfo`.
    String serverName();

    /// The names of the tools, in the order of the list.
    List<String> names();

    /// The tools as a JSON array, always in the same order.
    byte[] list();

    /// What a tool said to the same question before, if that still holds; asked before [#call], and without waiting
    /// for a turn.
    default Optional<ToolAnswer> before(String name, JsonNode arguments, Caller caller) throws RpcFailure {
        return Optional.empty();
    }

    /// Runs a tool.
    ///
    /// @param name one of [#names]
    /// @param arguments as sent; an empty object where none were
    ToolAnswer call(String name, JsonNode arguments, Caller caller) throws RpcFailure;
}
