package dev.aisle.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Load on one server from several connections at once: each asks the next question as soon as the last is
/// answered, or when it is due. One thread serves all connections, so that a load generator on the same cores as the
/// server takes as little of them as it can, however many connections there are.
final class Load {

    private static final int SCRATCH = 256 * 1024;
    private static final long LONGEST_ANSWER_NANOS = Duration.ofSeconds(30).toNanos();

    private static final Duration LONGEST_ROUND = Duration.ofMinutes(15);

    /// A selector waits for whole milliseconds; for what is left it is asked so often.
    private static final long GRAIN_NANOS = 50_000;

    private final URI base;
    private final Function<SplittableRandom, byte[]> requests;
    private final byte[] proof;
    private final boolean polite;

    /// @param requests whole requests, drawn anew for each exchange
    /// @param proof what the beginning of a right answer has in it
    Load(URI base, Function<SplittableRandom, byte[]> requests, String proof) {
        this(base, requests, proof.getBytes(StandardCharsets.UTF_8), false);
    }

    private Load(URI base, Function<SplittableRandom, byte[]> requests, byte[] proof, boolean polite) {
        this.base = base;
        this.requests = requests;
        this.proof = proof;
        this.polite = polite;
    }

    /// The same load from a thread that has the lowest priority: what it costs to make such a load is not to be
    /// mistaken for what it does to the server.
    Load politely() {
        return new Load(base, requests, proof, true);
    }

    /// What a run came to.
    ///
    /// @param refused answered 429 or 503, which is a right answer to too many questions; not in `durations`
    /// @param failed any other answer that was not right, broken connections, and answers that never came
    record Run(long right, long refused, long failed, long bytes, double seconds, Durations durations) {

        double perSecond() {
            return right / seconds;
        }
    }

    Run closedLoop(int connections, Duration length, long seed) {
        return run(connections, 0, length, seed, Long.MAX_VALUE);
    }

    /// Each of those requests once, whatever this load draws, over so many connections.
    Run eachOnce(int connections, List<byte[]> all) {
        Iterator<byte[]> next = all.iterator();
        return new Load(base, ignored -> next.next(), proof, polite).run(connections, 0, LONGEST_ROUND, 0, all.size());
    }

    /// So many requests a second in all, as far as the connections can carry them; a request that starts late
    /// counts from when it was due.
    Run atRate(int connections, double perSecond, Duration length, long seed) {
        return run(connections, perSecond, length, seed, Long.MAX_VALUE);
    }

    private Run run(int connections, double perSecond, Duration length, long seed, long most) {
        long gap = perSecond > 0 ? (long) (connections * 1e9 / perSecond) : 0;
        return CompletableFuture.supplyAsync(
                        () -> {
                            if (polite) {
                                Politeness.standBack();
                            }
                            try (Conversations all = new Conversations(connections, gap, seed, most)) {
                                return all.go(length);
                            } catch (IOException broken) {
                                throw new UncheckedIOException(broken);
                            }
                        },
                        task -> Thread.ofPlatform().daemon().start(task))
                .join();
    }

    /// One caller on one connection.
    private static final class Caller {

        private final SplittableRandom random;
        private @Nullable LoadTalk talk;
        private long due;
        private long asked;

        Caller(SplittableRandom random, long due) {
            this.random = random;
            this.due = due;
        }
    }

    private final class Conversations implements AutoCloseable {

        private final Selector selector = Selector.open();
        private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH);
        private final List<Caller> callers = new ArrayList<>();
        private final PriorityQueue<Caller> silent = new PriorityQueue<>(Comparator.comparingLong(it -> it.due));
        private final Durations durations = new Durations();
        private final long start = System.nanoTime();
        private final long gap;
        private long left;
        private long refused;
        private long failed;
        private long bytes;

        Conversations(int connections, long gap, long seed, long most) throws IOException {
            this.gap = gap;
            this.left = most;
            for (int i = 0; i < connections; i++) {
                callers.add(new Caller(new SplittableRandom(seed * 1_000 + i), gap * i / connections));
            }
            silent.addAll(callers);
        }

        Run go(Duration length) throws IOException {
            long end = length.toNanos();
            long now = sinceStart();
            while (now < end && left > 0) {
                while (left > 0 && !silent.isEmpty() && silent.element().due <= now) {
                    left--;
                    ask(silent.remove());
                }
                listen(Math.min(end, silent.isEmpty() ? end : silent.element().due));
                now = sinceStart();
            }
            long patience = now + LONGEST_ANSWER_NANOS;
            while (silent.size() < callers.size() && now < patience) {
                listen(patience);
                now = sinceStart();
            }
            failed += callers.size() - silent.size();
            return new Run(durations.count(), refused, failed, bytes, now / 1e9, durations);
        }

        private long sinceStart() {
            return System.nanoTime() - start;
        }

        private void ask(Caller caller) {
            byte[] request = requests.apply(caller.random);
            caller.asked = gap > 0 ? caller.due : sinceStart();
            caller.due = gap > 0 ? caller.due + gap : caller.asked;
            try {
                LoadTalk talk = caller.talk;
                if (talk == null) {
                    talk = new LoadTalk(base, selector, caller);
                    caller.talk = talk;
                }
                talk.ask(request);
            } catch (IOException broken) {
                hangUp(caller);
            }
        }

        private void listen(long until) throws IOException {
            long wait = until - sinceStart();
            if (wait >= 1_000_000) {
                selector.select(this::hear, wait / 1_000_000);
            } else if (selector.selectNow(this::hear) == 0 && wait > 0) {
                LockSupport.parkNanos(Math.min(wait, GRAIN_NANOS));
            }
        }

        private void hear(SelectionKey key) {
            Caller caller = (Caller) key.attachment();
            LoadTalk talk = caller.talk;
            try {
                if (talk != null && talk.hear(scratch)) {
                    count(talk, sinceStart() - caller.asked);
                    silent.add(caller);
                }
            } catch (IOException broken) {
                hangUp(caller);
            }
        }

        private void count(LoadTalk talk, long duration) {
            int status = talk.status();
            if (status == 200 && talk.beginningHas(proof)) {
                durations.add(duration);
                bytes += talk.bodyLength();
            } else if (status == 429 || status == 503) {
                refused++;
            } else {
                failed++;
            }
        }

        private void hangUp(Caller caller) {
            failed++;
            close(caller);
            caller.talk = null;
            silent.add(caller);
        }

        private static void close(Caller caller) {
            LoadTalk talk = caller.talk;
            if (talk == null) {
                return;
            }
            try {
                talk.close();
            } catch (IOException alreadyGone) {
                // so it is closed
            }
        }

        @Override
        public void close() throws IOException {
            callers.forEach(Conversations::close);
            selector.close();
        }
    }
}
