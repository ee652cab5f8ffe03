package dev.aisle.command;

import java.io.Console;
import java.util.Optional;

/// One line that keeps up with long work, on a terminal; silence in a pipe.
final class Progress {

    private static final long SHOWN_EVERY_NANOS = 200_000_000;

    private final boolean visible;
    private long shownAt = System.nanoTime();
    private boolean dirty;

    Progress(boolean silent) {
        this.visible = !silent
                && Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent();
    }

    void show(String line) {
        long now = System.nanoTime();
        if (visible && now - shownAt > SHOWN_EVERY_NANOS) {
            System.err.print("\r\u001b[K" + line);
            shownAt = now;
            dirty = true;
        }
    }

    void end() {
        if (dirty) {
            System.err.print("\r\u001b[K");
        }
    }
}
