package dev.aisle.edge.catalogapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.edge.wire.JsonBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnswerPressTest {

    private final AnswerPress press = new AnswerPress();

    @Test
    void whatWasPressedComesBackWholeAlsoFromBeforeTheDictionaryWasMade() {
        List<JsonBytes> answers = answers();
        List<AnswerPress.Pressed> pressed = answers.stream().map(press::pressed).toList();

        for (int i = 0; i < answers.size(); i++) {
            assertThat(AnswerPress.whole(pressed.get(i)).toBytes())
                    .isEqualTo(answers.get(i).toBytes());
        }
    }

    @Test
    void answersTakeLessRoomOnceItIsKnownWhatTheyHaveInCommon() {
        List<JsonBytes> answers = answers();
        int first = press.pressed(answers.getFirst()).bytes().length;
        answers.forEach(press::pressed);

        assertThat(press.pressed(answers.getFirst()).bytes().length).isLessThan(first / 2);
    }

    @Test
    void severalThreadsPressAndExpandAtOnce() {
        List<JsonBytes> answers = answers();

        assertThat(IntStream.range(0, 400)
                        .parallel()
                        .mapToObj(i -> answers.get(i % answers.size()))
                        .filter(answer -> !Arrays.equals(
                                AnswerPress.whole(press.pressed(answer)).toBytes(), answer.toBytes())))
                .isEmpty();
    }

    /// Together twice as long as the dictionary.
    private static List<JsonBytes> answers() {
        SplittableRandom random = new SplittableRandom(7);
        List<JsonBytes> answers = new ArrayList<>();
        for (int size = 0;
                size < 2 * AnswerPress.DICTIONARY;
                size += answers.getLast().size()) {
            JsonBytes answer = new JsonBytes().raw("{\"products\":[");
            for (int product = 0; product < 10; product++) {
                answer.raw("{\"id\":\"")
                        .raw(Long.toString(random.nextLong(), 36))
                        .raw("\",\"title\":\"Lamp ")
                        .number(random.nextInt(1_000))
                        .raw("\",\"availability\":{\"available\":true,\"status\":\"in_stock\"},\"seller\":{\"id\":\"")
                        .number(random.nextInt(1_000_000))
                        .raw("\"},\"condition\":[\"new\"],\"description\":{\"plain\":\"A lamp for the desk\"}},");
            }
            answers.add(answer.raw("null]}"));
        }
        return answers;
    }
}
