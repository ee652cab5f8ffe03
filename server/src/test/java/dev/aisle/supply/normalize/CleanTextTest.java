package dev.aisle.supply.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CleanTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Plain words                               | Plain words",
                "Tom &amp; Jerry                           | Tom & Jerry",
                "Tom &amp;amp; Jerry                       | Tom & Jerry",
                "Tom &amp;amp;amp; Jerry                   | Tom & Jerry",
                "AT&T                                      | AT&T",
                "27&quot; screen                           | 27\" screen",
                "27&#8243; screen &#x2013; new             | 27″ screen – new",
                "Caf&eacute;                               | Café",
                "<b>Bold</b>face                           | Boldface",
                "One<br>Two<br/>Three                      | One Two Three",
                "&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt; | One Two",
                "Screws < 5 mm & nuts > 3 mm               | Screws < 5 mm & nuts > 3 mm",
                "a <unknown> tag                           | a <unknown> tag",
                "<a href=\"x>y\">link</a>                  | link",
                "<script>alert('x < y')</script>After      | After",
                "<!-- hidden --> shown                     | shown",
                "cut <p class=                             | cut",
                "a&nbsp;&nbsp;b                            | a b",
                "zero​width­hyphen              | zerowidthhyphen",
            })
    void lineIsWhatAShopperReads(String raw, String line) {
        assertThat(CleanText.line(raw, 200)).isEqualTo(line);
    }

    @Test
    void whiteSpaceOfEveryKindIsOneSpace() {
        assertThat(CleanText.line("  a\t\n b\u00a0\u2003c\r\n", 100)).isEqualTo("a b c");
    }

    @Test
    void controlCharactersAndHalvesOfCharactersGo() {
        assertThat(CleanText.line("a\u0000b\u0007c\ud83d", 100)).isEqualTo("abc");
        assertThat(CleanText.line("smile \ud83d\ude00", 100)).isEqualTo("smile \ud83d\ude00");
    }

    @Test
    void accentsWrittenApartAreJoined() {
        assertThat(CleanText.line("Cafe\u0301", 100)).isEqualTo("Café");
    }

    @Test
    void linesKeepTheirBreaksOneAtATime() {
        assertThat(CleanText.lines("<h2>Head</h2>\n\n<ul><li>one</li><li>two</li></ul>", 100))
                .isEqualTo("Head\none\ntwo");
    }

    @Test
    void longTextIsCutAtAWord() {
        assertThat(CleanText.line("alpha beta gamma", 12)).isEqualTo("alpha beta");
        assertThat(CleanText.line("a".repeat(50), 12)).isEqualTo("a".repeat(12));
        assertThat(CleanText.line("ab \ud83d\ude00\ud83d\ude00", 4)).isEqualTo("ab");
    }

    @Test
    void hugeAndBrokenTextEnds() {
        assertThat(CleanText.lines("<p ".repeat(50_000), 5_000)).isNotNull();
        assertThat(CleanText.lines("&amp;".repeat(60_000), 5_000)).hasSizeLessThanOrEqualTo(5_000);
    }
}
