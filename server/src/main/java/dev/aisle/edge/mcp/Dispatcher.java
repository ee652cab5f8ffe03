package dev.aisle.edge.mcp;

import dev.aisle.edge.wire.Caller;
import dev.aisle.edge.wire.JsonBytes;
import dev.aisle.edge.wire.RateLimits;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The Model Context Protocol of a server that has tools and nothing else: no sessions, no state, one switch. It
/// gives the `result` of a request or throws [RpcFailure].
final class Dispatcher {

    static final String CALL = "tools/call";

    private static final String MODERN_META = ",\"_meta\":{\"io.modelcontextprotocol/serverInfo\":";
    private static final String CAPABILITIES = "\"capabilities\":{\"tools\":{}}";
    private static final String DISCOVER_HINTS = ",\"ttlMs\":3600000,\"cacheScope\":\"public\"";
    private static final String LIST_HINTS = ",\"ttlMs\":300000,\"cacheScope\":\"public\"";
    private static final int LONGEST_QUOTE = 100;

    private final Toolbox tools;
    private final JsonBytes server;
    private final byte[] toolList;

    Dispatcher(Toolbox tools, String version) {
        this.tools = tools;
        this.toolList = tools.list();
        this.server = new JsonBytes()
                .raw("{\"name\":")
                .string(tools.serverName())
                .raw(",\"version\":")
                .string(version)
                .raw("}");
    }

    /// Runs a tool when the caller's turn comes; gives nothing where too many wait already.
    interface Turn {
        Optional<ToolAnswer> take(ScopedValue.CallableOp<ToolAnswer, RpcFailure> work) throws RpcFailure;
    }

    /// The `result` of a request, in three pieces, of which the middle one may be large.
    record Result(String opening, JsonBytes middle, JsonBytes rest) {

        private static final JsonBytes END = new JsonBytes(1).raw("}");

        static Result whole(JsonBytes json) {
            return new Result("", json, new JsonBytes(0));
        }

        int size() {
            return opening.length() + middle.size() + rest.size();
        }

        void write(JsonBytes out) {
            out.raw(opening).raw(middle).raw(rest);
        }
    }

    Result answer(RpcMessage.Request request, RpcHeaders headers, Caller caller, Turn turn) throws RpcFailure {
        return switch (Era.of(headers.version(), request)) {
            case Era.Wrong wrong -> throw new RpcFailure(wrong.error());
            case Era.Legacy ignored -> legacy(request, caller, turn);
            case Era.Modern ignored -> modern(request, headers, caller, turn);
        };
    }

    private Result legacy(RpcMessage.Request request, Caller caller, Turn turn) throws RpcFailure {
        return switch (request.method()) {
            case "initialize" -> Result.whole(initialize(params(request)));
            case "ping" -> Result.whole(new JsonBytes().raw("{}"));
            case "tools/list" -> {
                refuseCursor(params(request));
                yield Result.whole(new JsonBytes(toolList.length + 20)
                        .raw("{\"tools\":")
                        .raw(toolList)
                        .raw("}"));
            }
            case CALL -> call(params(request), caller, turn, false);
            default -> throw new RpcFailure(RpcError.unknownMethod(clipped(request.method()), false));
        };
    }

    private Result modern(RpcMessage.Request request, RpcHeaders headers, Caller caller, Turn turn) throws RpcFailure {
        JsonNode params = params(request);
        if (!params.path("_meta").path(Era.META_CAPABILITIES).isObject()) {
            throw new RpcFailure(RpcError.missingMeta(
                    "params._meta needs \"" + Era.META_CAPABILITIES + "\", an object; {} is enough."));
        }
        requireHeader("Mcp-Method", headers.method(), request.method());
        return switch (request.method()) {
            case "server/discover" -> discover();
            case "tools/list" -> {
                refuseCursor(params);
                yield complete(new JsonBytes(toolList.length + 100)
                        .raw("\"tools\":")
                        .raw(toolList)
                        .raw(LIST_HINTS));
            }
            case CALL -> {
                if (params.path("name").isString()) {
                    requireHeader(
                            "Mcp-Name", headers.name(), params.path("name").stringValue());
                }
                yield call(params, caller, turn, true);
            }
            default -> throw new RpcFailure(RpcError.unknownMethod(clipped(request.method()), true));
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

    private Result discover() {
        JsonBytes rest = new JsonBytes().raw("\"supportedVersions\":");
        RpcError.writeTexts(Versions.SUPPORTED, rest);
        return complete(rest.raw(",").raw(CAPABILITIES).raw(DISCOVER_HINTS));
    }

    private Result call(JsonNode params, Caller caller, Turn turn, boolean modern) throws RpcFailure {
        String name = name(params.path("name"));
        JsonNode arguments = params.has("arguments") ? params.path("arguments") : JsonNodeFactory.instance.objectNode();
        Optional<ToolAnswer> answer = tools.before(name, arguments, caller);
        if (answer.isEmpty()) {
            answer = turn.take(() -> tools.call(name, arguments, caller));
        }
        if (answer.isEmpty()) {
            throw new RpcFailure(RpcError.overloaded(RateLimits.BUSY_RETRY_SECONDS));
        }
        JsonBytes members = members(answer.get());
        return modern ? complete(members) : new Result("{", members, Result.END);
    }

    private static JsonBytes members(ToolAnswer answer) {
        return switch (answer) {
            case ToolAnswer.Structured it -> it.members();
            case ToolAnswer.Text it ->
                new JsonBytes()
                        .raw("\"content\":[{\"type\":\"text\",\"text\":")
                        .string(it.text())
                        .raw("}]")
                        .raw(it.isError() ? ",\"isError\":true" : "");
        };
    }

    private String name(JsonNode name) throws RpcFailure {
        Optional<String> known = name.stringValueOpt().filter(tools.names()::contains);
        if (known.isEmpty()) {
            throw new RpcFailure(RpcError.invalidParams("params.name must be one of " + String.join(", ", tools.names())
                    + (name.isString() ? ", not '" + clipped(name.stringValue()) + "'." : ".")));
        }
        return known.get();
    }

    private Result complete(JsonBytes members) {
        JsonBytes rest = new JsonBytes(server.size() + MODERN_META.length() + 2)
                .raw(MODERN_META)
                .raw(server)
                .raw("}}");
        return new Result("{\"resultType\":\"complete\",", members, rest);
    }

    private static JsonNode params(RpcMessage.Request request) throws RpcFailure {
        JsonNode params = request.params();
        if (params.isObject() || params.isMissingNode() || params.isNull()) {
            return params;
        }
        throw new RpcFailure(RpcError.invalidParams("params must be an object."));
    }

    /// A handful of tools are one page, so no cursor was ever given out.
    private static void refuseCursor(JsonNode params) throws RpcFailure {
        if (params.hasNonNull("cursor")) {
            throw new RpcFailure(RpcError.invalidParams(
                    "params.cursor was not given out here; the tools are one page.", "invalid_cursor"));
        }
    }

    private static void requireHeader(String header, Optional<String> sent, String wanted) throws RpcFailure {
        if (sent.filter(wanted::equals).isEmpty()) {
            throw new RpcFailure(RpcError.headerMismatch(
                    "Header " + header + " must repeat the body: \"" + clipped(wanted) + "\"."));
        }
    }

    private static String clipped(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }
}
