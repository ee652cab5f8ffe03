package dev.aisle.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/// Searches over HTTP from several connections at once: as fast as the answers come, or at a given rate.
final class SearchLoad {

    /// Which door the searches knock at.
    enum Door {
        REST,
        MCP
    }

    /// What a run came to. A request counts as failed unless it was answered 200 with a `products` member.
    record Run(long requests, long failed, double seconds, Durations durations) {
        double perSecond() {
            return requests / seconds;
        }
    }

    private final URI base;
    private final Door door;
    private final QueryLog log;
    private final double filtered;

    /// @param filtered the share of queries that carry a filter
    SearchLoad(URI base, Door door, QueryLog log, double filtered) {
        this.base = base;
        this.door = door;
        this.log = log;
        this.filtered = filtered;
    }

    Run closedLoop(int connections, Duration length, long seed) {
        return run(connections, length, seed, 0);
    }

    /// Requests start at their due time, whether or not earlier ones were answered, up to the number of connections.
    Run atRate(int connections, double perSecond, Duration length, long seed) {
        return run(connections, length, seed, perSecond);
    }

    private Run run(int connections, Duration length, long seed, double perSecond) {
        AtomicBoolean over = new AtomicBoolean();
        long start = System.nanoTime();
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            long gap = perSecond > 0 ? (long) (connections * 1e9 / perSecond) : 0;
            clients.add(new Client(new SplittableRandom(seed + i), start + gap * i / connections, gap, over));
        }
        List<Thread> threads = clients.stream()
                .map(client -> Thread.ofPlatform().daemon().start(client))
                .toList();
        try {
            Thread.sleep(length);
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
        long failed = clients.stream().mapToLong(client -> client.failed).sum();
        return new Run(all.count(), failed, seconds, all);
    }

    private String body(SplittableRandom random) {
        String query = log.next(random);
        String filters = random.nextDouble() < filtered
                ? switch (random.nextInt(3)) {
                    case 0 -> ",\"filters\":{\"price\":{\"max\":20000}}";
                    case 1 -> ",\"filters\":{\"condition\":[\"new\"],\"price\":{\"min\":2000}}";
                    default -> ",\"filters\":{\"website_ids\":[\"shop00.example.com\",\"shop01.example.com\"]}";
                }
                : "";
        String catalog = "{\"query\":\"" + query + "\"" + filters + "}";
        return door == Door.REST
                ? catalog
                : "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"search_catalog\","
                        + "\"arguments\":{\"catalog\":" + catalog + "}}}";
    }

    private final class Client implements Runnable {

        private final SplittableRandom random;
        private final long gap;
        private final AtomicBoolean over;
        private final Durations durations = new Durations();
        private long due;
        private long failed;

        Client(SplittableRandom random, long due, long gap, AtomicBoolean over) {
            this.random = random;
            this.due = due;
            this.gap = gap;
            this.over = over;
        }

        @Override
        public void run() {
            try (HttpTalk talk = new HttpTalk(base)) {
                while (!over.get()) {
                    long asked = gap > 0 ? waitUntilDue() : System.nanoTime();
                    HttpTalk.Answer answer = talk.post(door == Door.REST ? "/catalog/search" : "/mcp", body(random));
                    durations.add(System.nanoTime() - asked);
                    if (answer.status() != 200 || !answer.body().contains("\"products\"")) {
                        failed++;
                    }
                }
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        private long waitUntilDue() {
            long asked = due;
            due += gap;
            long left = asked - System.nanoTime();
            if (left > 0) {
                java.util.concurrent.locks.LockSupport.parkNanos(left);
            }
            return asked;
        }
    }
}
