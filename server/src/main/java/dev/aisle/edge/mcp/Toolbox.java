package dev.aisle.edge.mcp;

import dev.aisle.edge.wire.Caller;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The tools behind one endpoint.
public interface Toolbox {

    /// What the server calls itself in `serverInfo`.
    String serverName();

    /// The names of the tools, in the order of the list.
    List<String> names();

    /// The tools as a JSON array, always in the same order.
    byte[] list();

    /// Runs a tool.
    ///
    /// @param name one of [#names]
    /// @param arguments as sent; an empty object where none were
    ToolAnswer call(String name, JsonNode arguments, Caller caller) throws RpcFailure;
}
