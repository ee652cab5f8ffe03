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
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Events as a PIM sends them: up to ten in a body, signed with the time by a secret that the PIM makes and a person
/// enters here. A PIM gives up after half a second and sends nothing twice on purpose; still events
/// may come twice, late and in any order. What its test button sends has no body.
final class AkeneoEvents {

    /// How far the time of a call may be from ours.
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private static final String TIME = "x-akeneo-request-timestamp";
    private static final String SIGNATURE = "x-akeneo-request-signature";
    private static final String REMOVED = ".removed";
    private static final Pattern ACTION = Pattern.compile("product(_model)?[.](created|updated|removed)");
    private static final Pattern CODE = Pattern.compile("[^\\p{Cntrl}]{1,255}");

    /// What an event is about.
    sealed interface Subject {

        record Product(String uuid) implements Subject {}

        /// A product of a PIM that is set to name them by their identifiers only.
        record Identified(String identifier) implements Subject {}

        /// All variants of a model.
        record Model(String code) implements Subject {}

        /// What a PIM does not know any more, and we do not know by that name.
        record Vanished() implements Subject {}

        record Other() implements Subject {}
    }

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
            if (ACTION.matcher(text(event, "action")).matches()) {
                Call part = new Call(text(event, "action"), Map.of(), Json.write(event));
                String id = text(event, "event_id");
                events.add(id.isEmpty() ? Delivery.of(id, part) : new Delivery(id, part));
            }
        }
        return events;
    }

    static Subject subject(Call event) {
        String action = text(event.json(), "action");
        JsonNode resource = event.json().path("data").path("resource");
        boolean isModel = action.startsWith("product_model.");
        String uuid = text(resource, "uuid");
        if (!isModel && AkeneoSource.isUuid(uuid)) {
            return new Subject.Product(uuid);
        }
        String name = text(resource, isModel ? "code" : "identifier");
        if (!CODE.matcher(name).matches()) {
            return new Subject.Other();
        }
        if (action.endsWith(REMOVED)) {
            return new Subject.Vanished();
        }
        return isModel ? new Subject.Model(name) : new Subject.Identified(name);
    }
}
