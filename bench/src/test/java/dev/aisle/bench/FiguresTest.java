package dev.aisle.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "eval extraction | --from DIR is missing",
                "eval extraction --from /no/such/folder | there is no /no/such/folder",
                "eval pairs --data /no/such/folder | there is no /no/such/folder",
                "eval manners --from pom.xml --robots /no/such/robots.txt | there is no /no/such/robots.txt",
                "eval manners --from pom.xml --robots http://127.0.0.1:1/robots.txt | --robots: http://127.0.0.1:1/robots.txt does not answer",
                "eval pairs --data src --seed x | --seed wants a number, not 'x'",
                "bench generate | --data DIR is missing",
                "bench import --listngs 5 | there is no option --listngs",
                "bench import fast | 'fast' is not an option"
            })
    void aWrongOptionIsToldInALineWithTheUsage(String line, String wanted) throws Exception {
        assertThat(run(line)).isEqualTo(2);
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("aisle: ", wanted, "usage:");
    }

    @ParameterizedTest
    @CsvSource({"eval, ./aisle eval extraction", "bench, ./aisle bench import", "bench nothing, ./aisle bench import"})
    void anUnknownFigureIsAnsweredWithThoseThereAre(String line, String wanted) throws Exception {
        assertThat(run(line)).isEqualTo(2);
        assertThat(told.toString(StandardCharsets.UTF_8)).contains(wanted);
    }

    @Test
    void helpIsNoMistake() throws Exception {
        assertThat(run("bench import --help")).isZero();
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("--listings").doesNotContain("eval");
    }

    private int run(String line) throws Exception {
        try (PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8)) {
            return Figures.run(line.split(" ", -1), out, out);
        }
    }
}
