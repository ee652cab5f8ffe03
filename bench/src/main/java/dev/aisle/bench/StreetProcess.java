package dev.aisle.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The sample street as a process of its own.
final class StreetProcess implements AutoCloseable {

    private final Process process;
    private final List<String> hosts;

    private StreetProcess(Process process, List<String> hosts) {
        this.process = process;
        this.hosts = hosts;
    }

    static StreetProcess start() throws IOException {
        Path jar = ServerProcess.launcher().resolveSibling("devshops/target/aisle-devshops.jar");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(java, "-cp", jar.toString(), "dev.aisle.devshops.Street").start();
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
    }
}
