package dev.aisle.base.problem;

import java.util.List;
import java.util.Optional;

/// A caller's mistake, or a limit the caller ran into. Thrown where input is judged; one place per surface
/// turns it into that surface's body. The text says what to change.
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// What kind of mistake, with its HTTP status.
    public enum Code {
        UNAUTHORIZED(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        METHOD_NOT_ALLOWED(405),
        TOO_SLOW(408),
        TOO_LARGE(413),
        INVALID(422),
        TOO_MANY_REQUESTS(429),
        OVERLOADED(503);

        private final int status;

        Code(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /// One field that is wrong: a stable token, the path to it, what to change, and the rejected value.
    public record Field(String type, List<String> path, String message, Object rejected) {}

    private final Code code;
    private final transient List<Field> fields;
    private final transient Optional<Integer> retryAfterSeconds;

    private Problem(Code code, String message, List<Field> fields, Optional<Integer> retryAfterSeconds) {
        super(message, null, false, false);
        this.code = code;
        this.fields = fields;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public static Problem of(Code code, String message) {
        return new Problem(code, message, List.of(), Optional.empty());
    }

    public static Problem invalid(Field... fields) {
        return new Problem(Code.INVALID, fields[0].message(), List.of(fields), Optional.empty());
    }

    public static Problem retryAfter(Code code, String message, int seconds) {
        return new Problem(code, message, List.of(), Optional.of(seconds));
    }

    public Code code() {
        return code;
    }

    public String text() {
        return String.valueOf(getMessage());
    }

    public List<Field> fields() {
        return fields;
    }

    public Optional<Integer> retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
