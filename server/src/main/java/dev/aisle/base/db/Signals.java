package dev.aisle.base.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears at once what commits announce with `NOTIFY`, whichever process made them, and has what is kept in
/// memory read again. Whoever was deaf for a while, because the connection broke, reads everything again.
public final class Signals implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    /// How long a quiet connection is believed to be alive.
    private static final Duration QUIET = Duration.ofSeconds(10);

    private static final String NAME = "aisle signals";
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private final Database database;
    private final Map<String, Runnable> heard;
    private final Thread listener;
    private volatile boolean closed;

    /// @param heard what to do when a channel is announced; every one of them also runs once at the start
    public Signals(Database database, Map<String, Runnable> heard) {
        this.database = database;
        this.heard = Map.copyOf(heard);
        this.listener = Thread.ofVirtual().name("signals").start(this::listen);
    }

    @Override
    public void close() {
        closed = true;
        listener.interrupt();
        try {
            listener.join();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        while (!closed) {
            try (Connection connection = database.ownConnection(NAME)) {
                hear(connection);
            } catch (SQLException | RuntimeException broken) {
                if (!closed) {
                    LOG.warn("deaf to changes in the database for a moment: {}", broken.getMessage());
                    LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
                }
            }
        }
    }

    private void hear(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String channel : heard.keySet()) {
                statement.execute("listen " + channel);
            }
            heard.values().forEach(Runnable::run);
            PGConnection postgres = connection.unwrap(PGConnection.class);
            while (!closed) {
                PGNotification[] notifications = postgres.getNotifications(Math.toIntExact(QUIET.toMillis()));
                if (notifications == null || notifications.length == 0) {
                    statement.execute("select 1");
                } else {
                    Arrays.stream(notifications)
                            .map(PGNotification::getName)
                            .distinct()
                            .map(heard::get)
                            .forEach(Runnable::run);
                }
            }
        }
    }
}
