package dev.aisle.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/// Load on one server from several connections at once: each asks the next question as soon as the last is
/// answered, or when it is due.
final class Load {

    private static final int BEGINNING = 600;

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

    /// The same load from threads that have the lowest priority: what it costs to make such a load is not to be
    /// mistaken for what it does to the server.
    Load politely() {
        return new Load(base, requests, proof, true);
    }

    /// What a run came to.
    ///
    /// @param refused answered 429 or 503, which is a right answer to too many questions; not in `durations`
    /// @param failed any other answer that was not right, and broken connections
    record Run(long right, long refused, long failed, long bytes, double seconds, Durations durations) {

        double perSecond() {
            return right / seconds;
        }
    }

    Run closedLoop(int connections, Duration length, long seed) {
        return run(connections, 0, length, seed);
    }

    /// So many requests a second in all, as far as the connections can carry them; a request that starts late
    /// counts from when it was due.
    Run atRate(int connections, double perSecond, Duration length, long seed) {
        return run(connections, perSecond, length, seed);
    }

    private Run run(int connections, double perSecond, Duration length, long seed) {
        AtomicBoolean over = new AtomicBoolean();
        long start = System.nanoTime();
        long gap = perSecond > 0 ? (long) (connections * 1e9 / perSecond) : 0;
        List<Client> clients = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Client client =
                    new Client(new SplittableRandom(seed * 1_000 + i), start + gap * i / connections, gap, over);
            clients.add(client);
            threads.add(Thread.ofPlatform().daemon().start(client));
        }
        try {
            TimeUnit.NANOSECONDS.sleep(length.toNanos());
            over.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Durations all = new Durations();
        clients.forEach(client -> all.addAll(client.durations));
        return new Run(
                all.count(),
                clients.stream().mapToLong(it -> it.refused).sum(),
                clients.stream().mapToLong(it -> it.failed).sum(),
                clients.stream().mapToLong(it -> it.bytes).sum(),
                seconds,
                all);
    }

    private final class Client implements Runnable {

        private final SplittableRandom random;
        private final long gap;
        private final AtomicBoolean over;
        private final Durations durations = new Durations();
        private long due;
        private long refused;
        private long failed;
        private long bytes;

        Client(SplittableRandom random, long due, long gap, AtomicBoolean over) {
            this.random = random;
            this.due = due;
            this.gap = gap;
            this.over = over;
        }

        @Override
        public void run() {
            if (polite) {
                Politeness.standBack();
            }
            while (!over.get()) {
                try (LoadTalk talk = new LoadTalk(base)) {
                    while (!over.get()) {
                        ask(talk);
                    }
                } catch (IOException broken) {
                    failed++;
                }
            }
        }

        private void ask(LoadTalk talk) throws IOException {
            long asked = gap > 0 ? waitUntilDue() : System.nanoTime();
            int status = talk.exchange(requests.apply(random));
            if (status == 200 && talk.beginningHas(proof, BEGINNING)) {
                durations.add(System.nanoTime() - asked);
                bytes += talk.bodyLength();
            } else if (status == 429 || status == 503) {
                refused++;
            } else {
                failed++;
            }
        }

        private long waitUntilDue() {
            long asked = due;
            due += gap;
            long left = asked - System.nanoTime();
            if (left > 0) {
                LockSupport.parkNanos(left);
            }
            return asked;
        }
    }
}
