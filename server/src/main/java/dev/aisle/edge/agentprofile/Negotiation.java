package dev.aisle.edge.agentprofile;

import java.util.Set;

/// What came of a profile that a request named (UCP overview, negotiation).
public sealed interface Negotiation {

    /// Nothing to negotiate: none was named, or nobody asked for it.
    record Skipped() implements Negotiation {}

    /// The capabilities that both sides speak, extensions without a parent pruned.
    record Common(Set<String> capabilities) implements Negotiation {

        public Common {
            capabilities = Set.copyOf(capabilities);
        }
    }

    /// The profile cannot be used; the text says what to change.
    record Refused(Fault fault, String text) implements Negotiation {}

    /// Why a profile cannot be used, with the HTTP status it is told with.
    enum Fault {
        INVALID_PROFILE_URL(400, "invalid_profile_url"),
        PROFILE_UNREACHABLE(424, "profile_unreachable"),
        PROFILE_MALFORMED(422, "profile_malformed"),
        VERSION_UNSUPPORTED(422, "version_unsupported");

        private final int status;
        private final String word;

        Fault(int status, String word) {
            this.status = status;
            this.word = word;
        }

        public int status() {
            return status;
        }

        public String word() {
            return word;
        }
    }
}
