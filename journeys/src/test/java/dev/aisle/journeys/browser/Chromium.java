package dev.aisle.journeys.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The Chromium of this machine, without a window, with nothing in its profile and no way to the outside.
public final class Chromium implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final String SPEAKS = "DevTools listening on ";
    private static final long LONGEST_STOP_SECONDS = 10;

    private final Process process;
    private final Path profile;
    private final DebuggingSocket socket;

    private Chromium(Process process, Path profile, DebuggingSocket socket) {
        this.process = process;
        this.profile = profile;
        this.socket = socket;
    }

    /// Where it is on the `PATH`, under one of its names.
    public static Optional<Path> find() {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":", -1))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    public static Chromium start(Path program) throws IOException {
        Path profile = Files.createTempDirectory("aisle-browser");
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless=new",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--no-first-run",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-extensions",
                "--disable-sync",
                "--hide-scrollbars",
                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost"));
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--no-sandbox");
        }
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader log = process.errorReader();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            if (line.startsWith(SPEAKS)) {
                Thread.ofVirtual().start(() -> skip(log));
                return new Chromium(
                        process,
                        profile,
                        DebuggingSocket.open(
                                URI.create(line.substring(SPEAKS.length()).strip())));
            }
        }
        process.destroy();
        throw new IOException(program + " ended before it could be spoken to");
    }

    private static void skip(BufferedReader log) {
        try {
            while (log.readLine() != null) {
                // what it says goes nowhere
            }
        } catch (IOException ended) {
            // with it ended its log
        }
    }

    /// A window of its own, that shares no cookie with others.
    public Tab open(Tab.Size size) {
        String context = socket.call("", "Target.createBrowserContext", Map.of())
                .path("browserContextId")
                .asString("");
        String target = socket.call(
                        "", "Target.createTarget", Map.of("url", "about:blank", "browserContextId", context))
                .path("targetId")
                .asString("");
        JsonNode attached = socket.call("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true));
        return new Tab(socket, attached.path("sessionId").asString(""), size);
    }

    @Override
    public void close() {
        socket.close();
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            process.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        try (Stream<Path> left = Files.walk(profile)) {
            for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException stillWriting) {
            profile.toFile().deleteOnExit();
        }
    }
}
