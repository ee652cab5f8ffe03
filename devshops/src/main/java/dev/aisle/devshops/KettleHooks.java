package dev.aisle.devshops;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The webhooks of a WooCommerce store: a greeting when one is made, then signed deliveries, sent in the
/// background. One that failed six times in a row is sent no more.
final class KettleHooks {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final int MOST_FAILURES = 5;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(LONGEST_WAIT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final List<Hook> hooks = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicInteger seconds = new AtomicInteger();

    private record Hook(int id, String topic, URI address, String secret, AtomicInteger failures) {}

    int add(String topic, String address, String secret) {
        var hook = new Hook(ids.incrementAndGet(), topic, URI.create(address), secret, new AtomicInteger());
        Thread.startVirtualThread(() -> send(
                hook,
                HttpRequest.newBuilder(hook.address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("webhook_id=" + hook.id))));
        hooks.add(hook);
        return hook.id;
    }

    List<Object> list() {
        return hooks.stream()
                .<Object>map(hook -> JsonText.object(
                        "id",
                        hook.id,
                        "name",
                        "Aisle " + hook.topic,
                        "status",
                        hook.failures.get() > MOST_FAILURES ? "disabled" : "active",
                        "topic",
                        hook.topic,
                        "delivery_url",
                        hook.address.toString()))
                .toList();
    }

    boolean remove(String id) {
        return hooks.removeIf(hook -> Integer.toString(hook.id).equals(id));
    }

    void deliver(String topic, String origin, String body) {
        int second = seconds.incrementAndGet();
        for (Hook hook : hooks) {
            if (hook.topic.equals(topic) && hook.failures.get() <= MOST_FAILURES) {
                Thread.startVirtualThread(() -> send(hook, request(hook, second, origin, body)));
            }
        }
    }

    private static HttpRequest.Builder request(Hook hook, int second, String origin, String body) {
        return HttpRequest.newBuilder(hook.address)
                .header("Content-Type", "application/json")
                .header("X-WC-Webhook-Source", origin + "/")
                .header("X-WC-Webhook-Topic", hook.topic)
                .header("X-WC-Webhook-Resource", "product")
                .header("X-WC-Webhook-Event", hook.topic.substring(hook.topic.indexOf('.') + 1))
                .header("X-WC-Webhook-Signature", signature(hook.secret, body))
                .header("X-WC-Webhook-ID", Integer.toString(hook.id))
                .header("X-WC-Webhook-Delivery-ID", deliveryId(hook.id, second))
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private void send(Hook hook, HttpRequest.Builder request) {
        try {
            int status = client.send(request.timeout(LONGEST_WAIT).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status >= 200 && status <= 302) {
                hook.failures.set(0);
            } else {
                hook.failures.incrementAndGet();
            }
        } catch (IOException failed) {
            hook.failures.incrementAndGet();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static String signature(String secret, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String deliveryId(int hook, int second) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("MD5").digest((hook + "/" + second).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
