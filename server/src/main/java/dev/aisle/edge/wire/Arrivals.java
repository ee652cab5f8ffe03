package dev.aisle.edge.wire;

import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.RequestException;
import io.helidon.http.media.ReadableEntity;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads bodies of calls. What all of them hold while they arrive is bounded together: small bodies are always read,
/// larger ones as long as there is room for them, so that many who send slowly cannot fill the memory and do not
/// keep ordinary questions out.
public final class Arrivals {

    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

    /// The largest body of a question, in bytes.
    static final int LARGEST = 1 << 20;

    /// As much of any body is read without asking for room, in bytes.
    static final int SMALL = 32 << 10;

    /// Most questions are shorter than that, in bytes.
    private static final int USUAL = 2 << 10;

    /// What larger bodies may hold together while they arrive, in bytes.
    static final int ROOM = 64 << 20;

    /// A body that has not arrived by then is given up: when the next piece of it comes, or its room is wanted.
    static final Duration LONGEST = Duration.ofSeconds(30);

    /// So many files may be passed on at a time.
    static final int MOST_PASSING = 64;

    private final Semaphore pieces;
    private final Semaphore passing = new Semaphore(MOST_PASSING);
    private final LongSupplier nanos;

    /// Who holds room, and since when.
    private final Map<Thread, Long> holders = new ConcurrentHashMap<>();

    public Arrivals() {
        this(ROOM, System::nanoTime);
    }

    /// @param room for bodies that are not small, in bytes
    /// @param nanos a clock that only goes on
    Arrivals(int room, LongSupplier nanos) {
        this.pieces = new Semaphore(room / SMALL);
        this.nanos = nanos;
    }

    /// What came of reading a body.
    public sealed interface Arrival {

        @SuppressWarnings("ArrayRecordComponent") // read once, never compared
        record Whole(byte[] body) implements Arrival {}

        /// It is larger than it may be.
        record TooLarge() implements Arrival {}

        /// Too many large bodies are arriving.
        record NoRoom() implements Arrival {}

        /// It did not arrive within [#LONGEST].
        record TooSlow() implements Arrival {}

        /// The caller hung up before its end.
        record BrokenOff() implements Arrival {}
    }

    /// Reads the body of a call whole; of one that is too large, a little more than it may have.
    ///
    /// @param largest in bytes
    public Arrival read(ReadableEntity entity, int largest) {
        return entity.hasEntity() ? read(entity.inputStream(), largest) : new Arrival.Whole(new byte[0]);
    }

    /// A body that is passed on as it arrives, with room for what of it is held meanwhile, until the stream is
    /// closed, which leaves the connection open; nothing where there is no room. Who sends nothing of it for
    /// [#LONGEST] loses it when its room is wanted.
    ///
    /// @param held in bytes
    public Optional<InputStream> pass(InputStream stream, int held) {
        if (!passing.tryAcquire()) {
            giveUpStalled();
            return Optional.empty();
        }
        int room = (held + SMALL - 1) / SMALL;
        if (!pieces.tryAcquire(room)) {
            passing.release();
            giveUpStalled();
            return Optional.empty();
        }
        return Optional.of(new Passing(stream, room));
    }

    private final class Passing extends FilterInputStream {

        private final Thread reader = Thread.currentThread();
        private final int room;
        private boolean closed;

        Passing(InputStream body, int room) {
            super(body);
            this.room = room;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        /// It holds its room all the time, and may lose it while it waits for more of the body.
        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            holders.put(reader, nanos.getAsLong());
            try {
                return in.read(into, at, length);
            } finally {
                holders.remove(reader);
                Thread.interrupted();
            }
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                pieces.release(room);
                passing.release();
            }
        }
    }

    Arrival read(InputStream stream, int largest) {
        try (stream) {
            return arrival(stream, largest);
        } catch (IOException | UncheckedIOException | RequestException | InsufficientDataAvailableException broken) {
            LOG.debug("a body broke off", broken);
            return new Arrival.BrokenOff();
        }
    }

    private Arrival arrival(InputStream stream, int largest) throws IOException {
        long start = nanos.getAsLong();
        byte[] body = new byte[USUAL];
        int length = 0;
        int held = 0;
        try {
            while (true) {
                int read = stream.read(body, length, body.length - length);
                if (read < 0) {
                    return new Arrival.Whole(Arrays.copyOf(body, length));
                }
                length += read;
                if (length > largest) {
                    return new Arrival.TooLarge();
                }
                if (nanos.getAsLong() - start > LONGEST.toNanos()) {
                    return new Arrival.TooSlow();
                }
                if (length == body.length) {
                    int more = body.length / SMALL;
                    if (more > 0) {
                        if (!pieces.tryAcquire(more)) {
                            giveUpStalled();
                            return new Arrival.NoRoom();
                        }
                        holders.putIfAbsent(Thread.currentThread(), start);
                        held += more;
                    }
                    body = Arrays.copyOf(body, 2 * body.length);
                }
            }
        } finally {
            if (holders.remove(Thread.currentThread()) != null) {
                Thread.interrupted();
            }
            pieces.release(held);
        }
    }

    /// Who waits for the rest of a body for too long is woken, which closes its connection; it must be a virtual
    /// thread for that.
    private void giveUpStalled() {
        for (Thread holder : holders.keySet()) {
            holders.computeIfPresent(holder, (thread, start) -> {
                if (nanos.getAsLong() - start > LONGEST.toNanos()) {
                    thread.interrupt();
                }
                return start;
            });
        }
    }
}
