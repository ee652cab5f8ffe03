package dev.aisle.base.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobsTest {

    private static final int MANY = 1_000;

    private final InstantSource time = InstantSource.system();
    private final Database database = TestDatabase.fresh();
    private final Jobs jobs = new Jobs(database.db());
    private final List<JobRunner> runners = new ArrayList<>();

    @AfterEach
    void close() {
        runners.forEach(JobRunner::close);
        database.close();
    }

    @Test
    void twoRunnersOverManyJobsRunNoneTwice() {
        Map<String, Integer> runs = new ConcurrentHashMap<>();
        database.db().transact(() -> {
            for (int i = 0; i < MANY; i++) {
                jobs.put("count", "n" + i, time.instant());
            }
        });

        Job count = key -> {
            runs.merge(key, 1, Integer::sum);
            return new Job.Next.Done();
        };
        run(Map.of("count", count));
        run(Map.of("count", count));

        await(() -> runs.size() == MANY);
        assertThat(runs.values()).containsOnly(1);
        await(() -> jobs.due("count", "n0").isEmpty());
    }

    @Test
    void whatIsAskedForInATransactionThatFailsIsNotDue() {
        try {
            database.db().transact(() -> {
                jobs.put("never", "k", time.instant());
                throw new IllegalStateException("no");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("no");
        }

        assertThat(jobs.due("never", "k")).isEmpty();
    }

    @Test
    void theEarliestWishCounts() {
        Instant noon = Instant.parse("2099-01-01T12:00:00Z");

        jobs.put("sync", "k", noon);
        jobs.put("sync", "k", noon.plusSeconds(60));
        assertThat(jobs.due("sync", "k")).contains(noon);
        jobs.put("sync", "k", noon.minusSeconds(60));

        assertThat(jobs.due("sync", "k")).contains(noon.minusSeconds(60));
        jobs.remove("sync", "k");
        assertThat(jobs.due("sync", "k")).isEmpty();
    }

    @Test
    void whatIsAskedForWhileItRunsRunsOnceMore() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        run(Map.of("done", key -> {
            if (runs.incrementAndGet() == 1) {
                running.countDown();
                waitFor(asked);
            }
            return new Job.Next.Done();
        }));

        jobs.put("done", "k", time.instant());
        assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
        jobs.put("done", "k", time.instant());
        asked.countDown();

        await(() -> runs.get() == 2);
        await(() -> jobs.due("done", "k").isEmpty());
    }

    @Test
    void aWishDuringARunGoesBeforeItsOwnNextTime() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        run(Map.of("yearly", key -> {
            if (runs.incrementAndGet() == 1) {
                running.countDown();
                waitFor(asked);
            }
            return new Job.Next.At(time.instant().plus(Duration.ofDays(365)));
        }));

        jobs.put("yearly", "k", time.instant());
        assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
        jobs.put("yearly", "k", time.instant());
        asked.countDown();

        await(() -> runs.get() == 2);
        await(() -> jobs.due("yearly", "k")
                .filter(due -> due.isAfter(time.instant().plus(Duration.ofDays(300))))
                .isPresent());
    }

    @Test
    void aJobThatFailsIsTriedAgain() {
        AtomicInteger runs = new AtomicInteger();
        run(Map.of("shaky", key -> {
            if (runs.incrementAndGet() == 1) {
                throw new IllegalStateException("not yet");
            }
            return new Job.Next.Done();
        }));

        jobs.put("shaky", "k", time.instant());

        await(() -> runs.get() == 2);
    }

    @Test
    void aJobWhoseRunnerWasKilledIsRunAgain() {
        Instant longAgo = time.instant().minus(JobRunner.DEAD_AFTER.multipliedBy(2));
        jobs.put("killed", "k", longAgo);
        database.db().execute("""
                update scheduled_tasks set picked = true, picked_by = 'a dead runner', last_heartbeat = ?
                where task_instance = 'k'
                """, longAgo);
        AtomicInteger runs = new AtomicInteger();

        run(Map.of("killed", key -> {
            runs.incrementAndGet();
            return new Job.Next.Done();
        }));

        await(() -> runs.get() == 1);
    }

    private void run(Map<String, Job> kinds) {
        JobRunner runner = new JobRunner(database, kinds, time);
        runners.add(runner);
        runner.start();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static void await(BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(20));
            Thread.onSpinWait();
            sleepBriefly();
        }
    }

    private static void sleepBriefly() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
