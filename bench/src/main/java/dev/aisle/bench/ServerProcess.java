package dev.aisle.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A server of its own process on a data folder, started as `./aisle serve` starts it.
final class ServerProcess implements AutoCloseable {

    private static final long LONGEST_START_SECONDS = 120;
    private static final long LONGEST_STOP_SECONDS = 60;

    private final Process process;
    private final URI base;

    private ServerProcess(Process process, URI base) {
        this.process = process;
        this.base = base;
    }

    /// Starts it on a free port and waits until it says that it is ready. Its log goes to `server.log` in the data
    /// folder.
    static ServerProcess start(Path data, Map<String, String> settings) throws IOException {
        Files.createDirectories(data);
        List<String> command = new ArrayList<>(List.of(launcher().toString(), "serve", "--port", "0", "--data"));
        command.add(data.toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        data.resolve("server.log").toFile()));
        builder.environment().putAll(settings);
        Process process = builder.start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_START_SECONDS);
        for (String line = out.readLine(); line != null && System.nanoTime() < deadline; line = out.readLine()) {
            int at = line.indexOf("http://");
            if (line.contains("ready") && at >= 0) {
                Thread.ofVirtual().start(() -> out.lines().forEach(ignored -> {}));
                return new ServerProcess(process, URI.create(line.substring(at).trim()));
            }
        }
        process.destroy();
        throw new IllegalStateException("the server did not become ready; see " + data.resolve("server.log"));
    }

    URI base() {
        return base;
    }

    long pid() {
        return process.pid();
    }

    /// As `kill -9` does.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// The project's own front door, found from where the program was started.
    static Path launcher() {
        String home = System.getProperty("aisle.home", ".");
        return Path.of(home, "aisle").toAbsolutePath().normalize();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
