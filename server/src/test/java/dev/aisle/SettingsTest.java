package dev.aisle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @TempDir
    Path folder;

    @Test
    void everythingHasADefault() {
        Settings settings = Settings.read(Map.of("HOME", "/x", "PATH", "/bin"), Optional.empty(), Map.of());

        assertThat(settings.bind()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.publicUrl()).isEqualTo(URI.create("http://127.0.0.1:8080"));
        assertThat(settings.buyBase()).isEqualTo("http://127.0.0.1:8080/buy");
        assertThat(settings.fetchAllow()).isEmpty();
        assertThat(settings.fetchPerSecond()).isEqualTo(2.0);
        assertThat(settings.liveLookup()).isTrue();
        assertThat(List.of(settings.rateAnonymous(), settings.rateToken(), settings.ratePartner()))
                .containsExactly(30, 1_000, 600);
    }

    @Test
    void everyWrongAndUnknownSettingIsReportedAtOnce() {
        Map<String, String> environment = Map.of(
                "AISLE_PORT", "eighty",
                "AISLE_RATE_TOKEN", "0",
                "AISLE_RATE_PARTNER", "1.5",
                "AISLE_PUBLIC_URL", "ftp://example.com",
                "AISLE_LIVE_LOOKUP", "perhaps",
                "AISLE_FETCH_PER_SECOND", "NaN",
                "AISLE_FETCH_ALLOW", "127.0.0.1:8091, 127.0.0.1:",
                "AISLE_PROT", "8080");

        assertThatThrownBy(() -> Settings.read(environment, Optional.of(folder.resolve("none.properties")), Map.of()))
                .isInstanceOf(Settings.Wrong.class)
                .message()
                .contains(
                        "AISLE_PORT: 'eighty' is not a whole number from 0 to 65535.",
                        "AISLE_RATE_TOKEN: '0' is not",
                        "AISLE_RATE_PARTNER: '1.5' is not",
                        "AISLE_PUBLIC_URL: 'ftp://example.com' is not an http or https URL.",
                        "AISLE_LIVE_LOOKUP: 'perhaps' is not on or off.",
                        "AISLE_FETCH_PER_SECOND: 'NaN' is not",
                        "AISLE_FETCH_ALLOW: '127.0.0.1:8091, 127.0.0.1:' is not a list of host:port, such as",
                        "AISLE_PROT: no such setting. Known: AISLE_AGENT_PROFILES, ",
                        "none.properties cannot be read")
                .matches(message -> message.lines().count() == 9, "one line a mistake");
    }

    @Test
    void theCommandLineWinsOverTheEnvironmentAndThatOverTheFile() throws IOException {
        Path file = Files.writeString(
                folder.resolve("aisle.properties"),
                "aisle.port=1001\naisle.bind=127.0.0.3\naisle.fetch.allow=127.0.0.1:8091, localhost:8092\n");

        Settings settings = Settings.read(
                Map.of("AISLE_PORT", "1002", "AISLE_BIND", "127.0.0.2"),
                Optional.of(file),
                Map.of("AISLE_PORT", "1003"));

        assertThat(settings.port()).isEqualTo(1003);
        assertThat(settings.bind()).isEqualTo("127.0.0.2");
        assertThat(settings.fetchAllow()).containsExactly("127.0.0.1:8091", "localhost:8092");
    }

    @Test
    void anUnknownNameInTheFileIsAsWrongAsInTheEnvironment() throws IOException {
        Path file = Files.writeString(folder.resolve("aisle.properties"), "aisle.prot=1001\n");

        assertThatThrownBy(() -> Settings.read(Map.of(), Optional.of(file), Map.of()))
                .hasMessageStartingWith("AISLE_PROT: no such setting.");
    }

    @Test
    void portZeroIsAFreePortThatThePublicUrlNames() {
        Settings settings = Settings.read(Map.of("AISLE_PORT", "0"), Optional.empty(), Map.of());

        assertThat(settings.port()).isBetween(1_024, 65_535);
        assertThat(settings.ucpBase()).isEqualTo("http://127.0.0.1:" + settings.port());
    }

    @Test
    void theLaunchersOwnWordsAreLetThrough() {
        Settings settings =
                Settings.read(Map.of("AISLE_JAVA_OPTS", "-Xmx1g", "AISLE_LOG", "WARN"), Optional.empty(), Map.of());

        assertThat(settings.port()).isEqualTo(8080);
    }

    @Test
    void operationsTellsOfEverySettingAndOfNoOther() throws IOException {
        var named =
                Pattern.compile("AISLE_[A-Z_]*[A-Z]").matcher(Files.readString(Path.of("..", "docs", "operations.md")));
        var wanted = new TreeSet<>(Settings.KNOWN);
        wanted.addAll(Settings.LAUNCHER);

        assertThat(named.results().map(MatchResult::group)).containsOnly(wanted.toArray(String[]::new));
    }
}
