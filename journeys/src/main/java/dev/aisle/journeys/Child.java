package dev.aisle.journeys;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A process that says on its standard output when it is ready, and ends with us.
public final class Child implements AutoCloseable {

    private static final long LONGEST_STOP_SECONDS = 30;

    private final Process process;
    private final List<String> said;

    private Child(Process process, List<String> said) {
        this.process = process;
        this.said = List.copyOf(said);
    }

    /// Thrown when a process ends before it is ready.
    public static final class NotStarted extends RuntimeException {

        private static final long serialVersionUID = 1;

        NotStarted(String message) {
            super(message);
        }
    }

    /// Starts it and waits for the line that says ready, for as long as the process lives.
    ///
    /// @param log takes its standard error
    public static Child start(List<String> command, Map<String, String> environment, Path log, Predicate<String> ready)
            throws IOException {
        var builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        BufferedReader out = process.inputReader();
        var said = new ArrayList<String>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.add(line);
            if (ready.test(line)) {
                Thread.ofVirtual().start(() -> out.lines().forEach(rest -> {}));
                return new Child(process, said);
            }
        }
        process.destroy();
        throw new NotStarted("'" + String.join(" ", command) + "' ended before it was ready; its log: " + log);
    }

    /// What it wrote until it was ready.
    public List<String> said() {
        return said;
    }

    public long pid() {
        return process.pid();
    }

    public int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /// Asks it to stop, and makes it stop if it does not.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
