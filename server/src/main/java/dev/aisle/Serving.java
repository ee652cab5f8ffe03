package dev.aisle;

import dev.aisle.base.db.ServerLock;
import dev.aisle.base.problem.Problem;
import dev.aisle.edge.HttpEdge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// A running server: the HTTP edge and the background work, on one data folder. While it runs, the folder says
/// where it listens, for the commands beside it.
public final class Serving implements AutoCloseable {

    private static final String ADDRESS_FILE = "server.url";

    private final ServerLock lock;
    private final Wiring wiring;
    private final ServerWiring server;
    private final HttpEdge edge;
    private final Settings settings;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Serving(ServerLock lock, Wiring wiring, ServerWiring server, HttpEdge edge, Settings settings) {
        this.lock = lock;
        this.wiring = wiring;
        this.server = server;
        this.edge = edge;
        this.settings = settings;
    }

    /// Comes back when it serves and is ready.
    public static Serving start(Settings settings) {
        Serving serving = startIdle(settings);
        serving.server.startWork();
        serving.leaveAddress();
        return serving;
    }

    /// As [#start], without the work in the background: for a command that only asks.
    public static Serving startIdle(Settings settings) {
        ServerLock lock = ServerLock.take(settings.data())
                .orElseThrow(() -> Problem.of(
                        Problem.Code.OVERLOADED,
                        "Another server uses the data folder " + settings.data()
                                + ". Stop it first, or start this one with another --data."));
        Wiring wiring = new Wiring(settings, Wiring.clock());
        ServerWiring server = new ServerWiring(wiring);
        AtomicBoolean ready = new AtomicBoolean();
        HttpEdge edge = listen(settings, ready, wiring, server);
        Serving serving = new Serving(lock, wiring, server, edge, settings);
        server.catchUp();
        ready.set(true);
        return serving;
    }

    /// Where the server of a data folder listens, if one runs.
    public static Optional<URI> addressOf(Path dataFolder) {
        if (!Files.isDirectory(dataFolder) || !ServerLock.isHeldByAnother(dataFolder)) {
            return Optional.empty();
        }
        try {
            return Optional.of(URI.create(
                    Files.readString(dataFolder.resolve(ADDRESS_FILE)).strip()));
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    /// Where callers on this machine reach it.
    public URI address() {
        String bound = settings.bind();
        String host = bound.equals("0.0.0.0") || bound.equals("::") ? "127.0.0.1" : bound;
        return URI.create("http://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + edge.port());
    }

    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /// The edge first, so that nobody is answered by half a server; the database last.
    @Override
    public void close() {
        edge.close();
        server.close();
        wiring.close();
        try {
            Files.deleteIfExists(settings.data().resolve(ADDRESS_FILE));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            lock.close();
            stopped.countDown();
        }
    }

    private void leaveAddress() {
        try {
            Files.writeString(settings.data().resolve(ADDRESS_FILE), address() + "\n");
        } catch (IOException broken) {
            throw new UncheckedIOException("the data folder cannot be written: " + settings.data(), broken);
        }
    }

    private static HttpEdge listen(Settings settings, AtomicBoolean ready, Wiring wiring, ServerWiring server) {
        try {
            return HttpEdge.start(settings.bind(), settings.port(), ready::get, server.surfaces());
        } catch (UncheckedIOException refused) {
            server.close();
            wiring.close();
            if (refused.getCause() instanceof BindException) {
                throw Problem.of(
                        Problem.Code.OVERLOADED,
                        "Port " + settings.port() + " of " + settings.bind()
                                + " is taken. Stop what listens there, or start with another --port (0 takes a free one).");
            }
            throw refused;
        }
    }
}
