package dev.aisle.devshops;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The event subscription of an Akeneo connection, as a person sets it up: one address, a secret that the PIM makes;
/// up to ten events in a body, signed with the time. Whoever takes longer than half a second has lost them: nothing
/// is
/// sent again. At most 4,000 bodies an hour.
final class QuarryEvents {

    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration GATHERED = Duration.ofMillis(50);
    private static final int MOST_IN_A_BODY = 10;
    private static final int MOST_AN_HOUR = 4_000;

    private final InstantSource time;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final AtomicReference<Optional<Subscription>> subscription = new AtomicReference<>(Optional.empty());
    private final List<Map<String, @Nullable Object>> waiting = new ArrayList<>();
    private Instant hourEnds = Instant.EPOCH;
    private int sentThisHour;

    /// @param byIdentifier names products by their identifiers, and not by their uuids
    private record Subscription(URI url, String secret, boolean byIdentifier) {}

    QuarryEvents(InstantSource time) {
        this.time = time;
    }

    int size() {
        return subscription.get().isPresent() ? 1 : 0;
    }

    /// Sends events there from now on, signed with that.
    void subscribe(URI url, String secret, boolean byIdentifier) {
        subscription.set(Optional.of(new Subscription(url, secret, byIdentifier)));
    }

    /// A product as the subscription names it.
    Map<String, @Nullable Object> named(String uuid, String identifier, Map<String, @Nullable Object> product) {
        boolean byIdentifier =
                subscription.get().map(Subscription::byIdentifier).orElse(false);
        Map<String, @Nullable Object> named = new LinkedHashMap<>(product);
        named.remove("uuid");
        named.put(byIdentifier ? "identifier" : "uuid", byIdentifier ? identifier : uuid);
        return named;
    }

    void end() {
        subscription.set(Optional.empty());
    }

    /// What the button beside the address says of it.
    String tried() throws InterruptedException {
        Optional<Subscription> to = subscription.get();
        return to.isEmpty() ? "no subscription" : send(to.get(), "");
    }

    void tell(String action, Map<String, @Nullable Object> product) {
        if (subscription.get().isEmpty()) {
            return;
        }
        boolean first;
        synchronized (waiting) {
            first = waiting.isEmpty();
            waiting.add(JsonText.object(
                    "action",
                    action,
                    "event_id",
                    UUID.randomUUID().toString(),
                    "event_datetime",
                    time.instant().toString(),
                    "author",
                    "julia",
                    "author_type",
                    "ui",
                    "pim_source",
                    "quarry",
                    "pim_version",
                    "7.0.0",
                    "data",
                    JsonText.object("resource", product)));
        }
        if (first) {
            Thread.startVirtualThread(this::deliver);
        }
    }

    private void deliver() {
        try {
            Thread.sleep(GATHERED);
            for (List<Map<String, @Nullable Object>> events = taken(); !events.isEmpty(); events = taken()) {
                Optional<Subscription> to = subscription.get();
                if (to.isPresent() && isWithinTheHour()) {
                    send(to.get(), JsonText.of(JsonText.object("events", events)));
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Map<String, @Nullable Object>> taken() {
        synchronized (waiting) {
            var some = new ArrayList<>(waiting.subList(0, Math.min(MOST_IN_A_BODY, waiting.size())));
            waiting.subList(0, some.size()).clear();
            return some;
        }
    }

    private synchronized boolean isWithinTheHour() {
        Instant now = time.instant();
        if (!now.isBefore(hourEnds)) {
            hourEnds = now.plus(Duration.ofHours(1));
            sentThisHour = 0;
        }
        return ++sentThisHour <= MOST_AN_HOUR;
    }

    /// The status it was answered with, or why it was not.
    private String send(Subscription to, String body) throws InterruptedException {
        long second = time.instant().getEpochSecond();
        try {
            return Integer.toString(client.send(
                            HttpRequest.newBuilder(to.url)
                                    .timeout(PATIENCE)
                                    .header("Content-Type", "application/json")
                                    .header("X-Akeneo-Request-Timestamp", Long.toString(second))
                                    .header("X-Akeneo-Request-Signature", signature(to.secret, second + "." + body))
                                    .POST(
                                            body.isEmpty()
                                                    ? HttpRequest.BodyPublishers.noBody()
                                                    : HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode());
        } catch (IOException unheard) {
            return "Failed to connect to server";
        }
    }

    private static String signature(String secret, String message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
