package dev.aisle.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FieldScoreTest {

    private static final Map<String, Set<String>> TRUTH =
            Map.of("a", Set.of("1"), "b", Set.of("2", "3"), "c", Set.of("4"), "d", Set.of());

    @Test
    void anyTrueValueCountsAndAWrongAnswerIsAMissAndAFalseAnswer() {
        Map<String, Set<String>> read = Map.of("a", Set.of("1"), "b", Set.of("3"), "c", Set.of("9"));

        assertThat(FieldScore.of(TRUTH, read, false)).isEqualTo(new FieldScore(0.667, 0.667, 0.667, 3));
    }

    @Test
    void anAnswerWhereNoneIsKnownCountsOnlyIfTheTruthIsComplete() {
        Map<String, Set<String>> read = Map.of("a", Set.of("1"), "d", Set.of("5"));

        assertThat(FieldScore.of(TRUTH, read, false).precision()).isEqualTo(0.5);
        assertThat(FieldScore.of(TRUTH, read, true).precision()).isEqualTo(1.0);
    }

    @Test
    void nothingReadScoresNothing() {
        assertThat(FieldScore.of(TRUTH, Map.of(), false)).isEqualTo(new FieldScore(0, 0, 0, 3));
    }
}
