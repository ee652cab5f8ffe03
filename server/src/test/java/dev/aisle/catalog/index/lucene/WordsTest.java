package dev.aisle.catalog.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
                    Crème brûlée Schüssel        | creme brulee schussel |
                    15.6″                        | 15.6 inch             | 15.6inch
                    15,6-inch                    | 15.6 inch             | 15.6inch
                    15.6 in                      | 15.6 inch             | 15.6inch
                    8GB                          | 8 gb                  | 8gb
                    8 GB                         | 8 gb                  | 8gb
                    1,299 pieces                 | 1299 pcs              | 1299pc
                    dv7-1211ea                   | dv7 1211ea            | dv71211ea
                    dv7‑1211ea                   | dv7 1211ea            | dv71211ea
                    006R90321                    | 006r90321             |
                    T-shirt                      | t shirt               | tshirt
                    red/blue                     | red blue              |
                    men's shoes                  | men shoe              |
                    L’Oréal                      | l oreal               | loreal
                    H&M                          | h m                   | hm
                    batteries boxes glasses      | battery box glass     |
                    bus gas lens                 | bus gas len           |
                    Core™2 Duo                   | core 2 duo            |
                    ΑΒΓ                          | αβγ                   |
                    日本                          | 日 本                  |
                    """)
    void textIsSplitIntoWords(String text, String words, String joined) {
        Heard heard = new Heard();
        new Words().split(text, 400, Words.Joins.WRITTEN, heard);

        assertThat(heard.words).containsExactly(words.split(" "));
        assertThat(String.join(" ", heard.joined)).isEqualTo(joined == null ? "" : joined);
    }

    @Test
    void neighboursAreJoinedWhereThatIsWanted() {
        Heard heard = new Heard();
        new Words().split("noise cancelling head phones", 400, Words.Joins.NEIGHBOURS, heard);

        assertThat(heard.joined).containsExactly("noisecancelling", "cancellinghead", "headphone");
    }

    @Test
    void noTextIsTooLongOrTooOdd() {
        Heard heard = new Heard();
        String odd = "a-".repeat(5_000) + "\uD83D\uDE00 ﬁ \u0301\"\"''..--" + "9".repeat(5_000) + "ﷺ".repeat(100);

        new Words().split(odd, odd.length(), Words.Joins.NEIGHBOURS, heard);

        assertThat(heard.words).allMatch(it -> !it.isEmpty() && it.length() <= 40);
    }

    private static final class Heard implements Words.Sink {

        private final List<String> words = new ArrayList<>();
        private final List<String> joined = new ArrayList<>();

        @Override
        public void word(char[] text, int start, int length) {
            words.add(new String(text, start, length));
        }

        @Override
        public void joined(char[] text, int start, int length) {
            joined.add(new String(text, start, length));
        }
    }
}
