package dev.aisle.edge.restv1;

import java.util.List;
import java.util.Map;

/// A call that cannot be answered: an HTTP status and the `detail` of its body.
final class Rejected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Object detail;

    private Rejected(int status, Object detail) {
        super(String.valueOf(detail), null, false, false);
        this.status = status;
        this.detail = detail;
    }

    static Rejected of(int status, String detail) {
        return new Rejected(status, detail);
    }

    /// A field that does not fit, in the list form of this API's validation errors.
    ///
    /// @param where such as `body`, `filters`, `age`
    static Rejected field(String message, String type, Object... where) {
        return new Rejected(422, List.of(Map.of("loc", List.of(where), "msg", message, "type", type)));
    }

    static Rejected missing(Object... where) {
        return field("field required", "value_error.missing", where);
    }

    int status() {
        return status;
    }

    Map<String, Object> body() {
        return Map.of("detail", detail);
    }
}
