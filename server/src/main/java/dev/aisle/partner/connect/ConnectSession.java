package dev.aisle.partner.connect;

import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Platform;
import dev.aisle.market.partner.PartnerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A permission to make one connection of a merchant, as it stands.
///
/// @param asked the platform that the partner named; without one the merchant picks
/// @param chosen the platform that was picked last
/// @param state the partner's own word, returned unchanged
/// @param store the address of the merchant's store on the platform, once told
public record ConnectSession(
        String id,
        PartnerId partner,
        MerchantId merchant,
        Optional<Platform> asked,
        Optional<Platform> chosen,
        String redirectUri,
        Optional<String> state,
        Optional<String> store,
        Instant expiresAt,
        Optional<Instant> startedAt,
        Optional<Ending> ending) {

    /// How long it may be started, and once started be ended.
    public static final Duration LIFETIME = Duration.ofMinutes(30);

    /// How a session ended.
    public enum Outcome {
        SUCCESS,
        CANCELLED,
        ERROR
    }

    /// How it ended, with the code of an error.
    public record Ending(Outcome outcome, Optional<String> error) {

        public static final Ending SUCCESS = new Ending(Outcome.SUCCESS, Optional.empty());
        public static final Ending CANCELLED = new Ending(Outcome.CANCELLED, Optional.empty());
        public static final Ending EXPIRED = new Ending(Outcome.ERROR, Optional.of("session_expired"));

        public static Ending error(String code) {
            return new Ending(Outcome.ERROR, Optional.of(code));
        }
    }

    /// The platform it is about by now.
    public Optional<Platform> platform() {
        return chosen.or(() -> asked);
    }

    public boolean isStarted() {
        return startedAt.isPresent();
    }

    /// Whether it is too late: to start it, or to end it.
    public boolean isExpired(Instant now) {
        return startedAt.map(at -> !now.isBefore(at.plus(LIFETIME))).orElseGet(() -> !now.isBefore(expiresAt));
    }
}
