package dev.aisle.journeys;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The clients of `clients/package.json`, installed once below `target/`, with a Node that they accept.
final class RealClients {

    private static final long LONGEST_INSTALL_SECONDS = 240;
    private static final long LONGEST_RUN_SECONDS = 60;

    private final Path folder;
    private final String missing;

    private RealClients(Path folder, String missing) {
        this.folder = folder;
        this.missing = missing;
    }

    /// How a program ended.
    record Ended(int code, String out, String log) {}

    /// Installs what is not installed yet. Where that cannot be done, [#missing] says why.
    static RealClients install(Path sources, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        RealClients clients = new RealClients(folder.toAbsolutePath().normalize(), "");
        Path wanted = sources.resolve("package.json");
        Path installed = folder.resolve("installed.json");
        try {
            if (!Files.exists(installed) || Files.mismatch(wanted, installed) >= 0) {
                clients.installWithNpm();
                Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
            }
            String node = clients.run(Map.of(), "node", "--version").out().strip();
            return node.matches("v(2[2-9]|[3-9]\\d).*")
                    ? clients
                    : new RealClients(folder, "they need Node 22 or newer, and this is " + node);
        } catch (IllegalStateException failed) {
            return new RealClients(folder, String.valueOf(failed.getMessage()));
        }
    }

    /// Why they cannot be had, such as without npm or without its registry; empty when they can.
    String missing() {
        return missing;
    }

    /// A script inside a package.
    String script(String packageName, String path) {
        return folder.resolve("node_modules").resolve(packageName).resolve(path).toString();
    }

    /// Runs a program to its end, with nothing to read.
    Ended run(Map<String, String> environment, String... command) throws IOException {
        return run(environment, LONGEST_RUN_SECONDS, List.of(command));
    }

    /// Talks to a program that answers lines with lines: sends one after the other, and waits for an answer to each
    /// that has an `id`. What it answered, in order.
    List<String> converse(Map<String, String> environment, List<String> said, String... command) throws IOException {
        Process process = start(builder(environment, List.of(command)).redirectError(ProcessBuilder.Redirect.DISCARD));
        Thread watch = Thread.ofVirtual().start(() -> endWhenLate(process));
        List<String> answers = new ArrayList<>();
        try (BufferedWriter in = process.outputWriter(StandardCharsets.UTF_8);
                BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line : said) {
                in.write(line);
                in.newLine();
                in.flush();
                if (line.contains("\"id\"")) {
                    answers.add(String.valueOf(out.readLine()));
                }
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            watch.interrupt();
        }
        return answers;
    }

    private static void endWhenLate(Process process) {
        try {
            if (!process.waitFor(LONGEST_RUN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
        }
    }

    private void installWithNpm() throws IOException {
        Ended npm = run(
                Map.of(),
                LONGEST_INSTALL_SECONDS,
                List.of(
                        "npm",
                        "install",
                        "--no-audit",
                        "--no-fund",
                        "--no-package-lock",
                        "--prefer-offline",
                        "--fetch-retries=1",
                        "--loglevel=error"));
        if (npm.code() != 0) {
            throw new IllegalStateException("npm could not install them: "
                    + npm.log()
                            .lines()
                            .filter(line -> line.contains("error"))
                            .findFirst()
                            .orElse("no reason given"));
        }
    }

    private Ended run(Map<String, String> environment, long longestSeconds, List<String> command) throws IOException {
        Path out = Files.createTempFile(folder, "run", ".out");
        Path log = Files.createTempFile(folder, "run", ".log");
        try {
            Process process = start(builder(environment, command)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(out.toFile())
                    .redirectError(log.toFile()));
            if (!process.waitFor(longestSeconds, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IllegalStateException(
                        String.join(" ", command) + " took more than " + longestSeconds + " seconds");
            }
            return new Ended(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(log, StandardCharsets.UTF_8));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } finally {
            Files.deleteIfExists(out);
            Files.deleteIfExists(log);
        }
    }

    private ProcessBuilder builder(Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(withOwnNode(command)).directory(folder.toFile());
        builder.environment().put("NO_COLOR", "1");
        builder.environment().merge("PATH", bin().toString(), (path, first) -> first + ":" + path);
        builder.environment().putAll(environment);
        return builder;
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException missing) {
            throw new IllegalStateException(
                    "there is no " + builder.command().getFirst() + " on this machine", missing);
        }
    }

    private List<String> withOwnNode(List<String> command) {
        Path own = bin().resolve("node");
        List<String> words = new ArrayList<>(command);
        if (words.getFirst().equals("node") && Files.isExecutable(own)) {
            words.set(0, own.toString());
        }
        return words;
    }

    private Path bin() {
        try {
            return folder.toRealPath().resolve("node_modules/.bin");
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
