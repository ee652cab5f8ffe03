package dev.aisle.edge.wire;

import java.time.InstantSource;

/// How often a caller of the agents' surfaces may ask: one limit for questions to the catalog, and one ten times as
/// large for the rest of the protocol.
public final class RateLimits {

    private static final int PROTOCOL_FACTOR = 10;

    private final int anonymous;
    private final int token;
    private final Buckets buckets;

    /// @param anonymous questions a minute without a key
    /// @param token questions a minute of one vendor
    public RateLimits(int anonymous, int token, InstantSource time) {
        this.anonymous = anonymous;
        this.token = token;
        this.buckets = new Buckets(time);
    }

    /// For a question to the catalog.
    public Buckets.Taken takeQuestion(Caller caller) {
        return buckets.take("question " + caller.account(), limit(caller));
    }

    /// For anything else on the same surfaces.
    public Buckets.Taken takeOther(Caller caller) {
        return buckets.take("other " + caller.account(), (long) limit(caller) * PROTOCOL_FACTOR);
    }

    private int limit(Caller caller) {
        return switch (caller.tier()) {
            case TOKEN -> token;
            case ANONYMOUS -> anonymous;
        };
    }
}
