package dev.aisle.edge.catalogmcp;

import dev.aisle.edge.catalogapi.CatalogCalls;
import dev.aisle.edge.catalogapi.CatalogCalls.Asking;
import dev.aisle.edge.catalogapi.KeptAnswers;
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

    private static final KeptAnswers.Form FORM =
            new KeptAnswers.Form("members of a tool's result", ToolAnswer.Structured::members);

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
    public Optional<ToolAnswer> before(String name, JsonNode arguments, Caller caller) throws RpcFailure {
        Operation operation = Operation.ofTool(name).orElseThrow();
        try {
            if (!isCatalogOnly(arguments)) {
                tools.requireArguments(operation, arguments);
            }
            if (!tools.beside(operation, arguments).isEmpty()) {
                return Optional.empty();
            }
            return calls.before(operation, arguments.path("catalog"), asking(arguments, caller), FORM)
                    .map(ToolAnswer.Structured::new);
        } catch (Refused refused) {
            throw new RpcFailure(error(refused));
        }
    }

    @Override
    public ToolAnswer call(String name, JsonNode arguments, Caller caller) throws RpcFailure {
        Operation operation = Operation.ofTool(name).orElseThrow();
        try {
            if (isCatalogOnly(arguments)) {
                tools.requireArguments(operation, arguments);
            }
            JsonBytes answer = calls.answer(
                    operation,
                    arguments.path("catalog"),
                    asking(arguments, caller),
                    tools.beside(operation, arguments));
            return new ToolAnswer.Structured(ToolAnswer.Structured.members(answer));
        } catch (Refused refused) {
            throw new RpcFailure(error(refused));
        }
    }

    /// Such arguments fit their schema if they were answered before; others are held against it first.
    private static boolean isCatalogOnly(JsonNode arguments) {
        return arguments.size() == 1 && arguments.has("catalog");
    }

    private static Asking asking(JsonNode arguments, Caller caller) {
        Optional<String> profile =
                arguments.path("meta").path("ucp-agent").path("profile").stringValueOpt();
        return new Asking(caller, "$.catalog", Optional.empty(), profile);
    }

    private static RpcError error(Refused refused) {
        String word = refused.code().word();
        return refused.code().aboutProfile()
                ? RpcError.of(refused.code().status(), PROFILE_REFUSED, refused.text(), word)
                : RpcError.invalidParams(refused.text(), word);
    }
}
