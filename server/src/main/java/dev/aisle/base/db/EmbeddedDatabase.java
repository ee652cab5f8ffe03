package dev.aisle.base.db;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Real PostgreSQL binaries on a folder of ours. Finds a running one by its `postmaster.pid`, so that commands work
/// beside a
/// server, and a server started after a kill -9 takes over the database that outlived it.
final class EmbeddedDatabase implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final int STOP_SECONDS = 30;
    private static final String LOGIN = "postgres";

    private final Path dataFolder;
    private final int port;
    private final boolean startedByUs;

    private EmbeddedDatabase(Path dataFolder, int port, boolean startedByUs) {
        this.dataFolder = dataFolder;
        this.port = port;
        this.startedByUs = startedByUs;
    }

    static EmbeddedDatabase open(Path dataFolder) {
        try {
            Files.createDirectories(dataFolder);
            try (FileChannel channel = FileChannel.open(
                            dataFolder.resolve("starting.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = waitFor(channel)) {
                Optional<Integer> running = runningPort(cluster(dataFolder));
                return running.isPresent()
                        ? new EmbeddedDatabase(dataFolder, running.get(), false)
                        : new EmbeddedDatabase(dataFolder, start(dataFolder), lock.isValid());
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("the data folder cannot be used: " + dataFolder, broken);
        }
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + LOGIN;
    }

    @Override
    public void close() {
        boolean serving = ServerLock.isHeldByAnother(dataFolder);
        boolean ours = startedByUs || ServerLock.isHeldHere(dataFolder);
        if (ours && !serving) {
            postmaster(cluster(dataFolder)).ifPresent(EmbeddedDatabase::stop);
        }
    }

    private static Path cluster(Path dataFolder) {
        return dataFolder.resolve("postgres");
    }

    private static int start(Path dataFolder) throws IOException {
        Path binaries = Path.of(System.getProperty("user.home"), ".cache", "aisle", "postgres");
        Files.createDirectories(binaries);
        return EmbeddedPostgres.builder()
                .setDataDirectory(cluster(dataFolder))
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(binaries.toFile())
                .setPGStartupWait(LONGEST_START)
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                // the library turns fsync off for tests; later options win
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("max_connections", "40")
                .setServerConfig("shared_buffers", "96MB")
                .setServerConfig("work_mem", "16MB")
                .setServerConfig("maintenance_work_mem", "64MB")
                .setServerConfig("max_wal_size", "2GB")
                .setServerConfig("checkpoint_timeout", "15min")
                .setServerConfig("wal_compression", "on")
                .setServerConfig("jit", "off")
                .setServerConfig("io_method", "sync")
                .setServerConfig("max_parallel_workers_per_gather", "0")
                .start()
                .getPort();
    }

    private static Optional<Integer> runningPort(Path cluster) throws IOException {
        if (postmaster(cluster).isEmpty()) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
        return lines.size() < 4
                ? Optional.empty()
                : Optional.of(Integer.parseInt(lines.get(3).trim()));
    }

    private static Optional<ProcessHandle> postmaster(Path cluster) {
        Path pidFile = cluster.resolve("postmaster.pid");
        try {
            return Files.exists(pidFile)
                    ? ProcessHandle.of(Long.parseLong(
                                    Files.readAllLines(pidFile).getFirst().trim()))
                            .filter(ProcessHandle::isAlive)
                            .filter(EmbeddedDatabase::isPostgres)
                    : Optional.empty();
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /// A pid in a file left behind by a crash may by now be somebody else's.
    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.contains("postgres"))
                .orElse(true);
    }

    /// SIGINT is PostgreSQL's fast shutdown (manual, Server Shutdown); Java's own `destroy` would wait for clients.
    private static void stop(ProcessHandle postmaster) {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(postmaster.pid()))
                    .start()
                    .waitFor();
            postmaster.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (IOException | java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException late) {
            throw new IllegalStateException("PostgreSQL did not stop within " + STOP_SECONDS + " s", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static FileLock waitFor(FileChannel channel) throws IOException {
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException inThisProcess) {
                Thread.onSpinWait();
            }
        }
    }
}
