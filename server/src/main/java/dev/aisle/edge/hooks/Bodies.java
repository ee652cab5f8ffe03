package dev.aisle.edge.hooks;

import dev.aisle.base.json.Json;
import dev.aisle.edge.wire.Arrivals;
import io.helidon.webserver.http.ServerRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads what platforms send.
final class Bodies {

    private static final int LARGEST = 65_536;

    private final Arrivals arrivals;

    /// @param arrivals shared by all who read large bodies
    Bodies(Arrivals arrivals) {
        this.arrivals = arrivals;
    }

    /// What came.
    sealed interface Body {

        record Said(JsonNode json) implements Body {}

        /// Nothing that can be read.
        record None(int status, String why) implements Body {}
    }

    /// @param wrong the status for what is no JSON
    Body json(ServerRequest request, int wrong) {
        return switch (arrivals.read(request.content(), LARGEST)) {
            case Arrivals.Arrival.Whole whole -> parsed(whole.body(), wrong);
            case Arrivals.Arrival.TooLarge large ->
                new Body.None(wrong, "The body is larger than " + LARGEST + " bytes.");
            case Arrivals.Arrival.TooSlow slow -> new Body.None(408, "The body did not arrive in time.");
            case Arrivals.Arrival.BrokenOff broken -> new Body.None(400, "The body broke off before its end.");
            case Arrivals.Arrival.NoRoom none -> new Body.None(503, "Too much is arriving at once; try again.");
        };
    }

    private static Body parsed(byte[] body, int wrong) {
        try {
            return new Body.Said(Json.tree(body));
        } catch (JacksonException notJson) {
            return new Body.None(wrong, "The body is not JSON.");
        }
    }
}
