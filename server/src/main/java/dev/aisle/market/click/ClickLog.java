package dev.aisle.market.click;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes clicks in batches, a moment after they happened, so that no shopper waits for the database. What waits is
/// written when the log is closed.
public final class ClickLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClickLog.class);
    private static final int LARGEST_BATCH = 1_000;
    private static final int MOST_WAITING = 100_000;
    private static final long GATHER_MILLIS = 200;
    private static final int TRIES_AT_CLOSE = 3;

    private final Consumer<List<Click>> table;
    private final BlockingQueue<Click> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread writer;
    private volatile boolean closed;

    /// @param table takes a batch whole or throws; the same batch may come again
    public ClickLog(Consumer<List<Click>> table) {
        this.table = table;
        this.writer = Thread.ofVirtual().name("click-log").start(this::write);
    }

    /// Returns at once; only where so many clicks wait that the database does not keep up, this one is written now.
    public void add(Click click) {
        if (!waiting.offer(click)) {
            table.accept(List.of(click));
        }
    }

    /// Writes what still waits. Clicks added meanwhile may be lost.
    @Override
    public void close() {
        closed = true;
        try {
            writer.join();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        List<Click> batch = new ArrayList<>();
        int failures = 0;
        boolean last = false;
        while (!last || (failures < TRIES_AT_CLOSE && (!batch.isEmpty() || !waiting.isEmpty()))) {
            last = closed;
            gather(batch);
            try {
                if (!batch.isEmpty()) {
                    table.accept(List.copyOf(batch));
                    batch.clear();
                }
                failures = 0;
            } catch (RuntimeException unwritten) {
                failures++;
                LOG.warn(
                        "{} clicks wait to be written, tried {} times",
                        batch.size() + waiting.size(),
                        failures,
                        unwritten);
            }
        }
        if (!batch.isEmpty()) {
            LOG.error("{} clicks lost at the end", batch.size() + waiting.size());
        }
    }

    private void gather(List<Click> batch) {
        try {
            Click first = waiting.poll(GATHER_MILLIS, TimeUnit.MILLISECONDS);
            if (first != null) {
                batch.add(first);
                waiting.drainTo(batch, Math.max(0, LARGEST_BATCH - batch.size()));
            }
        } catch (InterruptedException stopping) {
            closed = true;
        }
    }
}
