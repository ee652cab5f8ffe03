package dev.aisle.partner.source.akeneo;

import static dev.aisle.partner.source.PlatformHttp.text;

import dev.aisle.base.json.Json;
import dev.aisle.partner.credentials.Secret;
import dev.aisle.partner.source.Signature;
import dev.aisle.partner.source.Source;
import dev.aisle.partner.source.Source.Call;
import dev.aisle.partner.source.Source.Delivery;
import dev.aisle.partner.source.Source.Judged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Events as a PIM sends them: up to ten in a body, signed with the time by a secret that the PIM makes and a person
/// enters here. A PIM gives up after half a second and sends nothing twice on purpose; still events
/// may come twice, late and in any order. What its test button sends has no body.
final class AkeneoEvents {

    /// How far the time of a call may be from ours.
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private static final String TIME = "x-akeneo-request-timestamp";
    private static final String SIGNATURE = "x-akeneo-request-signature";
    private static final Set<String> ACTIONS = Set.of("product.created", "product.updated", "product.removed");

    private AkeneoEvents() {}

    static Judged judge(Secret secret, Call call, Instant now) {
        Optional<String> key = secret.find(Source.SIGNS_WITH).filter(it -> !it.isEmpty());
        if (key.isEmpty() || !isOfNow(call.header(TIME), now)) {
            return new Judged.Forged();
        }
        return Signature.of(key.get(), call.header(TIME) + "." + call.body()).isHex(call.header(SIGNATURE))
                ? new Judged.Genuine(events(call))
                : new Judged.Forged();
    }

    private static boolean isOfNow(String seconds, Instant now) {
        return seconds.matches("[0-9]{1,11}")
                && Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), now)
                                .abs()
                                .compareTo(WINDOW)
                        <= 0;
    }

    private static List<Delivery> events(Call call) {
        List<Delivery> events = new ArrayList<>();
        for (JsonNode event : call.json().path("events")) {
            if (ACTIONS.contains(text(event, "action"))) {
                Call part = new Call(text(event, "action"), Map.of(), Json.write(event));
                String id = text(event, "event_id");
                events.add(id.isEmpty() ? Delivery.of(id, part) : new Delivery(id, part));
            }
        }
        return events;
    }

    /// The product that an event is about. None where the PIM is set to name products by their identifiers only: the
    /// next run reads those.
    static Optional<String> product(Call event) {
        return Optional.of(text(event.json().path("data").path("resource"), "uuid"))
                .filter(AkeneoSource::isUuid);
    }
}
