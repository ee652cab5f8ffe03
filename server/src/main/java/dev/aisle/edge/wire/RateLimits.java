package dev.aisle.edge.wire;

import dev.aisle.market.vendor.KeyTier;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// How often a caller of the agents' surfaces may ask: one limit for questions to the catalog, and one ten
/// times as large for the rest of the protocol. And whose question is answered next, where many come at once.
public final class RateLimits {

    /// When to try again where too many questions wait, in seconds.
    public static final int BUSY_RETRY_SECONDS = 2;

    private static final int PROTOCOL_FACTOR = 10;

    /// Calls that wait for tables under way for each processor.
    private static final int AT_TABLES_PER_PROCESSOR = 4;

    /// How long a refusal is held back, so that a connection that asks again at once does so a few times a
    /// second.
    private static final Duration HELD_BACK = Duration.ofMillis(200);

    private static final int MOST_HELD_BACK = 2_000;

    private final int anonymous;
    private final int token;
    private final Buckets buckets;
    private final Turns answers = new Turns(Runtime.getRuntime().availableProcessors());
    private final Turns tables =
            new Turns(AT_TABLES_PER_PROCESSOR * Runtime.getRuntime().availableProcessors());
    private final Semaphore heldBack = new Semaphore(MOST_HELD_BACK);

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

    /// For a call of REST v1 by a vendor of that tier.
    public Buckets.Taken takeCall(Caller caller, KeyTier tier) {
        return buckets.take("call " + caller.account(), tier);
    }

    /// For anything else on the same surfaces.
    public Buckets.Taken takeOther(Caller caller) {
        return buckets.take("other " + caller.account(), (long) limit(caller) * PROTOCOL_FACTOR);
    }

    /// Whether the caller's next question would be turned away, see [#inTurn], so that its body need not be
    /// read.
    public boolean areBusy(Caller caller) {
        return answers.areFull(caller.account());
    }

    /// Answers a question from the index when its account's turn comes; nothing where too many wait already,
    /// see [#BUSY_RETRY_SECONDS]. It should wait for nothing but [#outside].
    public <T, X extends Throwable> Optional<T> inTurn(Caller caller, ScopedValue.CallableOp<T, X> answer) throws X {
        return answers.take(caller.account(), answer);
    }

    /// The same for what is mostly waiting for the database.
    public <T, X extends Throwable> Optional<T> inTurnAtTables(Caller caller, ScopedValue.CallableOp<T, X> answer)
            throws X {
        return tables.take(caller.account(), answer);
    }

    /// Waits for something outside the index in the middle of an answer; others have its place meanwhile.
    public static <T> T outside(Supplier<T> waiting) {
        return Turns.outside(waiting);
    }

    /// To be called now and then in the middle of an answer from the index: a question of somebody who asked less of
    /// late goes first, where this caller asks several at a time.
    public static void giveWay() {
        Turns.giveWay();
    }

    /// To be called before a refusal for asking too much is sent: it goes out a moment later.
    public void holdBack() {
        if (!heldBack.tryAcquire()) {
            return;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(HELD_BACK.toNanos());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            heldBack.release();
        }
    }

    private int limit(Caller caller) {
        return switch (caller.tier()) {
            case TOKEN -> token;
            case ANONYMOUS -> anonymous;
        };
    }
}
