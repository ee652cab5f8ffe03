package dev.aisle.partner.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// An address of a listener's that is called, as it stands.
///
/// @param deliveredAt when something last arrived
/// @param failingSince when the first call failed after which none arrived
/// @param restsUntil before then nothing is sent, because several calls in a row failed
/// @param trouble why the last call failed, where it did
/// @param disabledAt since when nothing is sent until the listener asks for it again
public record Webhook(
        String id,
        Listener listener,
        URI url,
        Instant createdAt,
        Optional<Instant> deliveredAt,
        Optional<Instant> failingSince,
        Optional<Instant> restsUntil,
        Optional<String> trouble,
        Optional<Instant> disabledAt) {

    /// Whether it works.
    public enum State {
        ACTIVE,
        FAILING,
        DISABLED
    }

    public State state() {
        if (disabledAt.isPresent()) {
            return State.DISABLED;
        }
        return failingSince.isPresent() ? State.FAILING : State.ACTIVE;
    }
}
