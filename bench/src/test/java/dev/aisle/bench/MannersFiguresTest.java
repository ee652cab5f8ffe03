package dev.aisle.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MannersFiguresTest {

    private static final String ROBOTS = "User-agent: *\nDisallow: /cart\nDisallow: /*?sort=\n";
    private static final String US = " AisleBot/0.1.0 (+http://127.0.0.1:8080/docs/crawler)";

    @Test
    void aWellBehavedLogHasNoOffence() {
        MannersFigures.Verdict verdict = judge(
                "1763766000.000 GET /robots.txt" + US,
                "1763766000.500 GET /p/1" + US,
                "1763766001.100 GET /p/2?page=2" + US);

        assertThat(verdict.offence()).isEmpty();
        assertThat(verdict.requests()).isEqualTo(3);
        assertThat(verdict.shortestGap()).contains(500L);
    }

    @Test
    void theFirstForbiddenPathIsNamed() {
        MannersFigures.Verdict verdict = judge(
                "1763766000.000 GET /robots.txt" + US,
                "1763766001.000 GET /shoes?sort=price" + US,
                "1763766001.100 GET /cart/1" + US);

        assertThat(verdict.offence()).contains("line 2: robots.txt forbids /shoes?sort=price");
    }

    @Test
    void theFirstGapShorterThanThePaceIsNamed() {
        MannersFigures.Verdict verdict = judge(
                "1763766000.000 GET /robots.txt" + US,
                "1763766000.496 GET /p/1" + US,
                "1763766000.990 GET /p/2" + US,
                "1763766001.000 GET /p/3" + US);

        assertThat(verdict.offence()).hasValueSatisfying(it -> assertThat(it).startsWith("line 3: 494 ms"));
        assertThat(verdict.shortestGap()).contains(10L);
    }

    @Test
    void requestsOfOthersAreNotOurs() {
        MannersFigures.Verdict verdict = judge(
                "1763766000.000 GET /p/1" + US, "1763766000.100 GET /cart curl/8.5.0", "1763766000.600 GET /p/2" + US);

        assertThat(verdict.offence()).isEmpty();
        assertThat(verdict.others()).isEqualTo(1);
    }

    @Test
    void anOffenceFailsTheCommand(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("shop.log");
        Path robots = folder.resolve("robots.txt");
        Files.writeString(robots, ROBOTS);
        Files.writeString(log, "1763766000.000 GET /p/1" + US + "\n1763766001.000 GET /cart" + US + "\n");

        assertThat(run(log, robots)).isEqualTo(1);
        Files.writeString(log, "1763766000.000 GET /p/1" + US + "\n1763766001.000 GET /p/2" + US + "\n");
        assertThat(run(log, robots)).isZero();
    }

    private static int run(Path log, Path robots) throws Exception {
        try (PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)) {
            return Figures.run(
                    new String[] {"eval", "manners", "--from", log.toString(), "--robots", robots.toString()},
                    nowhere,
                    nowhere);
        }
    }

    private static MannersFigures.Verdict judge(String... lines) {
        return MannersFigures.judge(List.of(lines), ROBOTS, 500, 5);
    }
}
