package dev.aisle.edge.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.edge.wire.Arrivals.Arrival;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void aBodyComesWholeWhateverItsSize() throws IOException {
        Arrivals arrivals = new Arrivals(Arrivals.ROOM, nanos::get);

        for (int size : new int[] {
            0, 1, Arrivals.SMALL - 1, Arrivals.SMALL, Arrivals.SMALL + 1, 3 * Arrivals.SMALL, Arrivals.LARGEST
        }) {
            byte[] body = body(size);

            assertThat(arrivals.read(new ByteArrayInputStream(body), Arrivals.LARGEST))
                    .isInstanceOfSatisfying(
                            Arrival.Whole.class, it -> assertThat(it.body()).isEqualTo(body));
        }
        assertThat(arrivals.read(new ByteArrayInputStream(body(Arrivals.LARGEST + 1)), Arrivals.LARGEST))
                .isInstanceOf(Arrival.TooLarge.class);
    }

    @Test
    void largeBodiesShareTheirRoomAndGiveItBackAndSmallOnesNeedNone() throws IOException {
        Arrivals arrivals = new Arrivals(Arrivals.SMALL, nanos::get);
        byte[] large = body(2 * Arrivals.SMALL - 1);
        Meanwhile meanwhile = new Meanwhile(() -> {
            assertThat(arrivals.read(new ByteArrayInputStream(large), Arrivals.LARGEST))
                    .isInstanceOf(Arrival.NoRoom.class);
            assertThat(arrivals.read(new ByteArrayInputStream(body(100)), Arrivals.LARGEST))
                    .isInstanceOf(Arrival.Whole.class);
        });

        Arrival first =
                arrivals.read(new SequenceInputStream(new ByteArrayInputStream(large), meanwhile), Arrivals.LARGEST);
        Arrival after = arrivals.read(new ByteArrayInputStream(large), Arrivals.LARGEST);

        assertThat(first).isInstanceOf(Arrival.Whole.class);
        assertThat(after).isInstanceOf(Arrival.Whole.class);
        assertThat(meanwhile.asked).isTrue();
    }

    @Test
    void aBodyThatTakesTooLongIsGivenUp() throws IOException {
        Arrivals arrivals = new Arrivals(Arrivals.ROOM, nanos::get);
        InputStream slow = new InputStream() {
            @Override
            public int read() {
                nanos.addAndGet(Arrivals.LONGEST.toNanos() / 3);
                return ' ';
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                bytes[offset] = (byte) read();
                return 1;
            }
        };

        assertThat(arrivals.read(slow, Arrivals.LARGEST)).isInstanceOf(Arrival.TooSlow.class);
    }

    @Test
    void whoStallsLosesItsRoomWhenItIsWanted() throws Exception {
        Arrivals arrivals = new Arrivals(Arrivals.SMALL, nanos::get);
        byte[] large = body(2 * Arrivals.SMALL - 1);
        AtomicReference<Arrival> came = new AtomicReference<>();
        CountDownLatch waiting = new CountDownLatch(1);
        Thread stalled = Thread.ofVirtual().start(() -> {
            Meanwhile stall = new Meanwhile(() -> {
                waiting.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException woken) {
                    throw new InterruptedIOException();
                }
            });
            came.set(arrivals.read(new SequenceInputStream(new ByteArrayInputStream(large), stall), Arrivals.LARGEST));
        });
        waiting.await();

        assertThat(arrivals.read(new ByteArrayInputStream(large), Arrivals.LARGEST))
                .isInstanceOf(Arrival.NoRoom.class);
        assertThat(stalled.isAlive()).isTrue();
        nanos.addAndGet(Arrivals.LONGEST.toNanos() + 1);
        assertThat(arrivals.read(new ByteArrayInputStream(large), Arrivals.LARGEST))
                .isInstanceOf(Arrival.NoRoom.class);
        stalled.join();

        assertThat(came.get()).isInstanceOf(Arrival.BrokenOff.class);
        assertThat(arrivals.read(new ByteArrayInputStream(large), Arrivals.LARGEST))
                .isInstanceOf(Arrival.Whole.class);
    }

    @Test
    void aFileThatIsPassedOnHoldsItsRoomUntilItIsClosed() throws IOException {
        Arrivals arrivals = new Arrivals(2 * Arrivals.SMALL, nanos::get);
        byte[] large = body(2 * Arrivals.SMALL - 1);

        InputStream file = arrivals.pass(new ByteArrayInputStream(large), Arrivals.SMALL + 1)
                .orElseThrow();
        assertThat(file.readAllBytes()).isEqualTo(large);
        assertThat(arrivals.read(new ByteArrayInputStream(large), Arrivals.LARGEST))
                .isInstanceOf(Arrival.NoRoom.class);
        assertThat(arrivals.pass(new ByteArrayInputStream(large), 1)).isEmpty();
        file.close();
        file.close();

        assertThat(arrivals.read(new ByteArrayInputStream(large), Arrivals.LARGEST))
                .isInstanceOf(Arrival.Whole.class);
        assertThat(arrivals.pass(new ByteArrayInputStream(large), 2 * Arrivals.SMALL))
                .isPresent();
        assertThat(arrivals.pass(new ByteArrayInputStream(large), 1)).isEmpty();
    }

    @Test
    void onlySoManyFilesArePassedOnAtATime() {
        Arrivals arrivals = new Arrivals(Arrivals.ROOM, nanos::get);

        for (int i = 0; i < Arrivals.MOST_PASSING; i++) {
            assertThat(arrivals.pass(InputStream.nullInputStream(), 1)).isPresent();
        }

        assertThat(arrivals.pass(InputStream.nullInputStream(), 1)).isEmpty();
    }

    @Test
    void aFileThatStallsLosesItsRoomWhenItIsWantedAndOneThatComesSlowlyDoesNot() throws Exception {
        Arrivals arrivals = new Arrivals(Arrivals.SMALL, nanos::get);
        AtomicReference<String> came = new AtomicReference<>("");
        CountDownLatch waiting = new CountDownLatch(1);
        Thread stalled = Thread.ofVirtual().start(() -> {
            InputStream body = new InputStream() {
                private int read;

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    bytes[offset] = (byte) read();
                    return 1;
                }

                @Override
                public int read() throws IOException {
                    if (read++ < 3) {
                        nanos.addAndGet(Arrivals.LONGEST.toNanos());
                        return 'x';
                    }
                    waiting.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException woken) {
                        throw new InterruptedIOException();
                    }
                    return -1;
                }
            };
            try (InputStream file = arrivals.pass(body, 1).orElseThrow()) {
                came.set(new String(file.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            } catch (IOException lost) {
                came.set("lost");
            }
        });
        waiting.await();

        assertThat(arrivals.pass(InputStream.nullInputStream(), 1)).isEmpty();
        assertThat(stalled.isAlive()).isTrue();
        nanos.addAndGet(Arrivals.LONGEST.toNanos() + 1);
        assertThat(arrivals.pass(InputStream.nullInputStream(), 1)).isEmpty();
        stalled.join();

        assertThat(came.get()).isEqualTo("lost");
        assertThat(arrivals.pass(InputStream.nullInputStream(), 1)).isPresent();
    }

    /// An end of a body that does something before it says that it is the end.
    private static final class Meanwhile extends InputStream {

        private interface Step {
            void go() throws IOException;
        }

        private final Step step;
        private boolean asked;

        Meanwhile(Step step) {
            this.step = step;
        }

        @Override
        public int read() throws IOException {
            if (!asked) {
                asked = true;
                step.go();
            }
            return -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return read();
        }
    }

    private static byte[] body(int size) {
        byte[] body = new byte[size];
        for (int i = 0; i < size; i++) {
            body[i] = (byte) i;
        }
        return body;
    }
}
