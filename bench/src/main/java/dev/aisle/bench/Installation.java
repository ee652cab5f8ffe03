package dev.aisle.bench;

import dev.aisle.Settings;
import dev.aisle.Wiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A data folder of its own with a server on it, for the length of a figure; our own hands on the same
/// database stand for the operator's commands beside it.
final class Installation implements AutoCloseable {

    /// No limits but the machine's, and no questions to the outside.
    static final Map<String, String> UNLIMITED = Map.of(
            "AISLE_RATE_ANONYMOUS", "100000000",
            "AISLE_RATE_TOKEN", "100000000",
            "AISLE_RATE_PARTNER", "100000000",
            "AISLE_LIVE_LOOKUP", "off");

    private final Path data;
    private final ServerProcess server;
    private final Wiring wiring;

    private Installation(Path data, ServerProcess server, Wiring wiring) {
        this.data = data;
        this.server = server;
        this.wiring = wiring;
    }

    static Installation open() throws IOException {
        Path data = Files.createTempDirectory("aisle-bench");
        ServerProcess server = ServerProcess.start(data, UNLIMITED);
        Settings settings = Settings.read(Optional.empty(), Map.of("AISLE_DATA", data.toString()));
        return new Installation(data, server, new Wiring(settings, InstantSource.system()));
    }

    Path data() {
        return data;
    }

    ServerProcess server() {
        return server;
    }

    Wiring wiring() {
        return wiring;
    }

    /// Stops everything and removes the folder.
    @Override
    public void close() throws IOException {
        wiring.close();
        server.close();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
