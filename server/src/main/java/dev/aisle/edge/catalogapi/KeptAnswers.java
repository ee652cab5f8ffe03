package dev.aisle.edge.catalogapi;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.aisle.edge.catalogapi.CatalogCalls.Asking;
import dev.aisle.edge.wire.JsonBytes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/// Answers to searches that were given before, for as long as the index has not changed. Kept are answers without a
/// warning and without commission: what these say may change while the index does not. They lie pressed, so that many
/// fit; those that are asked for most lie ready to be sent besides.
public final class KeptAnswers {

    /// How long what is not in the index (the names of brands and merchants, profiles) may be behind.
    static final Duration LONGEST = Duration.ofMinutes(1);

    /// Answers that nobody asks for make room, also where nothing else needs it.
    private static final Duration UNASKED = Duration.ofMinutes(10);

    /// Longer questions are seldom asked twice, in bytes.
    private static final int LONGEST_QUESTION = 4_096;

    /// What an answer takes besides itself and its question, in bytes.
    private static final int OVERHEAD = 250;

    /// What lies ready may take such a part of what lies pressed, besides.
    private static final int READY_PART = 4;

    private final long bytes;
    private final LongSupplier generation;
    private final LongSupplier nanos;
    private final AnswerPress press = new AnswerPress();
    private final Cache<KeptQuestion, Kept> kept;
    private final Cache<Wanted, Ready> ready;
    private final LongAdder found = new LongAdder();
    private final LongAdder absent = new LongAdder();

    /// @param bytes how much memory they may take, about, and a quarter as much again for those that lie
    ///     ready; 0 keeps none, as does a machine on which they cannot be pressed
    /// @param generation changes wherever answers may
    public KeptAnswers(long bytes, LongSupplier generation) {
        this(bytes > 0 && AnswerPress.isUsable() ? bytes : 0, generation, System::nanoTime);
    }

    /// @param nanos a clock that only goes on
    KeptAnswers(long bytes, LongSupplier generation, LongSupplier nanos) {
        this.bytes = bytes;
        this.generation = generation;
        this.nanos = nanos;
        this.kept = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .<KeptQuestion, Kept>weigher(
                        (question, kept) -> question.length() + kept.answer().bytes().length + OVERHEAD)
                .expireAfterAccess(UNASKED)
                .build();
        this.ready = Caffeine.newBuilder()
                .maximumWeight(bytes / READY_PART)
                .<Wanted, Ready>weigher((wanted, ready) ->
                        wanted.question().length() + ready.answer().size() + OVERHEAD)
                .expireAfterAccess(UNASKED)
                .build();
    }

    /// Keeps none.
    public static KeptAnswers none() {
        return new KeptAnswers(0, () -> 0);
    }

    /// How an answer is sent.
    ///
    /// @param written what is made of the answer itself
    public record Form(String name, UnaryOperator<JsonBytes> written) {

        static final Form AS_IT_IS = new Form("as it is", answer -> answer);
    }

    /// What an answer says besides what the index does.
    enum Says {
        NOTHING_ELSE,

        /// What a word stands for, or what a profile declares.
        MORE
    }

    private record Wanted(KeptQuestion question, Form form) implements Comparable<Wanted> {

        @Override
        public int compareTo(Wanted other) {
            int byQuestion = question.compareTo(other.question);
            return byQuestion != 0 ? byQuestion : form.name().compareTo(other.form.name());
        }
    }

    /// For how long an answer holds.
    ///
    /// @param since in nanoseconds, where it says more than the index does
    private record Holding(long generation, Optional<Long> since) {}

    private record Kept(Holding holding, AnswerPress.Pressed answer) {}

    private record Ready(Holding holding, JsonBytes answer) {}

    /// How many questions were answered so, and how many could have been but were not.
    @Override
    public String toString() {
        return "found=" + found + " absent=" + absent;
    }

    /// To be asked before an answer is made, and handed to [#keep] with it.
    long generation() {
        return bytes == 0 ? 0 : generation.getAsLong();
    }

    /// An answer in the form it is sent in, which must not be changed.
    Optional<JsonBytes> find(JsonNode catalog, Asking asking, Form form) {
        if (bytes == 0 || asking.caller().keyRefused()) {
            return Optional.empty();
        }
        Wanted wanted = new Wanted(KeptQuestion.of(catalog, asking), form);
        Ready before = ready.getIfPresent(wanted);
        if (before != null && holds(before.holding())) {
            found.increment();
            return Optional.of(before.answer());
        }
        Kept pressed = kept.getIfPresent(wanted.question());
        if (pressed == null || !holds(pressed.holding())) {
            absent.increment();
            return Optional.empty();
        }
        found.increment();
        JsonBytes answer = form.written().apply(AnswerPress.whole(pressed.answer()));
        ready.put(wanted, new Ready(pressed.holding(), answer));
        return Optional.of(answer);
    }

    /// @param before [#generation] before the answer was made
    void keep(JsonNode catalog, Asking asking, long before, Says says, JsonBytes answer) {
        if (bytes == 0) {
            return;
        }
        KeptQuestion question = KeptQuestion.of(catalog, asking);
        if (question.length() <= LONGEST_QUESTION) {
            Optional<Long> since = says == Says.MORE ? Optional.of(nanos.getAsLong()) : Optional.empty();
            kept.put(question, new Kept(new Holding(before, since), press.pressed(answer)));
        }
    }

    private boolean holds(Holding holding) {
        return holding.generation() == generation.getAsLong()
                && holding.since()
                        .filter(since -> nanos.getAsLong() - since > LONGEST.toNanos())
                        .isEmpty();
    }
}
