package dev.aisle.edge.wire;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// What every call of the agents' surfaces must pass before its meaning is asked: our own host, POST, a JSON body
/// that is not too large.
public final class Gate {

    private static final HeaderName TIER = HeaderNames.create("x-ucp-auth-tier");
    private static final Header WITH_KEY = HeaderValues.createCached(TIER, Caller.Tier.TOKEN.word());
    private static final Header WITHOUT_KEY = HeaderValues.createCached(TIER, Caller.Tier.ANONYMOUS.word());
    private static final Header NO_STORE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");
    private static final String HEADERS_ALLOWED =
            "content-type, accept, authorization, x-api-key, ucp-agent, request-id,"
                    + " mcp-protocol-version, mcp-method, mcp-name, mcp-session-id, last-event-id";

    private static final Passage TOO_LARGE =
            new Passage.Shut(413, "The body is larger than " + Arrivals.LARGEST + " bytes; send less at once.");

    private final AllowedHosts hosts;
    private final Arrivals arrivals;

    /// @param arrivals shared by all who read large bodies
    public Gate(AllowedHosts hosts, Arrivals arrivals) {
        this.hosts = hosts;
        this.arrivals = arrivals;
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
        response.header(
                switch (caller.tier()) {
                    case TOKEN -> WITH_KEY;
                    case ANONYMOUS -> WITHOUT_KEY;
                });
        response.header(NO_STORE);
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
        return switch (arrivals.read(request.content(), Arrivals.LARGEST)) {
            case Arrivals.Arrival.Whole whole -> new Passage.Open(whole.body());
            case Arrivals.Arrival.BrokenOff broken -> new Passage.Shut(400, "The body broke off before its end.");
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
    }
}
