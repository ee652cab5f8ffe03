package dev.aisle.base.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A real PostgreSQL for tests: started once a run; each call of [#fresh] gives a database of its own,
/// cloned from one with our tables in it.
public final class TestDatabase {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static @Nullable EmbeddedDatabase server;

    private TestDatabase() {}

    public static Database fresh() {
        return Database.external(freshUrl());
    }

    /// The JDBC URL of a fresh database, for tests that open it themselves.
    public static synchronized String freshUrl() {
        EmbeddedDatabase running = server == null ? start() : server;
        String name = "test_" + COUNT.incrementAndGet();
        try (Database admin = Database.external(inDatabase(running, "admin"))) {
            admin.db().execute("create database " + name + " template template_aisle");
        }
        return inDatabase(running, name);
    }

    private static EmbeddedDatabase start() {
        try {
            Path folder = Files.createTempDirectory("aisle-test");
            EmbeddedDatabase started = EmbeddedDatabase.open(folder);
            server = started;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> forget(folder)));
            try (Database admin = Database.external(started.jdbcUrl())) {
                admin.db().execute("create database admin");
                // nothing outlives the run, so no commit needs to wait for the disk
                admin.db().execute("alter role postgres set synchronous_commit = off");
                admin.db().execute("create database template_aisle");
            }
            Database.external(inDatabase(started, "template_aisle")).close();
            return started;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Stops it at once (SIGQUIT: manual, Server Shutdown), without writing what nobody will read, and leaves nothing
    /// behind.
    private static void forget(Path folder) {
        try {
            String pid = Files.readAllLines(folder.resolve("postgres").resolve("postmaster.pid"))
                    .getFirst();
            Optional<ProcessHandle> postmaster = ProcessHandle.of(Long.parseLong(pid.strip()));
            new ProcessBuilder("kill", "-QUIT", pid.strip()).start().waitFor();
            for (int looks = 0; postmaster.filter(ProcessHandle::isAlive).isPresent() && looks < 500; looks++) {
                Thread.sleep(10);
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static String inDatabase(EmbeddedDatabase running, String name) {
        return running.jdbcUrl().replace("/postgres?", "/" + name + "?");
    }
}
