package dev.aisle;

import dev.aisle.base.db.ServerLock;
import dev.aisle.edge.HttpEdge;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// A running server: the HTTP edge and the background work, on one data folder.
final class Serving implements AutoCloseable {

    private final ServerLock lock;
    private final Wiring wiring;
    private final HttpEdge edge;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Serving(ServerLock lock, Wiring wiring, HttpEdge edge) {
        this.lock = lock;
        this.wiring = wiring;
        this.edge = edge;
    }

    static Serving start(Settings settings) {
        ServerLock lock = ServerLock.take(settings.data())
                .orElseThrow(() -> new IllegalStateException("Another server uses the data folder " + settings.data()
                        + ". Stop it first, or start this one with another --data."));
        Wiring wiring = new Wiring(settings, java.time.InstantSource.system());
        AtomicBoolean ready = new AtomicBoolean();
        HttpEdge edge = HttpEdge.start(settings.bind(), settings.port(), ready::get, List.of());
        ready.set(true);
        return new Serving(lock, wiring, edge);
    }

    int port() {
        return edge.port();
    }

    void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /// The edge first, so that nobody is answered by half a server; the database last.
    @Override
    public void close() {
        edge.close();
        wiring.close();
        lock.close();
        stopped.countDown();
    }
}
