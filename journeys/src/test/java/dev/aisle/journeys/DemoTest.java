package dev.aisle.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

    private static final Path HOME = Path.of(System.getProperty("aisle.home", ".."));

    @Test
    void aDemoOnceEndsWellAndLeavesNothingBehind(@TempDir Path temporary) throws IOException, InterruptedException {
        assumeThat(Files.exists(HOME.resolve("server/target/aisle-server.jar")))
                .as("the built jars; mvn package makes them")
                .isTrue();
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-Daisle.home=" + HOME.toAbsolutePath().normalize(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.aisle.journeys.Demo",
                        "--once")
                .redirectErrorStream(true);

        var demo = builder.start();
        String told = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = demo.waitFor();

        assertThat(code).as(told).isZero();
        assertThat(told).contains("search_catalog", "2. The operator lets a partner in", "< 302");
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("aisle-demo")))
                    .isEmpty();
        }
    }

    @Test
    void anUnknownOptionIsToldApart() throws IOException, InterruptedException {
        var demo = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.aisle.journeys.Demo",
                        "--twice")
                .redirectErrorStream(true)
                .start();

        String told = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(demo.waitFor()).isEqualTo(2);
        assertThat(told).contains("usage: ./aisle demo");
    }
}
