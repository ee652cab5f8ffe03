package dev.aisle.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.Unguarded.Guard;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every line of `faults/sources.txt`, played on the simulator of each platform that it names; and once more with the
/// guard that it is about switched off, where the same check must fail.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SourceFaultsTest {

    private static final List<Platform> REST =
            List.of(Platform.SHOPIFY, Platform.WOOCOMMERCE, Platform.MAGENTO, Platform.AKENEO, Platform.BIGCOMMERCE);
    private static final List<Platform> HOOKS =
            List.of(Platform.SHOPIFY, Platform.WOOCOMMERCE, Platform.BIGCOMMERCE, Platform.AKENEO);
    private static final int AT_LEAST_FAULTS = 40;
    private static final int A_FEW = 5;

    private Database database;
    private Path folder;

    private static final Map<String, FaultPlay> PLAYS = plays();

    private record Line(String fault, List<Platform> platforms) {}

    @BeforeAll
    void open(@TempDir Path folder) {
        this.folder = folder;
        database = Database.external(TestDatabase.freshUrl() + "&options=-c%20synchronous_commit=off");
    }

    @AfterAll
    void close() {
        database.close();
    }

    @TestFactory
    Stream<DynamicTest> nothingIsLostNothingDoubledAndTheRowSaysWhy() {
        return lines().stream()
                .filter(line -> PLAYS.containsKey(line.fault))
                .flatMap(line -> (Boolean.getBoolean("aisle.full") ? line.platforms : oneOf(line))
                        .stream()
                                .map(platform -> DynamicTest.dynamicTest(
                                        line.fault + " " + platform.slug(),
                                        () -> play(line.fault, platform, Guard.NONE))));
    }

    /// Each in its turn: all of them take a minute, and are played with `--full`.
    private static List<Platform> oneOf(Line line) {
        return line.platforms.isEmpty()
                ? List.of()
                : List.of(line.platforms.get(Math.floorMod(line.fault.hashCode(), line.platforms.size())));
    }

    @TestFactory
    Stream<DynamicTest> aGuardThatIsSwitchedOffIsSeen() {
        return lines().stream()
                .filter(line -> PLAYS.containsKey(line.fault))
                .filter(line -> Boolean.getBoolean("aisle.full") || Math.floorMod(line.fault.hashCode(), A_FEW) == 0)
                .map(line -> DynamicTest.dynamicTest(line.fault, () -> {
                    FaultPlay play = playOf(line.fault);
                    Platform platform = line.platforms.contains(Platform.WOOCOMMERCE)
                            ? Platform.WOOCOMMERCE
                            : line.platforms.getFirst();
                    assertThatThrownBy(() -> play(line.fault, platform, play.guard()))
                            .as("without " + play.guard())
                            .hasMessageStartingWith(play.defect().words());
                }));
    }

    @Test
    void everyFaultOfAPlatformIsPlayed() {
        assertThat(lines().size()).isGreaterThanOrEqualTo(AT_LEAST_FAULTS);
        assertThat(lines().stream().filter(line -> !line.platforms.isEmpty()).map(Line::fault))
                .allSatisfy(fault -> assertThat(PLAYS).containsKey(fault));
    }

    @ParameterizedTest
    @EnumSource(names = {"SHOPIFY", "WOOCOMMERCE", "BIGCOMMERCE"})
    void aStoreThatIsLeftCallsNoMoreAndOneConnectedTwiceCallsOnce(Platform platform) {
        try (SourceStage stage = new SourceStage(platform, database, folder)) {
            String base = "http://127.0.0.1:9/v0/hooks/" + platform.slug() + "/";
            assertThat(stage.source().listen(stage.access(), base + "one")).isTrue();
            String hooks = stage.simulator.office("hooks");
            assertThat(Integer.parseInt(hooks)).isPositive();
            assertThat(stage.source().listen(stage.access(), base + "two")).isTrue();
            assertThat(stage.simulator.office("hooks")).isEqualTo(hooks);

            stage.source().leave(stage.access(), base + "two");

            assertThat(stage.simulator.office("hooks")).isEqualTo("0");
        }
    }

    private void play(String fault, Platform platform, Guard off) {
        try (SourceStage stage = new SourceStage(platform, database, folder)) {
            stage.off = off;
            if (off != Guard.NONE) {
                stage.with(source -> new Unguarded(source, off));
            }
            playOf(fault).check().accept(stage);
        }
    }

    private static Map<String, FaultPlay> plays() {
        Map<String, FaultPlay> plays = new LinkedHashMap<>(RunFaults.plays());
        plays.putAll(HookFaults.plays());
        plays.putAll(EventFaults.plays());
        return plays;
    }

    private static FaultPlay playOf(String fault) {
        return Objects.requireNonNull(PLAYS.get(fault), fault);
    }

    private static List<Line> lines() {
        try (InputStream in = SourceFaultsTest.class.getResourceAsStream("/faults/sources.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(it -> !it.isBlank() && !it.startsWith("#"))
                    .map(it -> it.split(" \\| ", -1))
                    .map(it -> new Line(it[0], platforms(it[1])))
                    .toList();
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /// Product feeds are read by another test: they have no list and no calls.
    private static List<Platform> platforms(String words) {
        List<Platform> platforms = new ArrayList<>();
        for (String word : words.split(", ", -1)) {
            switch (word) {
                case "rest" -> platforms.addAll(REST);
                case "hooks" -> platforms.addAll(HOOKS);
                default -> Platform.ofSlug(word).filter(REST::contains).ifPresent(platforms::add);
            }
        }
        return platforms;
    }
}
