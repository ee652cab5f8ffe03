package dev.aisle.edge.wire;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Whose question is answered next. As many are answered at a time as there are places; a place that falls
/// free goes to the account that was served least of late, counted in the time its answers took, and of one
/// account to the question that waits longest. While several accounts ask, none has all places. So an
/// account that asks a lot waits for itself, and others hardly for it.
/// Of an account that asks several at once a question gives way in the middle to somebody who was served less, as
/// often as it says that it may.
///
/// Answering is work for a processor, so a question that is under way leaves its thread seldom: were it to
/// begin at once, questions would queue where threads queue for processors, in the order in which they came.
/// So each waits here first, until all that have arrived do.
final class Turns {

    /// Questions of one account that wait; the next one is turned away.
    static final int MOST_WAITING_OF_ONE = 100;

    private static final int MOST_WAITING = 1_000;
    private static final long PATIENCE_NANOS = Duration.ofSeconds(2).toNanos();

    /// An account that has asked nothing for so long is not counted among those that ask.
    private static final long SILENCE_NANOS = Duration.ofSeconds(1).toNanos();

    /// What an answer is taken to cost until that is known.
    private static final long USUAL_NANOS = Duration.ofMillis(1).toNanos();

    private static final ScopedValue<Place> CURRENT = ScopedValue.newInstance();

    private final int atOnce;
    private final int atOnceOfOne;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Line> lines = new HashMap<>();
    /// Those that have somebody waiting and may begin another one, the least served first.
    private final TreeSet<Line> ready =
            new TreeSet<>(Comparator.comparingLong((Line line) -> line.served).thenComparingLong(line -> line.number));

    private int underWay;
    private int waiting;

    /// Somebody waits for a place. Looked at without the lock.
    private volatile boolean wanted;
    private long lineNumbers;
    private long sweptAt = System.nanoTime();
    /// How far those were served that began last: whoever comes anew is taken to have had as much.
    private long served;

    /// @param atOnce how many questions are answered at a time
    Turns(int atOnce) {
        this.atOnce = Math.max(2, atOnce);
        this.atOnceOfOne = this.atOnce - Math.max(1, this.atOnce / 4);
    }

    /// One account's questions.
    private static final class Line {

        private final long number;
        private final Deque<Waiter> waiters = new ArrayDeque<>();
        private int underWay;
        private long served;
        private long askedAt;

        Line(long number) {
            this.number = number;
        }

        boolean isIdle() {
            return underWay == 0 && waiters.isEmpty();
        }
    }

    private static final class Waiter {

        private final Thread thread = Thread.currentThread();
        private volatile boolean admitted;
        private boolean sleeps;
    }

    /// What a question holds while it is answered.
    private static final class Place {

        private final Turns turns;
        private final Line line;
        private long began = System.nanoTime();

        Place(Turns turns, Line line) {
            this.turns = turns;
            this.line = line;
        }
    }

    /// Whether a question of the account would be turned away now, so that nobody need read it.
    boolean areFull(String account) {
        lock.lock();
        try {
            Line line = lines.get(account);
            return waiting >= MOST_WAITING || (line != null && line.waiters.size() >= MOST_WAITING_OF_ONE);
        } finally {
            lock.unlock();
        }
    }

    /// Does the work when the account's turn comes; nothing where too many wait already, or it took too long.
    <T, X extends Throwable> Optional<T> take(String account, ScopedValue.CallableOp<T, X> work) throws X {
        Optional<Line> line = enter(account);
        if (line.isEmpty()) {
            return Optional.empty();
        }
        Place place = new Place(this, line.get());
        try {
            return Optional.of(ScopedValue.where(CURRENT, place).call(work));
        } finally {
            leave(place);
        }
    }

    /// Waits for something outside, and lets others have the place meanwhile; afterwards the work goes on at
    /// once.
    static <T> T outside(Supplier<T> waitingWork) {
        if (!CURRENT.isBound()) {
            return waitingWork.get();
        }
        Place place = CURRENT.get();
        place.turns.leave(place);
        try {
            return waitingWork.get();
        } finally {
            place.turns.comeBack(place);
        }
    }

    /// Lets those arrive that have come meanwhile, and a question go first whose account was served less, if this
    /// one's account asks others besides; to be called now and then in the middle of the work.
    @SuppressWarnings("ThreadPriorityCheck") // a thread that only calculates is never interrupted for another one
    static void giveWay() {
        if (CURRENT.isBound()) {
            Thread.yield();
            Place place = CURRENT.get();
            if (place.turns.wanted) {
                place.turns.giveWay(place);
            }
        }
    }

    private void giveWay(Place place) {
        Line line = place.line;
        Waiter waiter;
        lock.lock();
        try {
            if (!shouldGiveWay(place)) {
                return;
            }
            waiter = new Waiter();
            line.waiters.addFirst(waiter);
            waiting++;
            end(place);
        } finally {
            lock.unlock();
        }
        if (waits(waiter, line)) {
            place.began = System.nanoTime();
        } else {
            comeBack(place);
        }
    }

    private boolean shouldGiveWay(Place place) {
        Line line = place.line;
        boolean asksMore = line.underWay > 1 || !line.waiters.isEmpty();
        return asksMore
                && !ready.isEmpty()
                && ready.first() != line
                && ready.first().served < line.served + costAboveUsual(place);
    }

    @SuppressWarnings("ThreadPriorityCheck") // fair without it too, but only among those that have arrived here
    private Optional<Line> enter(String account) {
        Line line;
        Waiter waiter = new Waiter();
        lock.lock();
        try {
            long now = System.nanoTime();
            sweep(now);
            line = lines.computeIfAbsent(account, ignored -> new Line(lineNumbers++));
            line.askedAt = now;
            if (line.waiters.size() >= MOST_WAITING_OF_ONE || waiting >= MOST_WAITING) {
                return Optional.empty();
            }
            if (line.isIdle()) {
                line.served = Math.max(line.served, served);
            }
            line.waiters.add(waiter);
            waiting++;
            place(line);
        } finally {
            lock.unlock();
        }
        Thread.yield();
        return waits(waiter, line) ? Optional.of(line) : Optional.empty();
    }

    private boolean waits(Waiter waiter, Line line) {
        lock.lock();
        try {
            callNext();
            waiter.sleeps = !waiter.admitted;
        } finally {
            lock.unlock();
        }
        long end = System.nanoTime() + PATIENCE_NANOS;
        long left = PATIENCE_NANOS;
        while (!waiter.admitted && left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, left);
            left = end - System.nanoTime();
        }
        return waiter.admitted || !givesUp(waiter, line);
    }

    /// Whether it could: it may have been admitted at the last moment.
    private boolean givesUp(Waiter waiter, Line line) {
        lock.lock();
        try {
            if (waiter.admitted) {
                return false;
            }
            displace(line);
            line.waiters.remove(waiter);
            waiting--;
            place(line);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void leave(Place place) {
        lock.lock();
        try {
            end(place);
        } finally {
            lock.unlock();
        }
    }

    private void end(Place place) {
        Line line = place.line;
        displace(line);
        line.served += costAboveUsual(place);
        line.underWay--;
        underWay--;
        place(line);
        callNext();
    }

    private static long costAboveUsual(Place place) {
        return System.nanoTime() - place.began - USUAL_NANOS;
    }

    /// Over the limit for a moment, rather than late with what is nearly done.
    private void comeBack(Place place) {
        lock.lock();
        try {
            displace(place.line);
            begin(place.line);
            place(place.line);
            place.began = System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    private void callNext() {
        while (underWay < atOnce && !ready.isEmpty()) {
            Line line = ready.first();
            displace(line);
            if (line.underWay < mostOfOne()) {
                Waiter next = line.waiters.remove();
                waiting--;
                begin(line);
                place(line);
                next.admitted = true;
                if (next.sleeps) {
                    LockSupport.unpark(next.thread);
                }
            }
        }
        wanted = !ready.isEmpty();
    }

    private void begin(Line line) {
        served = Math.max(served, line.served);
        line.served += USUAL_NANOS;
        line.underWay++;
        underWay++;
    }

    private int mostOfOne() {
        return lines.size() > 1 ? atOnceOfOne : atOnce;
    }

    private void place(Line line) {
        if (!line.waiters.isEmpty() && line.underWay < mostOfOne()) {
            ready.add(line);
        }
    }

    private void displace(Line line) {
        ready.remove(line);
    }

    /// Forgets those that have not asked for a while. Who waits alone then may have more places than before.
    private void sweep(long now) {
        if (now - sweptAt < SILENCE_NANOS) {
            return;
        }
        sweptAt = now;
        lines.values().removeIf(line -> line.isIdle() && now - line.askedAt > SILENCE_NANOS);
        lines.values().forEach(this::place);
    }
}
