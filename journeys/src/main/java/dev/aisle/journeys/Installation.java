package dev.aisle.journeys;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The built project as a person has it: the front door, the server behind it, and the sample street.
public final class Installation {

    private final AtomicInteger opened = new AtomicInteger();
    private static final long LONGEST_COMMAND_SECONDS = 120;

    /// Whoever runs a journey has built the project; the front door must not build it again beneath them.
    private static final Map<String, String> AS_BUILT = Map.of("AISLE_NO_BUILD", "yes");

    private final Path home;
    private final Path work;

    /// Logs of what it starts go to a folder of their own.
    ///
    /// @param home the folder with `aisle` in it
    /// @param work a folder for logs
    public Installation(Path home, Path work) {
        this.home = home.toAbsolutePath().normalize();
        this.work = work;
    }

    /// The shops by name, in the order of the street, as `http://127.0.0.1:PORT`.
    public record OpenStreet(Child child, Map<String, URI> shops) implements AutoCloseable {

        public URI shop(String name) {
            return Optional.ofNullable(shops.get(name)).orElseThrow();
        }

        public String hosts() {
            return shops.values().stream().map(URI::getAuthority).collect(Collectors.joining(","));
        }

        public String ports() {
            return shops.values().stream()
                    .map(shop -> Integer.toString(shop.getPort()))
                    .collect(Collectors.joining(","));
        }

        @Override
        public void close() {
            child.close();
        }
    }

    /// A server that is ready.
    public record RunningServer(Child child, URI base) implements AutoCloseable {
        @Override
        public void close() {
            child.close();
        }
    }

    /// Opens the sample street.
    ///
    /// @param ports separated by commas, in the order of the street; 0 takes a free one
    public OpenStreet openStreet(String ports) throws IOException {
        return open("street", List.of("dev.aisle.devshops.Street", "--ports", ports, "--with-parent"));
    }

    /// Opens back offices of platforms on free ports; each is known by the platform's name, and its address
    /// is where its API speaks of the store.
    ///
    /// @param goods how many things each has on its shelf
    public OpenStreet openPlatforms(List<String> platforms, int goods) throws IOException {
        var words = new ArrayList<>(List.of("dev.aisle.devshops.Platforms"));
        platforms.forEach(name -> words.add(name + ":0:" + goods));
        return open("platforms", words);
    }

    private OpenStreet open(String what, List<String> words) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String jar = home.resolve("devshops/target/aisle-devshops.jar").toString();
        var line = new ArrayList<>(List.of(java, "-XX:+UseSerialGC", "-Xmx128m", "-cp", jar));
        line.addAll(words);
        var child = Child.start(
                line,
                Map.of(),
                work.resolve(what + opened.incrementAndGet() + ".log"),
                said -> said.equals(what + " ready"));
        var shops = new LinkedHashMap<String, URI>();
        for (String said : child.said()) {
            var parts = List.of(said.split(" ", -1));
            if (parts.size() == 4 && parts.get(1).equals("ready")) {
                shops.put(parts.get(2), URI.create(parts.get(3)));
            }
        }
        return new OpenStreet(child, shops);
    }

    /// Starts `./aisle serve` and waits until it is ready.
    ///
    /// @param port 0 takes a free one
    public RunningServer startServer(int port, Path data, Map<String, String> settings) throws IOException {
        var environment = new HashMap<>(AS_BUILT);
        environment.putAll(settings);
        var child = Child.start(
                List.of(frontDoor(), "serve", "--port", Integer.toString(port), "--data", data.toString()),
                environment,
                serverLog(),
                line -> line.contains("ready") && line.contains("http://"));
        String last = child.said().getLast();
        return new RunningServer(
                child, URI.create(last.substring(last.indexOf("http://")).strip()));
    }

    /// Runs one command of the front door to its end and gives what it printed.
    public String command(String... words) throws IOException, InterruptedException {
        var line = IntStream.rangeClosed(0, words.length)
                .mapToObj(at -> at == 0 ? frontDoor() : words[at - 1])
                .toList();
        var builder = new ProcessBuilder(line).redirectError(commandLog().toFile());
        builder.environment().putAll(AS_BUILT);
        var process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(LONGEST_COMMAND_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroy();
            throw new IllegalStateException(
                    "'./aisle " + String.join(" ", words) + "' failed; its log: " + commandLog() + "\n" + out);
        }
        return out;
    }

    public Path serverLog() {
        return work.resolve("server.log");
    }

    private Path commandLog() {
        return work.resolve("command.log");
    }

    private String frontDoor() {
        return home.resolve("aisle").toString();
    }
}
