package dev.aisle.partner.source;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Asks for several things of one platform at the same time, few enough to be no burden.
public final class AtOnce {

    private static final int AT_ONCE = 4;

    private AtOnce() {}

    /// What the question gives for each, in their order.
    public static <T, R> List<R> each(Iterable<T> things, Function<T, R> question) {
        try (ExecutorService asking =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<Future<R>> asked = new ArrayList<>();
            things.forEach(thing -> asked.add(asking.submit(() -> question.apply(thing))));
            List<R> answers = new ArrayList<>();
            for (Future<R> each : asked) {
                answers.add(each.get());
            }
            return answers;
        } catch (ExecutionException broken) {
            throw new IllegalStateException(broken.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
