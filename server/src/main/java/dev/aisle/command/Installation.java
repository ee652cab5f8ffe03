package dev.aisle.command;

import dev.aisle.Settings;
import dev.aisle.Wiring;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say which installation a command works on. A command works beside a running server, and starts the
/// embedded database for its own length where none runs.
final class Installation {

    @Option(names = "--data", paramLabel = "DIR", description = "data folder (AISLE_DATA)")
    private @Nullable Path data;

    @Option(names = "--config", paramLabel = "FILE", description = "properties file with settings")
    private @Nullable Path config;

    Settings settings() {
        return settings(Map.of());
    }

    /// @param more settings by their names in the environment, over which they win
    Settings settings(Map<String, String> more) {
        Map<String, String> commandLine = new TreeMap<>(more);
        if (data != null) {
            commandLine.put("AISLE_DATA", data.toString());
        }
        return Settings.read(Optional.ofNullable(config), commandLine);
    }

    <T> T with(Function<Wiring, T> work) {
        try (Wiring wiring = new Wiring(settings(), Wiring.clock())) {
            return work.apply(wiring);
        }
    }
}
