package dev.aisle.partner.push;

import dev.aisle.partner.push.Outlet.Stop;
import dev.aisle.partner.push.Outlet.Tried;
import dev.aisle.partner.source.Reply;
import java.time.Duration;
import java.util.Optional;

/// What an answer that is not about an item means for the rest of them.
final class Stops {

    private static final Duration USUAL_WAIT = Duration.ofSeconds(30);
    private static final Duration LONG_WAIT = Duration.ofMinutes(5);

    private Stops() {}

    /// @param name the destination's, for the merchant
    static Stop of(Reply reply, String name) {
        return switch (reply) {
            case Reply.Said ignored ->
                new Stop.Wait(
                        LONG_WAIT, name + " gave an answer that we do not understand. We try again by ourselves.");
            case Reply.Failed failed ->
                switch (failed.status()) {
                    case 401 -> notAccepted(name);
                    case 403 ->
                        new Stop.Lost(
                                "insufficient_permissions",
                                "We may not send products to " + name
                                        + " any more. Give the access that right, and connect again.");
                    case 404 ->
                        new Stop.Lost(
                                "platform_error",
                                name + " does not know that account or data source any more. Connect it again.");
                    case 429 -> wait(failed.pause(), USUAL_WAIT, name + " asked us to wait.");
                    default -> wait(failed.pause(), LONG_WAIT, name + " answered " + failed.status() + ".");
                };
            case Reply.Silent silent -> wait(Optional.empty(), LONG_WAIT, silent.reason());
        };
    }

    static Stop notAccepted(String name) {
        return new Stop.Lost("invalid_credentials", name + " does not accept our access any more. Connect it again.");
    }

    /// What the same answer means for one who has just entered an account.
    static Tried shut(Reply reply, String name) {
        return switch (of(reply, name)) {
            case Stop.Lost lost -> new Tried.Shut(lost.code(), lost.message());
            case Stop.Wait wait ->
                new Tried.Shut(reply instanceof Reply.Silent silent ? silent.code() : "platform_error", wait.message());
        };
    }

    private static Stop wait(Optional<Duration> pause, Duration fallback, String message) {
        return new Stop.Wait(pause.orElse(fallback), message + " We go on by ourselves.");
    }
}
