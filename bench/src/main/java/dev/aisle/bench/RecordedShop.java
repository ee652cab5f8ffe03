package dev.aisle.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A recorded shop, answered again on loopback by the tool that lies beside the recordings.
record RecordedShop(String name, int port, Process process) implements AutoCloseable {

    /// Serves it on a free port, and writes who asked what into the log file.
    static RecordedShop open(Path recordings, String name, Path log) throws IOException {
        int port = freePort();
        return new RecordedShop(name, port, serve(recordings, name, port, List.of("--log", log.toString())));
    }

    /// The process that serves one.
    ///
    /// @param more further words for the tool
    static Process serve(Path recordings, String name, int port, List<String> more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "python3",
                recordings.resolve("../../tools/replay_store.py").normalize().toString(),
                recordings.resolve(name).toString(),
                "--port",
                Integer.toString(port)));
        command.addAll(more);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String line = process.inputReader(StandardCharsets.UTF_8).readLine();
        if (line == null || !line.contains("answers at")) {
            throw new IllegalStateException("the replay did not start: " + command + ": " + line);
        }
        return process;
    }

    /// What the merchant is registered with.
    String domain() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroy();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
