package dev.aisle.edge.catalogapi;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.aisle.catalog.index.lucene.Lz4;
import dev.aisle.edge.catalogapi.CatalogCalls.Asking;
import dev.aisle.edge.wire.JsonBytes;
import dev.aisle.market.vendor.VendorId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;

/// Answers to searches that were given before, for as long as the index has not changed. The order of a question's
/// members does not count. Kept are answers without a warning and without commission: what these say may change
/// while the index does not. They lie compressed, so that several times as many fit.
public final class KeptAnswers {

    /// How long what is not in the index (the names of brands and merchants, rates, profiles) may be behind.
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final int QUESTION_BYTES = 1_500;

    private final long bytes;
    private final LongSupplier generation;
    private final Cache<Question, Answer> answers;

    /// @param bytes how much memory they may take, about; 0 keeps none
    /// @param generation changes wherever answers may
    public KeptAnswers(long bytes, LongSupplier generation) {
        this.bytes = bytes;
        this.generation = generation;
        this.answers = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .<Question, Answer>weigher((question, answer) -> answer.compressed().length + QUESTION_BYTES)
                .expireAfterWrite(LONGEST)
                .build();
    }

    /// Keeps none.
    public static KeptAnswers none() {
        return new KeptAnswers(0, () -> 0);
    }

    private record Question(JsonNode catalog, VendorId vendor, Optional<String> language, Optional<String> profile) {

        static Question of(JsonNode catalog, Asking asking) {
            return new Question(catalog, asking.caller().vendor(), asking.language(), asking.profile());
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Answer(long generation, byte[] compressed) {}

    /// To be asked before an answer is made, and handed to [#keep] with it.
    long generation() {
        return bytes == 0 ? 0 : generation.getAsLong();
    }

    Optional<JsonBytes> find(JsonNode catalog, Asking asking) {
        if (bytes == 0 || asking.caller().keyRefused()) {
            return Optional.empty();
        }
        return Optional.ofNullable(answers.getIfPresent(Question.of(catalog, asking)))
                .filter(answer -> answer.generation() == generation.getAsLong())
                .map(answer -> Lz4.expanded(answer.compressed()))
                .map(json -> JsonBytes.of(json.bytes(), json.length()));
    }

    void keep(JsonNode catalog, Asking asking, long generation, JsonBytes answer) {
        if (bytes > 0) {
            answers.put(Question.of(catalog, asking), new Answer(generation, Lz4.compressed(answer.toBytes())));
        }
    }
}
