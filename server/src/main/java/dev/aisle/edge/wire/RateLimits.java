package dev.aisle.edge.wire;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// How often a caller of the agents' surfaces may ask: one limit for questions to the catalog, and one ten times as
/// large for the rest of the protocol. And whose question is answered next, where many come at once.
public final class RateLimits {

    /// When to try again where too many questions wait, in seconds.
    public static final int BUSY_RETRY_SECONDS = 2;

    private static final int PROTOCOL_FACTOR = 10;

    /// Questions under way for each processor: enough that one that waits for the database leaves no processor idle.
    private static final int AT_ONCE_PER_PROCESSOR = 4;

    private final int anonymous;
    private final int token;
    private final Buckets buckets;
    private final Turns turns =
            new Turns(AT_ONCE_PER_PROCESSOR * Runtime.getRuntime().availableProcessors());

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

    /// Answers a question when its account's turn comes; nothing where too many wait already, see
    /// [#BUSY_RETRY_SECONDS].
    public <T, X extends Throwable> Optional<T> inTurn(Caller caller, ScopedValue.CallableOp<T, X> answer) throws X {
        return turns.take(caller.account(), answer);
    }

    /// Waits for something outside the server in the middle of an answer; others have its place meanwhile.
    public static <T> T outside(Supplier<T> waiting) {
        return Turns.outside(waiting);
    }

    private int limit(Caller caller) {
        return switch (caller.tier()) {
            case TOKEN -> token;
            case ANONYMOUS -> anonymous;
        };
    }
}
