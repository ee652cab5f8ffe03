package dev.aisle.edge.wire;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// What every call of the agents' surfaces must pass before its meaning is asked: our own host, POST, a JSON body
/// that is not too large.
public final class Gate {

    private static final HeaderName TIER = HeaderNames.create("x-ucp-auth-tier");
    private static final String HEADERS_ALLOWED =
            "content-type, accept, authorization, x-api-key, ucp-agent, request-id,"
                    + " mcp-protocol-version, mcp-method, mcp-name, mcp-session-id, last-event-id";

    private static final Passage TOO_LARGE =
            new Passage.Shut(413, "The body is larger than " + Arrivals.LARGEST + " bytes; send less at once.");

    private final AllowedHosts hosts;
    private final Arrivals arrivals = new Arrivals();

    public Gate(AllowedHosts hosts) {
        this.hosts = hosts;
    }

    /// Whether a call passed.
    public sealed interface Passage {

        @SuppressWarnings("ArrayRecordComponent") // read once, never compared
        record Open(byte[] body) implements Passage {}

        /// A browser's question whether a page of ours may call: answered by headers alone.
        record Preflight() implements Passage {}

        /// Answered with that status, and a text that says what to change.
        record Shut(int status, String text) implements Passage {}
    }

    public Passage pass(ServerRequest request, ServerResponse response) {
        if (hosts.isForeign(request)) {
            return new Passage.Shut(403, "Foreign Host or Origin; this server answers to its own names only.");
        }
        allowOrigin(request, response);
        Method method = request.prologue().method();
        if (method.equals(Method.OPTIONS)) {
            response.header(HeaderNames.ALLOW, "POST");
            response.header("Access-Control-Allow-Methods", "POST");
            response.header("Access-Control-Allow-Headers", HEADERS_ALLOWED);
            return new Passage.Preflight();
        }
        if (!method.equals(Method.POST)) {
            response.header(HeaderNames.ALLOW, "POST");
            return new Passage.Shut(405, "Use POST.");
        }
        if (!isJson(request)) {
            return new Passage.Shut(415, "Send Content-Type: application/json.");
        }
        return body(request, response);
    }

    /// Headers that every answer carries.
    public static void sign(Caller caller, ServerResponse response) {
        response.header(TIER, caller.tier().word());
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
    }

    /// A page of ours may read the answer.
    private static void allowOrigin(ServerRequest request, ServerResponse response) {
        request.headers().first(HeaderNames.ORIGIN).ifPresent(origin -> {
            response.header("Access-Control-Allow-Origin", origin);
            response.header(HeaderNames.VARY, "Origin");
        });
    }

    private static boolean isJson(ServerRequest request) {
        String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        int parameters = type.indexOf(';');
        String bare = parameters < 0 ? type : type.substring(0, parameters);
        return bare.strip().equalsIgnoreCase("application/json");
    }

    private Passage body(ServerRequest request, ServerResponse response) {
        if (request.headers().contentLength().orElse(0) > Arrivals.LARGEST) {
            return TOO_LARGE;
        }
        if (!request.content().hasEntity()) {
            return new Passage.Open(new byte[0]);
        }
        try (InputStream stream = request.content().inputStream()) {
            return switch (arrivals.read(stream)) {
                case Arrivals.Arrival.Whole whole -> new Passage.Open(whole.body());
                case Arrivals.Arrival.TooLarge large -> TOO_LARGE;
                case Arrivals.Arrival.TooSlow slow ->
                    new Passage.Shut(
                            408,
                            "The body did not arrive within " + Arrivals.LONGEST.toSeconds()
                                    + " seconds; send it faster or less at once.");
                case Arrivals.Arrival.NoRoom none -> {
                    response.header(HeaderNames.RETRY_AFTER, Integer.toString(RateLimits.BUSY_RETRY_SECONDS));
                    yield new Passage.Shut(
                            503,
                            "Too many large bodies are arriving at once. Retry in " + RateLimits.BUSY_RETRY_SECONDS
                                    + " seconds, or send at most " + Arrivals.SMALL + " bytes.");
                }
            };
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
