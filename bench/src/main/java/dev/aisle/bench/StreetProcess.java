package dev.aisle.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The sample street as a process of its own.
final class StreetProcess implements AutoCloseable {

    private final Process process;
    private final List<String> hosts;

    private StreetProcess(Process process, List<String> hosts) {
        this.process = process;
        this.hosts = hosts;
    }

    /// Opens the street on ports of its own choice.
    static StreetProcess start() throws IOException {
        return start(List.of());
    }

    /// Opens a street that knows nothing of an earlier one, at its addresses.
    static StreetProcess startAt(List<String> hosts) throws IOException {
        String ports = hosts.stream()
                .map(host -> host.substring(host.indexOf(':') + 1))
                .collect(Collectors.joining(","));
        return start(List.of("--ports", ports));
    }

    private static StreetProcess start(List<String> arguments) throws IOException {
        Path jar = ServerProcess.launcher().resolveSibling("devshops/target/aisle-devshops.jar");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-cp", jar.toString(), "dev.aisle.devshops.Street"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        List<String> hosts = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("shop ready")) {
                hosts.add(line.substring(line.indexOf("http://") + 7).trim());
            }
            if (line.startsWith("street ready")) {
                Thread.ofVirtual().start(() -> out.lines().forEach(ignored -> {}));
                return new StreetProcess(process, hosts);
            }
        }
        throw new IllegalStateException("the sample street did not start");
    }

    /// `host:port` of every shop.
    List<String> hosts() {
        return hosts;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
