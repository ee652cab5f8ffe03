package dev.aisle.partner;

import dev.aisle.partner.source.Signature;
import dev.aisle.partner.source.Source;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Calls as the platforms make them, signed as they sign.
final class HookCalls {

    private HookCalls() {}

    /// A thing that is read, with the platform's number for it.
    record Ware(String id, Simulator.Unit unit) {}

    /// After a first run.
    static Ware thing(SourceStage stage, int place) {
        if (stage.shown() == 0) {
            stage.run();
        }
        Source.Pulled.Part part = (Source.Pulled.Part)
                stage.honest.pull(stage.access(), Optional.empty(), Optional.empty(), ignored -> {});
        return new Ware(part.things().get(place).id(), stage.simulator.units().get(place));
    }

    static long price(SourceStage stage, Ware thing) {
        return stage.at(thing.unit).getFirst().shown().price().amount();
    }

    /// That a thing changed.
    static Source.Call call(SourceStage stage, Ware thing, String delivery, String price) {
        return signed(
                stage,
                switch (stage.platform) {
                    case BIGCOMMERCE ->
                        "{\"hash\":\"" + delivery + "\",\"data\":{\"type\":\"product\",\"id\":" + thing.id
                                + "},\"price\":\"" + price + "\"}";
                    case AKENEO -> events(event(delivery, "product.updated", thing.id, price));
                    default -> "{\"id\":" + thing.id + ",\"price\":\"" + price + "\"}";
                },
                delivery);
    }

    /// That a thing is gone.
    static Source.Call removal(SourceStage stage, Ware thing, String delivery) {
        return switch (stage.platform) {
            case BIGCOMMERCE ->
                signed(
                        stage,
                        "{\"scope\":\"store/product/deleted\",\"hash\":\"" + delivery
                                + "\",\"data\":{\"type\":\"product\",\"id\":" + thing.id + "}}",
                        delivery);
            case AKENEO -> signed(stage, events(event(delivery, "product.removed", thing.id, "1.00")), delivery);
            default -> signed(stage, "{\"id\":" + thing.id + ",\"was\":\"deleted\"}", delivery);
        };
    }

    /// By somebody who does not know the secret.
    static Source.Call forged(SourceStage stage, Source.Call genuine) {
        return switch (stage.platform) {
            case BIGCOMMERCE ->
                new Source.Call("", Map.of("x-aisle-hook", SourceStage.HOOK_SECRET + "x"), genuine.body());
            default -> new Source.Call(genuine.topic(), genuine.headers(), genuine.body() + " ");
        };
    }

    static Source.Call signed(SourceStage stage, String body, String delivery) {
        return switch (stage.platform) {
            case SHOPIFY ->
                new Source.Call(
                        "products/update",
                        Map.of(
                                "x-shopify-hmac-sha256",
                                Signature.of(SourceStage.APP_SECRET, body).base64(),
                                "x-shopify-shop-domain",
                                stage.simulator.origin().getRawAuthority(),
                                "x-shopify-webhook-id",
                                delivery),
                        body);
            case BIGCOMMERCE -> new Source.Call("", Map.of("x-aisle-hook", SourceStage.HOOK_SECRET), body);
            case AKENEO -> signedAt(stage.now().getEpochSecond(), body);
            default ->
                new Source.Call(
                        "product.updated",
                        Map.of(
                                "x-wc-webhook-signature",
                                Signature.of(SourceStage.HOOK_SECRET, body).base64(),
                                "x-wc-webhook-delivery-id",
                                delivery),
                        body);
        };
    }

    /// As Akeneo signs, at that second.
    static Source.Call signedAt(long second, String body) {
        return new Source.Call(
                "",
                Map.of(
                        "x-akeneo-request-timestamp",
                        Long.toString(second),
                        "x-akeneo-request-signature",
                        Signature.of(SourceStage.HOOK_SECRET, second + "." + body)
                                .hex()),
                body);
    }

    /// Akeneo's body of events.
    static String events(String... events) {
        return Arrays.stream(events).collect(Collectors.joining(",", "{\"events\":[", "]}"));
    }

    static String event(String id, String action, String uuid, String price) {
        return event(id, action, "{\"uuid\":\"" + uuid + "\",\"identifier\":\"x\",\"price\":\"" + price + "\"}");
    }

    static String event(String id, String action, String resource) {
        return "{\"action\":\"" + action + "\",\"event_id\":\"" + id
                + "\",\"event_datetime\":\"2026-01-01T00:00:00+00:00\",\"data\":{\"resource\":" + resource + "}}";
    }
}
