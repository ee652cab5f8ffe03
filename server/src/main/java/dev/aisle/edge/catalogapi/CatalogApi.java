package dev.aisle.edge.catalogapi;

import dev.aisle.base.json.Json;
import dev.aisle.edge.agentprofile.AgentProfiles;
import dev.aisle.edge.wire.Buckets;
import dev.aisle.edge.wire.Caller;
import dev.aisle.edge.wire.Callers;
import dev.aisle.edge.wire.Endpoint;
import dev.aisle.edge.wire.Gate;
import dev.aisle.edge.wire.JsonBytes;
import dev.aisle.edge.wire.RateLimits;
import dev.aisle.edge.wire.Surface;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// UCP's REST binding: the same questions and answers as the tools, the `catalog` object itself as the body.
public final class CatalogApi implements Surface {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogApi.class);
    private static final HeaderName AGENT = HeaderNames.create("UCP-Agent");

    private final Gate gate;
    private final Callers callers;
    private final RateLimits limits;
    private final CatalogCalls calls;
    private final Tools tools;

    public CatalogApi(Gate gate, Callers callers, RateLimits limits, CatalogCalls calls, Tools tools) {
        this.gate = gate;
        this.callers = callers;
        this.limits = limits;
        this.calls = calls;
        this.tools = tools;
    }

    @Override
    public List<Endpoint> endpoints() {
        return Arrays.stream(Operation.values())
                .map(it -> new Endpoint("POST", "/catalog/" + it.path()))
                .toList();
    }

    @Override
    public void mount(HttpRules rules) {
        for (Operation operation : Operation.values()) {
            rules.any("/catalog/" + operation.path(), (request, response) -> handle(operation, request, response));
        }
        rules.any("/catalog/*", (request, response) -> {
            Caller caller = callers.of(request);
            Gate.sign(caller, response);
            limits.takeOther(caller).writeHeaders(response);
            fail(
                    404,
                    "not_found",
                    "No such path; there are /catalog/search, /catalog/lookup, /catalog/product.",
                    response);
        });
    }

    private void handle(Operation operation, ServerRequest request, ServerResponse response) {
        Caller caller = callers.of(request);
        Gate.sign(caller, response);
        Buckets.Taken taken = limits.takeQuestion(caller);
        taken.writeHeaders(response);
        if (!taken.allowed()) {
            limits.holdBack();
            fail(429, "rate_limited", "Rate limit exceeded. Retry in " + taken.retryAfter() + " seconds.", response);
            return;
        }
        if (limits.areBusy(caller)) {
            refuse(response);
            return;
        }
        switch (gate.pass(request, response)) {
            case Gate.Passage.Shut shut -> fail(shut.status(), "invalid_request", shut.text(), response);
            case Gate.Passage.Preflight ignored ->
                response.status(Status.NO_CONTENT_204).send();
            case Gate.Passage.Open open -> answer(operation, open.body(), asking(caller, request), response);
        }
    }

    private void answer(Operation operation, byte[] body, CatalogCalls.Asking asking, ServerResponse response) {
        try {
            JsonNode catalog = Json.tree(body);
            Optional<JsonBytes> before = calls.before(operation, catalog, asking, KeptAnswers.Form.AS_IT_IS);
            if (before.isPresent()) {
                send(200, before.get(), response);
                return;
            }
            tools.requireBody(operation, catalog);
            Optional<JsonBytes> answer = limits.inTurn(asking.caller(), () -> calls.answer(operation, catalog, asking));
            if (answer.isPresent()) {
                send(200, answer.get(), response);
            } else {
                refuse(response);
            }
        } catch (JacksonException notJson) {
            fail(400, "invalid_request", "The body is not JSON.", response);
        } catch (Refused refused) {
            fail(refused.code().status(), refused.code().word(), refused.text(), response);
        } catch (ServerConnectionException gone) {
            throw gone; // the caller hung up: nobody is there to be told anything
        } catch (RuntimeException ours) {
            LOG.error("catalog {} failed", operation.path(), ours);
            fail(500, "internal_error", "Internal error; try again, and report it if it stays.", response);
        }
    }

    private void refuse(ServerResponse response) {
        limits.holdBack();
        response.header("Retry-After", Integer.toString(RateLimits.BUSY_RETRY_SECONDS));
        fail(
                503,
                "overloaded",
                "The server is busy. Retry in " + RateLimits.BUSY_RETRY_SECONDS + " seconds.",
                response);
    }

    private static CatalogCalls.Asking asking(Caller caller, ServerRequest request) {
        return new CatalogCalls.Asking(
                caller,
                "$",
                request.headers().first(HeaderNames.ACCEPT_LANGUAGE).flatMap(CatalogApi::firstLanguage),
                request.headers().first(AGENT).flatMap(AgentProfiles::inHeader));
    }

    /// The language named first, which is the one browsers put in front; `*` names none.
    private static Optional<String> firstLanguage(String header) {
        try {
            return Locale.LanguageRange.parse(header).stream()
                    .map(Locale.LanguageRange::getRange)
                    .filter(range -> !range.contains("*"))
                    .findFirst();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static void fail(int status, String code, String content, ServerResponse response) {
        JsonBytes body = new JsonBytes()
                .raw("{\"code\":")
                .string(code)
                .raw(",\"content\":")
                .string(content);
        body.raw(",\"messages\":[{\"type\":\"error\",\"code\":")
                .string(code)
                .raw(",\"content\":")
                .string(content)
                .raw(",\"severity\":\"recoverable\"}]}");
        send(status, body, response);
    }

    private static void send(int status, JsonBytes body, ServerResponse response) {
        response.status(status).header(HeaderValues.CONTENT_TYPE_JSON);
        body.sendAs(response);
    }
}
