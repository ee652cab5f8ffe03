package dev.aisle.edge.catalogapi;

/// A request that cannot be answered as it is; the text says what to change.
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// What is wrong with it.
    public enum Code {
        INVALID_REQUEST("invalid_request"),
        INVALID_CURSOR("invalid_cursor"),
        REQUEST_TOO_LARGE("request_too_large");

        private final String word;

        Code(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    private final Code code;

    public Refused(Code code, String text) {
        super(text, null, false, false);
        this.code = code;
    }

    public Code code() {
        return code;
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
