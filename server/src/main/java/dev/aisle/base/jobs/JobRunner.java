package dev.aisle.base.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.aisle.base.db.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs due jobs of the kinds it is given, several at a time. Several runners, also in other processes,
/// share the work and never run one job twice at once. A job whose runner was killed is run again within
/// [#DEAD_AFTER].
public final class JobRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    private static final int AT_ONCE = 8;
    private static final Duration POLLED_EVERY = Duration.ofMillis(250);
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(10);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 12;
    /// Parts of [#AT_ONCE] in jobs claimed: asked for more below the first, never more than the second.
    private static final double CLAIM_BELOW = 0.5;
    private static final double CLAIM_TO = 1.0;

    /// How long a killed runner's job may lie.
    static final Duration DEAD_AFTER = HEARTBEAT.multipliedBy(MISSED_HEARTBEATS + 1);

    private final Scheduler scheduler;
    private final ExecutorService workers;

    public JobRunner(Database database, Map<String, Job> kinds, InstantSource time) {
        List<Task<?>> tasks = new ArrayList<>();
        kinds.forEach((kind, job) -> tasks.add(task(kind, job, time)));
        this.workers = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofVirtual().name("job-", 0).factory());
        this.scheduler = Scheduler.create(database.source(), tasks)
                .clock(time::instant)
                .schedulerName(new SchedulerName.Fixed("aisle-" + UUID.randomUUID()))
                .threads(AT_ONCE)
                .executorService(workers)
                .pollUsingLockAndFetch(CLAIM_BELOW, CLAIM_TO)
                .pollingInterval(POLLED_EVERY)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(LONGEST_GOODBYE)
                .failureLogging(LogLevel.OFF, false)
                .build();
    }

    public void start() {
        scheduler.start();
    }

    /// Lets running jobs end for a while, then lets go of them: they are run again.
    @Override
    public void close() {
        scheduler.stop();
        workers.shutdownNow();
    }

    private static Task<Void> task(String kind, Job job, InstantSource time) {
        return Tasks.custom(kind, Void.class)
                .onFailure((complete, operations) -> tryLater(kind, complete, operations, time))
                .onDeadExecutionRevive()
                .execute((instance, context) -> next(job.run(instance.getId())));
    }

    private static CompletionHandler<Void> next(Job.Next next) {
        return (complete, operations) -> {
            switch (next) {
                case Job.Next.At at -> operations.reschedule(complete, at.due());
                case Job.Next.Done done -> operations.remove();
            }
        };
    }

    private static void tryLater(
            String kind, ExecutionComplete complete, ExecutionOperations<Void> operations, InstantSource time) {
        int failures = complete.getExecution().consecutiveFailures;
        Duration doubled = FIRST_RETRY.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        Duration wait = doubled.compareTo(LAST_RETRY) < 0 ? doubled : LAST_RETRY;
        LOG.error(
                "job failed kind={} key={} failures={} again_in={}s",
                kind,
                complete.getExecution().getId(),
                failures + 1,
                wait.toSeconds(),
                complete.getCause().orElse(null));
        operations.reschedule(complete, time.instant().plus(wait));
    }
}
