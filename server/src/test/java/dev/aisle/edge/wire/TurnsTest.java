package dev.aisle.edge.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class TurnsTest {

    private static final int AT_ONCE = 4;

    private final Turns turns = new Turns(AT_ONCE);
    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void anAccountHasAllPlacesWhileItAsksAlone() throws InterruptedException {
        assertThat(mostAtOnceOfNoisy()).isEqualTo(AT_ONCE);
        assertThat(turns.take("noisy", () -> "free again")).contains("free again");
    }

    @Test
    void noAccountHasAllPlacesWhileAnotherAsksToo() throws InterruptedException {
        turns.take("quiet", () -> "one question");

        assertThat(mostAtOnceOfNoisy()).isEqualTo(AT_ONCE - 1);
    }

    @Test
    void theAccountThatWasServedLeastIsNext() throws InterruptedException {
        turns.take("heavy", () -> {
            LockSupport.parkNanos(50_000_000);
            return 1;
        });
        turns.take("light", () -> 1);
        CountDownLatch otherEnd = new CountDownLatch(1);
        hold("one", 3);
        holdUntil(otherEnd, "other", 1);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        List<Thread> waiting = List.of(waitingAs("heavy", order), waitingAs("light", order));
        otherEnd.countDown();
        for (Thread each : waiting) {
            each.join();
        }
        end.countDown();

        assertThat(order).containsExactly("light", "heavy");
    }

    private int mostAtOnceOfNoisy() throws InterruptedException {
        AtomicInteger together = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Thread> askers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            askers.add(Thread.ofVirtual()
                    .start(() -> turns.take("noisy", () -> {
                        most.accumulateAndGet(together.incrementAndGet(), Math::max);
                        LockSupport.parkNanos(5_000_000);
                        return together.decrementAndGet();
                    })));
        }
        for (Thread asker : askers) {
            asker.join();
        }
        return most.get();
    }

    @Test
    void anotherAccountGoesBeforeAHundredWaitingQuestionsOfANoisyOne() throws InterruptedException {
        hold("noisy", 2);
        hold("other", 2);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            waiting.add(waitingAs("noisy", order));
        }
        waiting.add(waitingAs("quiet", order));
        waiting.add(waitingAs("quiet", order));
        end.countDown();
        for (Thread each : waiting) {
            each.join();
        }

        assertThat(order).hasSize(52);
        assertThat(order.subList(0, 8)).filteredOn("quiet"::equals).hasSize(2);
    }

    /// Counted in questions, not in time: first come, first served, each would wait for the sixty before it. A few
    /// more than the places are answered while a busy machine is late to wake who was admitted.
    @Test
    void aQuietAccountWaitsForAFewQuestionsOfANoisyOneAtMost() throws InterruptedException {
        AtomicInteger noise = new AtomicInteger();
        List<Thread> noisy = IntStream.range(0, 64)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    while (end.getCount() > 0) {
                        turns.take("noisy", () -> {
                            LockSupport.parkNanos(1_000_000);
                            return noise.incrementAndGet();
                        });
                    }
                }))
                .toList();
        List<Integer> waitedFor = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            LockSupport.parkNanos(3_000_000);
            int before = noise.get();
            turns.take("quiet", () -> waitedFor.add(noise.get() - before));
        }
        end.countDown();
        for (Thread each : noisy) {
            each.join();
        }

        assertThat(noise.get()).isGreaterThan(21);
        assertThat(waitedFor.stream().sorted().toList().get(10)).isLessThanOrEqualTo(4 * AT_ONCE);
    }

    @Test
    void whoHasTooManyWaitingIsTurnedAwayAtOnceAndOthersAreNot() throws InterruptedException {
        turns.take("quiet", () -> "asks too");
        hold("noisy", 3);
        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < Turns.MOST_WAITING_OF_ONE; i++) {
            waiting.add(waitingAs("noisy", new ArrayList<>()));
        }

        assertThat(turns.areFull("noisy")).isTrue();
        assertThat(turns.areFull("quiet")).isFalse();
        assertThat(turns.take("noisy", () -> "never")).isEmpty();
        assertThat(turns.take("quiet", () -> "now")).contains("now");
        end.countDown();
        for (Thread each : waiting) {
            each.join();
        }
    }

    @Test
    void whoWaitsForSomethingOutsideLetsOthersGoOn() throws InterruptedException {
        CountDownLatch outside = new CountDownLatch(2);
        List<Thread> readers = IntStream.range(0, 2)
                .mapToObj(i -> Thread.ofVirtual()
                        .start(() -> turns.take(
                                "reader",
                                () -> Turns.outside(() -> {
                                    outside.countDown();
                                    return await(end);
                                }))))
                .toList();
        outside.await();

        assertThat(turns.take("reader", () -> "meanwhile")).contains("meanwhile");
        end.countDown();
        for (Thread reader : readers) {
            reader.join();
        }
        assertThat(turns.take("reader", () -> "afterwards")).contains("afterwards");
    }

    @Test
    void aQuestionOfAnAccountThatAsksSeveralGivesWayToAnotherAccount() throws InterruptedException {
        hold("noisy", 2);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch otherWaits = new CountDownLatch(1);
        Thread noisy = Thread.ofVirtual()
                .start(() -> turns.take("noisy", () -> {
                    await(otherWaits);
                    Turns.giveWay();
                    return order.add("noisy");
                }));
        hold("other", 1);
        Thread quiet = waitingAs("quiet", order);
        otherWaits.countDown();
        quiet.join();
        noisy.join();
        end.countDown();

        assertThat(order).containsExactly("quiet", "noisy");
        assertThat(turns.take("noisy", () -> "goes on")).contains("goes on");
    }

    @Test
    void theOnlyQuestionOfAnAccountGoesOnWhoeverWaits() throws InterruptedException {
        hold("noisy", 2);
        hold("other", 1);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch othersWait = new CountDownLatch(1);
        Thread single = Thread.ofVirtual()
                .start(() -> turns.take("single", () -> {
                    await(othersWait);
                    Turns.giveWay();
                    return order.add("single");
                }));
        while (single.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        Thread quiet = waitingAs("quiet", order);
        othersWait.countDown();
        single.join();
        quiet.join();
        end.countDown();

        assertThat(order).containsExactly("single", "quiet");
    }

    @Test
    void workThatFailsGivesItsPlaceBack() {
        for (int i = 0; i < 10; i++) {
            try {
                turns.take("failing", () -> {
                    throw new IllegalStateException("fails");
                });
            } catch (IllegalStateException expected) {
                assertThat(expected).hasMessage("fails");
            }
        }

        assertThat(turns.take("failing", () -> "works")).contains("works");
    }

    private void hold(String account, int places) throws InterruptedException {
        holdUntil(end, account, places);
    }

    private void holdUntil(CountDownLatch end, String account, int places) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(places);
        for (int i = 0; i < places; i++) {
            Thread.ofVirtual()
                    .start(() -> turns.take(account, () -> {
                        begun.countDown();
                        return await(end);
                    }));
        }
        begun.await();
    }

    private Thread waitingAs(String account, List<String> order) {
        Thread thread = Thread.ofVirtual()
                .start(() -> turns.take(account, () -> {
                    LockSupport.parkNanos(1_000_000);
                    return order.add(account);
                }));
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return thread;
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
