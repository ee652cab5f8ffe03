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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Real PostgreSQL binaries on a folder of ours. Finds a running one by its `postmaster.pid`, so that
/// commands work beside a server, and a server started after a kill -9 takes over the database that
/// outlived it.
final class EmbeddedDatabase implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final int STOP_MILLIS = 30_000;
    private static final int STOP_POLL_MILLIS = 20;
    private static final String LOGIN = "postgres";

    /// The folders whose database this process will stop.
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path dataFolder;
    private final int port;
    private final boolean ours;

    private EmbeddedDatabase(Path dataFolder, int port, boolean startedByUs) {
        this.dataFolder = dataFolder;
        this.port = port;
        // a server takes over what runs already; whoever opens the folder beside it in this process does not
        this.ours = startedByUs || (ServerLock.isHeldHere(dataFolder) && !OPEN.contains(dataFolder));
        if (ours) {
            OPEN.add(dataFolder);
        }
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
        if (ours) {
            OPEN.remove(dataFolder);
        }
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
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("max_connections", "40")
                .setServerConfig("shared_buffers", "192MB")
                .setServerConfig("work_mem", "16MB")
                .setServerConfig("maintenance_work_mem", "64MB")
                .setServerConfig("max_wal_size", "2GB")
                .setServerConfig("checkpoint_timeout", "15min")
                .setServerConfig("wal_compression", "on")
                .setServerConfig("jit", "off")
                // pages are in memory or on a solid disk: a thousand rows are looked up, not the whole table read
                .setServerConfig("random_page_cost", "1.1")
                // tables that grow are sampled again and again, and a sample is three hundred times this many rows
                .setServerConfig("default_statistics_target", "20")
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
    /// Looks by itself whether it is gone: what runs callbacks may already have ended when a process shuts down.
    private static void stop(ProcessHandle postmaster) {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(postmaster.pid()))
                    .start()
                    .waitFor();
            for (int waited = 0; postmaster.isAlive(); waited += STOP_POLL_MILLIS) {
                if (waited > STOP_MILLIS) {
                    throw new IllegalStateException("PostgreSQL did not stop within " + STOP_MILLIS + " ms");
                }
                Thread.sleep(STOP_POLL_MILLIS);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("PostgreSQL could not be told to stop", broken);
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
