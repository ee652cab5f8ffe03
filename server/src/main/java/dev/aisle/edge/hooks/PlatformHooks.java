package dev.aisle.edge.hooks;

import dev.aisle.edge.wire.Arrivals;
import dev.aisle.edge.wire.RateLimits;
import dev.aisle.edge.wire.Surface;
import dev.aisle.partner.SourceSync;
import dev.aisle.partner.source.Source;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Webhooks of connected platforms, each connection at an address of its own. A genuine call is answered
/// with 200 at once and worked in later; every other one with 401, whatever is wrong with it.
public final class PlatformHooks implements Surface {

    private static final int LARGEST_BODY = 5 << 20;
    private static final List<String> TOPICS = List.of("x-wc-webhook-topic", "x-shopify-topic");

    private final SourceSync sync;
    private final Arrivals arrivals;

    /// @param arrivals shared by all who read large bodies
    public PlatformHooks(SourceSync sync, Arrivals arrivals) {
        this.sync = sync;
        this.arrivals = arrivals;
    }

    @Override
    public void mount(HttpRules rules) {
        rules.post("/v0/hooks/{platform}/{hook}", this::take);
    }

    private void take(ServerRequest request, ServerResponse response) {
        switch (arrivals.read(request.content(), LARGEST_BODY)) {
            case Arrivals.Arrival.Whole whole -> take(request, whole.body(), response);
            case Arrivals.Arrival.TooLarge large -> response.status(413).send();
            case Arrivals.Arrival.TooSlow slow -> response.status(408).send();
            case Arrivals.Arrival.BrokenOff broken -> response.status(400).send();
            case Arrivals.Arrival.NoRoom none -> {
                response.header("Retry-After", Integer.toString(RateLimits.BUSY_RETRY_SECONDS));
                response.status(503).send();
            }
        }
    }

    private void take(ServerRequest request, byte[] body, ServerResponse response) {
        Map<String, String> headers = new TreeMap<>();
        request.headers().forEach(header -> headers.put(header.name().toLowerCase(Locale.ROOT), header.get()));
        String topic = TOPICS.stream()
                .map(headers::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        Source.Call call = new Source.Call(topic, headers, new String(body, StandardCharsets.UTF_8));
        boolean taken = sync.told(request.path().pathParameters().get("hook"), call);
        response.status(taken ? 200 : 401).send();
    }
}
