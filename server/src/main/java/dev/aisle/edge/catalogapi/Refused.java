package dev.aisle.edge.catalogapi;

import dev.aisle.edge.agentprofile.Negotiation;

/// A request that cannot be answered as it is; the text says what to change.
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// What is wrong with it.
    public enum Code {
        INVALID_REQUEST(400, "invalid_request"),
        INVALID_CURSOR(400, "invalid_cursor"),
        REQUEST_TOO_LARGE(400, "request_too_large"),
        INVALID_PROFILE_URL(Negotiation.Fault.INVALID_PROFILE_URL),
        PROFILE_UNREACHABLE(Negotiation.Fault.PROFILE_UNREACHABLE),
        PROFILE_MALFORMED(Negotiation.Fault.PROFILE_MALFORMED),
        VERSION_UNSUPPORTED(Negotiation.Fault.VERSION_UNSUPPORTED);

        private final int status;
        private final String word;
        private final boolean aboutProfile;

        Code(int status, String word) {
            this.status = status;
            this.word = word;
            this.aboutProfile = false;
        }

        Code(Negotiation.Fault fault) {
            this.status = fault.status();
            this.word = fault.word();
            this.aboutProfile = true;
        }

        static Code of(Negotiation.Fault fault) {
            return switch (fault) {
                case INVALID_PROFILE_URL -> INVALID_PROFILE_URL;
                case PROFILE_UNREACHABLE -> PROFILE_UNREACHABLE;
                case PROFILE_MALFORMED -> PROFILE_MALFORMED;
                case VERSION_UNSUPPORTED -> VERSION_UNSUPPORTED;
            };
        }

        /// The HTTP status of the REST binding.
        public int status() {
            return status;
        }

        /// Whether it is the agent's profile that is wrong, and not the question.
        public boolean aboutProfile() {
            return aboutProfile;
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
