package dev.aisle.partner.source;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What came of asking a platform for JSON, and what that means in the words of the contract.
public sealed interface Reply {

    /// It said something in JSON.
    ///
    /// @param behind how far its clock is behind ours; zero where it is not, or not by much
    record Said(JsonNode body, Map<String, String> headers, Duration behind) implements Reply {

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        /// A whole number in a header.
        public Optional<Integer> number(String name) {
            return header(name)
                    .map(String::strip)
                    .filter(it -> it.matches("[0-9]{1,9}"))
                    .map(Integer::valueOf);
        }
    }

    /// An HTTP error.
    ///
    /// @param body what it said of it in JSON; nothing where that was none
    /// @param pause what it asked us to wait
    record Failed(int status, JsonNode body, Optional<Duration> pause, Duration behind) implements Reply, Unsaid {

        @Override
        public Source.Checked checked() {
            return switch (status) {
                case 401 -> new Source.Checked.Bad("invalid_credentials", "The store does not accept our access.");
                case 403 -> new Source.Checked.Bad("insufficient_permissions", "Our access may not read products.");
                case 404 -> new Source.Checked.Bad("platform_error", "The store has no such API at this address.");
                default -> new Source.Checked.Bad("platform_error", "The store answered " + status + ".");
            };
        }

        @Override
        public Source.Pulled pulled() {
            return switch (status) {
                case 401 ->
                    new Source.Pulled.Lost(
                            "invalid_credentials", "The store does not accept our access any more. Connect it again.");
                case 403 ->
                    new Source.Pulled.Lost(
                            "insufficient_permissions",
                            "We may not read products any more. Give the access that right, and connect again.");
                case 429, 503 ->
                    new Source.Pulled.Later(
                            pause.orElse(USUAL_WAIT),
                            "platform_error",
                            "The store asked us to wait. We go on by ourselves.");
                default ->
                    new Source.Pulled.Later(
                            pause.orElse(LONG_WAIT),
                            "platform_error",
                            "The store answered " + status + ". We try again by ourselves.");
            };
        }

        @Override
        public Source.Told told(String id) {
            return status == 404 || status == 410
                    ? new Source.Told.Changed(Source.Thing.gone(id))
                    : new Source.Told.NotNow(pause.orElse(USUAL_WAIT));
        }
    }

    /// No answer, or none that can be understood; a code of the contract's list.
    record Silent(String code, String reason) implements Reply, Unsaid {

        @Override
        public Source.Checked checked() {
            return new Source.Checked.Bad(code, reason);
        }

        @Override
        public Source.Pulled pulled() {
            return new Source.Pulled.Later(LONG_WAIT, code, reason);
        }

        @Override
        public Source.Told told(String id) {
            return new Source.Told.NotNow(USUAL_WAIT);
        }
    }

    /// What every reply without an answer means to those who asked.
    sealed interface Unsaid permits Failed, Silent {

        Source.Checked checked();

        Source.Pulled pulled();

        /// What it means for a thing that a call told of; one that the platform does not know is gone.
        Source.Told told(String id);
    }

    /// For a platform that asks to wait and does not say how long.
    Duration USUAL_WAIT = Duration.ofSeconds(30);

    /// For a platform that is broken.
    Duration LONG_WAIT = Duration.ofMinutes(5);
}
