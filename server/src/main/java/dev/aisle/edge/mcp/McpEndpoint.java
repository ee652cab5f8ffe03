package dev.aisle.edge.mcp;

import dev.aisle.edge.wire.Buckets;
import dev.aisle.edge.wire.Caller;
import dev.aisle.edge.wire.Callers;
import dev.aisle.edge.wire.Endpoint;
import dev.aisle.edge.wire.Gate;
import dev.aisle.edge.wire.JsonBytes;
import dev.aisle.edge.wire.RateLimits;
import dev.aisle.edge.wire.Surface;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// MCP over Streamable HTTP at one path, stateless: one POST, one answer, as JSON to every client that takes
/// it.
public final class McpEndpoint implements Surface {

    private static final Logger LOG = LoggerFactory.getLogger(McpEndpoint.class);

    private final String path;
    private final Gate gate;
    private final Callers callers;
    private final RateLimits limits;
    private final Dispatcher dispatcher;

    /// @param version of the server, for its clients' logs
    public McpEndpoint(String path, Gate gate, Callers callers, RateLimits limits, Toolbox tools, String version) {
        this.path = path;
        this.gate = gate;
        this.callers = callers;
        this.limits = limits;
        this.dispatcher = new Dispatcher(tools, version);
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(new Endpoint("POST", path));
    }

    @Override
    public void mount(HttpRules rules) {
        rules.any(path, this::handle);
    }

    private void handle(ServerRequest request, ServerResponse response) {
        Caller caller = callers.of(request);
        Gate.sign(caller, response);
        Accept accept = Accept.of(request.headers());
        switch (gate.pass(request, response)) {
            case Gate.Passage.Shut shut -> {
                limits.takeOther(caller).writeHeaders(response);
                fail(RpcError.gate(shut.status(), shut.text()), Optional.empty(), Accept.JSON, response);
            }
            case Gate.Passage.Preflight ignored -> {
                limits.takeOther(caller).writeHeaders(response);
                response.status(Status.NO_CONTENT_204).send();
            }
            case Gate.Passage.Open open -> {
                if (accept == Accept.NEITHER) {
                    limits.takeOther(caller).writeHeaders(response);
                    fail(RpcError.gate(406, "Accept application/json."), Optional.empty(), Accept.JSON, response);
                } else {
                    receive(RpcMessage.parse(open.body()), caller, accept, request, response);
                }
            }
        }
    }

    private void receive(
            RpcMessage message, Caller caller, Accept accept, ServerRequest request, ServerResponse response) {
        boolean question =
                message instanceof RpcMessage.Request call && call.method().equals(Dispatcher.CALL);
        Buckets.Taken taken = question ? limits.takeQuestion(caller) : limits.takeOther(caller);
        taken.writeHeaders(response);
        if (!taken.allowed()) {
            limits.holdBack();
            fail(RpcError.rateLimited(taken.retryAfter()), idOf(message), accept, response);
            return;
        }
        RpcHeaders headers = RpcHeaders.of(request.headers());
        switch (message) {
            case RpcMessage.Broken broken -> fail(broken.error(), broken.id(), accept, response);
            case RpcMessage.Notification ignored -> {
                Optional<RpcError> error = Era.ofNotification(headers.version());
                if (error.isPresent()) {
                    fail(error.get(), Optional.empty(), accept, response);
                } else {
                    response.status(Status.ACCEPTED_202).send();
                }
            }
            case RpcMessage.Request call -> answer(call, headers, caller, accept, response);
        }
    }

    private void answer(
            RpcMessage.Request call, RpcHeaders headers, Caller caller, Accept accept, ServerResponse response) {
        try {
            Dispatcher.Result result = dispatcher.answer(call, headers, caller, work -> limits.inTurn(caller, work));
            JsonBytes body = new JsonBytes(result.size() + 100).raw("{\"jsonrpc\":\"2.0\",\"id\":");
            writeId(call.id(), body);
            result.write(body.raw(",\"result\":"));
            send(200, body.raw("}"), accept, response);
        } catch (RpcFailure failed) {
            if (failed.error().isOverload()) {
                limits.holdBack();
                response.header("Retry-After", Integer.toString(RateLimits.BUSY_RETRY_SECONDS));
            }
            fail(failed.error(), Optional.of(call.id()), accept, response);
        } catch (ServerConnectionException gone) {
            throw gone; // the caller hung up: nobody is there to be told anything
        } catch (RuntimeException ours) {
            LOG.error("mcp {} failed", call.method(), ours);
            fail(RpcError.internal(), Optional.of(call.id()), accept, response);
        }
    }

    private static void fail(RpcError error, Optional<JsonNode> id, Accept accept, ServerResponse response) {
        JsonBytes body = new JsonBytes().raw("{\"jsonrpc\":\"2.0\"");
        id.ifPresent(it -> writeId(it, body.raw(",\"id\":")));
        body.raw(",\"error\":{\"code\":")
                .number(error.code())
                .raw(",\"message\":")
                .string(error.message())
                .raw(",\"data\":")
                .raw(error.data())
                .raw("}}");
        send(error.status(), body, accept, response);
    }

    private static void send(int status, JsonBytes body, Accept accept, ServerResponse response) {
        response.status(status);
        switch (accept) {
            case JSON, NEITHER -> {
                response.header(HeaderValues.CONTENT_TYPE_JSON);
                body.sendAs(response);
            }
            case EVENT_STREAM -> {
                response.header(HeaderNames.CONTENT_TYPE, "text/event-stream").header("X-Accel-Buffering", "no");
                new JsonBytes(body.size() + 30)
                        .raw("event: message\ndata: ")
                        .raw(body)
                        .raw("\n\n")
                        .sendAs(response);
            }
        }
    }

    private static void writeId(JsonNode id, JsonBytes out) {
        if (id.isString()) {
            out.string(id.stringValue());
        } else {
            out.raw(id.asString());
        }
    }

    private static Optional<JsonNode> idOf(RpcMessage message) {
        return switch (message) {
            case RpcMessage.Request request -> Optional.of(request.id());
            case RpcMessage.Broken broken -> broken.id();
            case RpcMessage.Notification ignored -> Optional.empty();
        };
    }
}
