package dev.aisle.edge.partnerapi;

import dev.aisle.base.ids.Ulid;
import dev.aisle.base.json.Json;
import dev.aisle.base.problem.Problem;
import dev.aisle.edge.wire.Arrivals;
import dev.aisle.edge.wire.Buckets;
import dev.aisle.edge.wire.Endpoint;
import dev.aisle.edge.wire.RateLimits;
import dev.aisle.edge.wire.Surface;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.partner.Partners;
import dev.aisle.partner.Onboarding;
import dev.aisle.partner.connect.ConnectSessions;
import dev.aisle.partner.connection.Connection;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The Partner API on the one server. Checks come in the order of the contract: key, limit, merchant, fields. No CORS
/// header is ever sent: a secret key does not belong in a browser.
public final class PartnerApi implements Surface {

    private static final Logger LOG = LoggerFactory.getLogger(PartnerApi.class);
    private static final HeaderName KEY = HeaderNames.create("x-api-key");
    private static final HeaderName REQUEST_ID = HeaderNames.create("x-request-id");

    private final Partners partners;
    private final Buckets limits;
    private final Arrivals arrivals;
    private final int callsPerMinute;
    private final Ulid requestIds;
    private final List<Route> routes;

    /// Where connect sessions are kept, and the public base of their pages.
    public record Connect(ConnectSessions sessions, String base) {}

    /// @param connections every platform's row for a merchant
    /// @param allowedHosts the development allowlist
    /// @param arrivals shared by all who read large bodies
    public PartnerApi(
            Partners partners,
            Merchants merchants,
            Onboarding onboarding,
            Function<MerchantId, List<Connection>> connections,
            Connect connect,
            List<String> allowedHosts,
            int callsPerMinute,
            Arrivals arrivals,
            InstantSource time) {
        this.arrivals = arrivals;
        this.partners = partners;
        this.limits = new Buckets(time);
        this.callsPerMinute = callsPerMinute;
        this.requestIds = new Ulid(time);
        ManagedMerchants managed = new ManagedMerchants(merchants, allowedHosts);
        this.routes = routes(
                new MerchantRoutes(onboarding, merchants, allowedHosts),
                new SessionRoutes(managed, partners, connect.sessions(), connect.base()),
                new ConnectionRoutes(managed, connections));
    }

    private static List<Route> routes(MerchantRoutes merchants, SessionRoutes sessions, ConnectionRoutes connections) {
        return List.of(
                Route.of("POST", "/v0/partner/merchants", merchants::create),
                Route.of("GET", "/v0/partner/merchants", merchants::list),
                Route.of("POST", "/v0/partner/merchants/{customer_id}/connections/sessions", sessions::create),
                Route.of("GET", "/v0/partner/merchants/{customer_id}/connections", connections::list));
    }

    List<Route> routes() {
        return routes;
    }

    @Override
    public List<Endpoint> endpoints() {
        return routes.stream()
                .map(it -> new Endpoint(it.method(), "/" + String.join("/", it.path())))
                .toList();
    }

    @Override
    public void mount(HttpRules rules) {
        rules.any("/v0/partner/*", this::handle);
    }

    private void handle(ServerRequest request, ServerResponse response) {
        String requestId = requestIds.next();
        response.header(REQUEST_ID, requestId);
        try {
            send(response, 200, answer(request, response));
        } catch (Problem problem) {
            send(response, problem.code().status(), ErrorResponse.of(problem));
        } catch (ServerConnectionException gone) {
            throw gone; // the caller hung up: nobody is there to be told anything
        } catch (RuntimeException broken) {
            LOG.error("partner call failed request={}", requestId, broken);
            send(response, 500, new ErrorResponse("Internal Server Error"));
        }
    }

    private Object answer(ServerRequest request, ServerResponse response) {
        Partners.Caller caller = caller(request, response);
        admit(limits.take(caller.key(), callsPerMinute), response);
        String rawPath = request.prologue().uriPath().rawPath();
        List<String> segments = Arrays.stream(rawPath.substring(1).split("/", -1))
                .map(PartnerApi::decoded)
                .toList();
        String method = request.prologue().method().text();
        for (Route route : routes) {
            Optional<Map<String, String>> path = route.match(segments);
            if (path.isPresent() && route.method().equals(method)) {
                return route.handler().answer(new Call(caller, path.get(), query(request), body(request, response)));
            }
        }
        throw noRoute(segments, method, response);
    }

    private Partners.Caller caller(ServerRequest request, ServerResponse response) {
        Optional<String> key = request.headers().first(KEY).map(String::strip).filter(it -> !it.isEmpty());
        Optional<Partners.Caller> caller = key.flatMap(partners::find);
        if (caller.isEmpty()) {
            // counted for the headers' sake only: a call without a key is a 401 however often it comes
            limits.take("from " + request.remotePeer().host(), callsPerMinute).writeCounts(response);
        }
        return caller.orElseThrow(
                () -> Problem.of(
                        Problem.Code.UNAUTHORIZED,
                        key.isEmpty()
                                ? "Missing API key. Send your partner secret key (c3_sk_...) in the x-api-key header."
                                : "Unknown or revoked API key. Check the x-api-key header, or ask support to issue a new key."));
    }

    private static void admit(Buckets.Taken taken, ServerResponse response) {
        taken.writeHeaders(response);
        if (!taken.allowed()) {
            int seconds = Math.toIntExact(taken.retryAfter());
            throw Problem.retryAfter(
                    Problem.Code.TOO_MANY_REQUESTS,
                    "Rate limit exceeded. Retry in " + seconds + " second" + (seconds == 1 ? "." : "s."),
                    seconds);
        }
    }

    private Problem noRoute(List<String> segments, String method, ServerResponse response) {
        String allowed = routes.stream()
                .filter(it -> it.match(segments).isPresent())
                .map(Route::method)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        if (allowed.isEmpty()) {
            return Problem.of(
                    Problem.Code.NOT_FOUND,
                    "There is no such endpoint. Use one of: "
                            + routes.stream()
                                    .map(it -> it.method() + " /" + String.join("/", it.path()))
                                    .collect(Collectors.joining("; "))
                            + ".");
        }
        response.header(HeaderNames.ALLOW, allowed);
        return Problem.of(
                Problem.Code.METHOD_NOT_ALLOWED, "This endpoint does not take " + method + ". Use " + allowed + ".");
    }

    private static Map<String, String> query(ServerRequest request) {
        Map<String, String> query = new HashMap<>();
        request.query().toMap().forEach((name, values) -> {
            if (!values.isEmpty()) {
                query.put(name, values.getFirst());
            }
        });
        return query;
    }

    private byte[] body(ServerRequest request, ServerResponse response) {
        return switch (arrivals.read(request.content(), Faults.LARGEST_BODY)) {
            case Arrivals.Arrival.Whole whole -> whole.body();
            case Arrivals.Arrival.TooLarge large -> throw Faults.tooLong();
            case Arrivals.Arrival.TooSlow slow ->
                throw Problem.of(Problem.Code.TOO_SLOW, "The body did not arrive in time. Send it again, faster.");
            case Arrivals.Arrival.BrokenOff broken -> throw Faults.brokenOff();
            case Arrivals.Arrival.NoRoom none -> {
                response.header(HeaderNames.RETRY_AFTER, Integer.toString(RateLimits.BUSY_RETRY_SECONDS));
                throw Problem.retryAfter(
                        Problem.Code.OVERLOADED,
                        "Too many large bodies are arriving at once. Retry in " + RateLimits.BUSY_RETRY_SECONDS
                                + " seconds.",
                        RateLimits.BUSY_RETRY_SECONDS);
            }
        };
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return segment;
        }
    }

    /// By way of text, so that half a surrogate pair that a caller sent comes back as a question mark.
    private static void send(ServerResponse response, int status, Object body) {
        response.status(status)
                .header(HeaderNames.CONTENT_TYPE, "application/json")
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .send(Json.write(body).getBytes(StandardCharsets.UTF_8));
    }
}
