package dev.aisle.edge.wire;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Whose question is answered next. Some are answered at once, of one account at most half of them; when a place
/// falls
/// free, it goes to the account with the fewest of its questions under way, and among those to the one that has
/// waited
/// longest. So an account that asks a lot waits for itself, and others hardly for it.
final class Turns {

    /// Questions of one account that wait; the next one is turned away.
    static final int MOST_WAITING_OF_ONE = 100;

    private static final int MOST_WAITING = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final ScopedValue<Place> CURRENT = ScopedValue.newInstance();

    private final int atOnce;
    private final int atOnceOfOne;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Line> lines = new HashMap<>();
    /// Those that have somebody waiting, by how many of theirs are under way; the one that has waited longest first.
    private final List<SequencedSet<Line>> waitingLines = new ArrayList<>();

    private int underWay;
    private int waiting;

    /// @param atOnce how many questions are answered at a time
    Turns(int atOnce) {
        this.atOnce = Math.max(2, atOnce);
        this.atOnceOfOne = this.atOnce / 2;
        for (int i = 0; i < atOnceOfOne; i++) {
            waitingLines.add(new LinkedHashSet<>());
        }
    }

    /// One account's questions.
    private static final class Line {

        private final String account;
        private final Deque<Waiter> waiters = new ArrayDeque<>();
        private int underWay;

        Line(String account) {
            this.account = account;
        }
    }

    private static final class Waiter {

        private final Condition called;
        private boolean admitted;

        Waiter(Condition called) {
            this.called = called;
        }
    }

    private record Place(Turns turns, Line line) {}

    /// Does the work when the account's turn comes; nothing where too many wait already, or it took too long.
    <T, X extends Throwable> Optional<T> take(String account, ScopedValue.CallableOp<T, X> work) throws X {
        Optional<Line> line = enter(account);
        if (line.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    ScopedValue.where(CURRENT, new Place(this, line.get())).call(work));
        } finally {
            leave(line.get());
        }
    }

    /// Waits for something outside, and lets others have the place meanwhile; afterwards the work goes on at once.
    static <T> T outside(Supplier<T> waitingWork) {
        if (!CURRENT.isBound()) {
            return waitingWork.get();
        }
        Place place = CURRENT.get();
        place.turns().leave(place.line());
        try {
            return waitingWork.get();
        } finally {
            place.turns().comeBack(place.line());
        }
    }

    private Optional<Line> enter(String account) {
        lock.lock();
        try {
            Line line = lines.computeIfAbsent(account, Line::new);
            if (line.waiters.isEmpty() && underWay < atOnce && line.underWay < atOnceOfOne) {
                begin(line);
                return Optional.of(line);
            }
            return line.waiters.size() < MOST_WAITING_OF_ONE && waiting < MOST_WAITING && waits(line)
                    ? Optional.of(line)
                    : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private boolean waits(Line line) {
        Waiter waiter = new Waiter(lock.newCondition());
        line.waiters.add(waiter);
        waiting++;
        if (line.waiters.size() == 1) {
            place(line);
        }
        try {
            long left = PATIENCE.toNanos();
            while (!waiter.admitted && left > 0) {
                left = waiter.called.awaitNanos(left);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        if (!waiter.admitted) {
            waiting--;
            line.waiters.remove(waiter);
            if (line.waiters.isEmpty()) {
                displace(line);
                forgetIfIdle(line);
            }
        }
        return waiter.admitted;
    }

    private void leave(Line line) {
        lock.lock();
        try {
            displace(line);
            line.underWay--;
            underWay--;
            place(line);
            callNext();
            forgetIfIdle(line);
        } finally {
            lock.unlock();
        }
    }

    /// Over the limit for a moment, rather than late with what is nearly done.
    private void comeBack(Line line) {
        lock.lock();
        try {
            displace(line);
            lines.putIfAbsent(line.account, line);
            begin(line);
            place(line);
        } finally {
            lock.unlock();
        }
    }

    private void callNext() {
        for (int i = 0; i < waitingLines.size() && underWay < atOnce; i++) {
            SequencedSet<Line> candidates = waitingLines.get(i);
            while (!candidates.isEmpty() && underWay < atOnce) {
                Line line = candidates.removeFirst();
                Waiter waiter = line.waiters.remove();
                waiting--;
                begin(line);
                place(line);
                waiter.admitted = true;
                waiter.called.signal();
            }
        }
    }

    private void begin(Line line) {
        line.underWay++;
        underWay++;
    }

    private void place(Line line) {
        if (!line.waiters.isEmpty() && line.underWay < atOnceOfOne) {
            waitingLines.get(line.underWay).add(line);
        }
    }

    private void displace(Line line) {
        if (line.underWay < atOnceOfOne) {
            waitingLines.get(line.underWay).remove(line);
        }
    }

    private void forgetIfIdle(Line line) {
        if (line.underWay == 0 && line.waiters.isEmpty()) {
            lines.remove(line.account, line);
        }
    }
}
