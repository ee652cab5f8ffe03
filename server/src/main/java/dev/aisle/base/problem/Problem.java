package dev.aisle.base.problem;

import java.util.List;
import java.util.Optional;

/// A caller's mistake, or a limit the caller ran into. Thrown where input is judged; one place per surface
/// turns it into that surface's body. The text says what to change.
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// What kind of mistake, and whether the same call may succeed later.
    public enum Code {
        UNAUTHORIZED(401, false),
        FORBIDDEN(403, false),
        NOT_FOUND(404, false),
        METHOD_NOT_ALLOWED(405, false),
        TOO_SLOW(408, true),
        TOO_LARGE(413, false),
        UNSUPPORTED_MEDIA_TYPE(415, false),
        INVALID(422, false),
        TOO_MANY_REQUESTS(429, true),
        OVERLOADED(503, true);

        private final int status;
        private final boolean worthRetrying;

        Code(int status, boolean worthRetrying) {
            this.status = status;
            this.worthRetrying = worthRetrying;
        }

        public int status() {
            return status;
        }

        public boolean worthRetrying() {
            return worthRetrying;
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
