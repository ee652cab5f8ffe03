package dev.aisle.edge.catalogmcp;

import dev.aisle.edge.catalogapi.CatalogCalls;
import dev.aisle.edge.catalogapi.CatalogCalls.Asking;
import dev.aisle.edge.catalogapi.Operation;
import dev.aisle.edge.catalogapi.Refused;
import dev.aisle.edge.catalogapi.Tools;
import dev.aisle.edge.mcp.RpcError;
import dev.aisle.edge.mcp.RpcFailure;
import dev.aisle.edge.mcp.ToolAnswer;
import dev.aisle.edge.mcp.Toolbox;
import dev.aisle.edge.wire.Caller;
import dev.aisle.edge.wire.JsonBytes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Search, lookup and detail as tools.
public final class CatalogTools implements Toolbox {

    private static final int PROFILE_REFUSED = -32001;
    private static final List<String> NAMES =
            Arrays.stream(Operation.values()).map(Operation::tool).toList();

    private final CatalogCalls calls;
    private final Tools tools;

    public CatalogTools(CatalogCalls calls, Tools tools) {
        this.calls = calls;
        this.tools = tools;
    }

    @Override
    public String serverName() {
        return "channel3-catalog";
    }

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public byte[] list() {
        return tools.list();
    }

    @Override
    public ToolAnswer call(String name, JsonNode arguments, Caller caller) throws RpcFailure {
        Operation operation = Operation.ofTool(name).orElseThrow();
        try {
            Optional<String> profile =
                    arguments.path("meta").path("ucp-agent").path("profile").stringValueOpt();
            Asking asking = new Asking(caller, "$.catalog", Optional.empty(), profile);
            JsonNode catalog = arguments.path("catalog");
            boolean nothingElse = arguments.size() == 1;
            if (!nothingElse) {
                tools.requireArguments(operation, arguments);
            }
            Optional<JsonBytes> before = calls.before(operation, catalog, asking);
            if (before.isPresent()) {
                return new ToolAnswer.Structured(before.get().toBytes());
            }
            if (nothingElse) {
                tools.requireArguments(operation, arguments);
            }
            return new ToolAnswer.Structured(
                    calls.answer(operation, catalog, asking).toBytes());
        } catch (Refused refused) {
            throw new RpcFailure(error(refused));
        }
    }

    private static RpcError error(Refused refused) {
        String word = refused.code().word();
        return refused.code().aboutProfile()
                ? RpcError.of(refused.code().status(), PROFILE_REFUSED, refused.text(), word)
                : RpcError.invalidParams(refused.text(), word);
    }
}
