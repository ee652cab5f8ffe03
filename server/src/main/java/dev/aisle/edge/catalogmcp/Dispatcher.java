package dev.aisle.edge.catalogmcp;

import dev.aisle.edge.catalogapi.CatalogCalls;
import dev.aisle.edge.catalogapi.CatalogCalls.Asking;
import dev.aisle.edge.catalogapi.Operation;
import dev.aisle.edge.catalogapi.Refused;
import dev.aisle.edge.catalogapi.Tools;
import dev.aisle.edge.wire.Caller;
import dev.aisle.edge.wire.JsonBytes;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The Model Context Protocol of a server that has tools and nothing else: no sessions, no state, one switch. It
/// gives the `result` of a request or throws [Failed].
final class Dispatcher {

    static final String CALL = "tools/call";

    private static final String SERVER = "{\"name\":\"channel3-catalog\",\"version\":";
    private static final String MODERN_META = ",\"_meta\":{\"io.modelcontextprotocol/serverInfo\":";
    private static final String CAPABILITIES = "\"capabilities\":{\"tools\":{}}";
    private static final String DISCOVER_HINTS = ",\"ttlMs\":3600000,\"cacheScope\":\"public\"";
    private static final String LIST_HINTS = ",\"ttlMs\":300000,\"cacheScope\":\"public\"";
    private static final int LONGEST_QUOTE = 100;

    private final CatalogCalls calls;
    private final Tools tools;
    private final JsonBytes server;
    private final byte[] toolList;

    Dispatcher(CatalogCalls calls, Tools tools, String version) {
        this.calls = calls;
        this.tools = tools;
        this.toolList = tools.list();
        this.server = new JsonBytes().raw(SERVER).string(version).raw("}");
    }

    /// The answer is an error.
    static final class Failed extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient RpcError error;

        Failed(RpcError error) {
            super(error.message(), null, false, false);
            this.error = error;
        }

        RpcError error() {
            return error;
        }
    }

    JsonBytes answer(RpcMessage.Request request, RpcHeaders headers, Caller caller) throws Failed {
        return switch (Era.of(headers.version(), request)) {
            case Era.Wrong wrong -> throw new Failed(wrong.error());
            case Era.Legacy ignored -> legacy(request, caller);
            case Era.Modern ignored -> modern(request, headers, caller);
        };
    }

    private JsonBytes legacy(RpcMessage.Request request, Caller caller) throws Failed {
        return switch (request.method()) {
            case "initialize" -> initialize(params(request));
            case "ping" -> new JsonBytes().raw("{}");
            case "tools/list" -> {
                refuseCursor(params(request));
                yield new JsonBytes(toolList.length + 20)
                        .raw("{\"tools\":")
                        .raw(toolList)
                        .raw("}");
            }
            case CALL -> call(params(request), caller, false);
            default -> throw new Failed(RpcError.unknownMethod(clipped(request.method()), false));
        };
    }

    private JsonBytes modern(RpcMessage.Request request, RpcHeaders headers, Caller caller) throws Failed {
        JsonNode params = params(request);
        if (!params.path("_meta").path(Era.META_CAPABILITIES).isObject()) {
            throw new Failed(RpcError.missingMeta(
                    "params._meta needs \"" + Era.META_CAPABILITIES + "\", an object; {} is enough."));
        }
        requireHeader("Mcp-Method", headers.method(), request.method());
        return switch (request.method()) {
            case "server/discover" -> discover();
            case "tools/list" -> {
                refuseCursor(params);
                yield complete(new JsonBytes(toolList.length + 300)
                        .raw(",\"tools\":")
                        .raw(toolList)
                        .raw(LIST_HINTS));
            }
            case CALL -> {
                if (params.path("name").isString()) {
                    requireHeader(
                            "Mcp-Name", headers.name(), params.path("name").stringValue());
                }
                yield call(params, caller, true);
            }
            default -> throw new Failed(RpcError.unknownMethod(clipped(request.method()), true));
        };
    }

    private JsonBytes initialize(JsonNode params) {
        String asked = params.path("protocolVersion").asString("");
        String version = Versions.LEGACY.contains(asked) ? asked : Versions.NEWEST_LEGACY;
        return new JsonBytes()
                .raw("{\"protocolVersion\":")
                .string(version)
                .raw(",")
                .raw(CAPABILITIES)
                .raw(",\"serverInfo\":")
                .raw(server)
                .raw("}");
    }

    private JsonBytes discover() {
        JsonBytes rest = new JsonBytes().raw(",\"supportedVersions\":");
        RpcError.writeTexts(Versions.SUPPORTED, rest);
        return complete(rest.raw(",").raw(CAPABILITIES).raw(DISCOVER_HINTS));
    }

    private JsonBytes call(JsonNode params, Caller caller, boolean modern) throws Failed {
        Operation operation = operation(params.path("name"));
        JsonNode arguments = params.has("arguments") ? params.path("arguments") : JsonNodeFactory.instance.objectNode();
        byte[] payload;
        try {
            tools.requireArguments(operation, arguments);
            payload = calls.answer(
                            operation,
                            arguments.path("catalog"),
                            new Asking(
                                    caller,
                                    "$.catalog",
                                    Optional.empty(),
                                    arguments
                                            .path("meta")
                                            .path("ucp-agent")
                                            .path("profile")
                                            .stringValueOpt()))
                    .toBytes();
        } catch (Refused refused) {
            throw new Failed(RpcError.refused(refused));
        }
        JsonBytes members = new JsonBytes(payload.length * 5 / 2 + 300)
                .raw("\"structuredContent\":")
                .raw(payload)
                .raw(",\"content\":[{\"type\":\"text\",\"text\":")
                .quoted(payload)
                .raw("}]");
        return modern
                ? complete(new JsonBytes(members.size() + 300).raw(",").raw(members))
                : new JsonBytes(members.size() + 2).raw("{").raw(members).raw("}");
    }

    private static Operation operation(JsonNode name) throws Failed {
        Optional<Operation> operation = name.stringValueOpt().flatMap(Operation::ofTool);
        if (operation.isEmpty()) {
            throw new Failed(RpcError.invalidParams("params.name must be one of search_catalog, lookup_catalog,"
                    + " get_product" + (name.isString() ? ", not '" + clipped(name.stringValue()) + "'." : ".")));
        }
        return operation.get();
    }

    private JsonBytes complete(JsonBytes members) {
        return new JsonBytes(members.size() + 200)
                .raw("{\"resultType\":\"complete\"")
                .raw(members)
                .raw(MODERN_META)
                .raw(server)
                .raw("}}");
    }

    private static JsonNode params(RpcMessage.Request request) throws Failed {
        JsonNode params = request.params();
        if (params.isObject() || params.isMissingNode() || params.isNull()) {
            return params;
        }
        throw new Failed(RpcError.invalidParams("params must be an object."));
    }

    /// Three tools are one page, so no cursor was ever given out.
    private static void refuseCursor(JsonNode params) throws Failed {
        if (params.hasNonNull("cursor")) {
            throw new Failed(RpcError.refused(new Refused(
                    Refused.Code.INVALID_CURSOR, "params.cursor was not given out here; the tools are one page.")));
        }
    }

    private static void requireHeader(String header, Optional<String> sent, String wanted) throws Failed {
        if (sent.filter(wanted::equals).isEmpty()) {
            throw new Failed(RpcError.headerMismatch(
                    "Header " + header + " must repeat the body: \"" + clipped(wanted) + "\"."));
        }
    }

    private static String clipped(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }
}
