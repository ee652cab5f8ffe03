package dev.aisle.journeys;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Tells what happens, line by line; in colour on a terminal only.
final class Story {

    private static final int LINE = 150;

    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private final boolean terminal =
            Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    private final boolean colour = terminal && System.getenv("NO_COLOR") == null;
    private final List<String> wrong = new ArrayList<>();

    void chapter(String title) {
        out.println();
        out.println(paint("1;36", title));
    }

    void say(String line) {
        out.println("  " + line);
    }

    void request(String line) {
        out.println("  " + paint("33", "> " + cut(line)));
    }

    void answer(Talk.Reply reply, String inShort) {
        String line = "< %d in %d ms  %s".formatted(reply.status(), reply.millis(), inShort);
        out.println("  " + paint(reply.status() < 400 ? "32" : "31", cut(line)));
    }

    void detail(String line) {
        out.println("      " + cut(line));
    }

    /// A line of somebody else's log, whole.
    void quote(String line) {
        out.println("      " + line);
    }

    /// A line that the next one replaces; not shown where lines cannot be replaced.
    void passing(String line) {
        if (terminal) {
            out.print("\r\033[K  " + cut(line));
            out.flush();
        }
    }

    void passed() {
        if (terminal) {
            out.print("\r\033[K");
            out.flush();
        }
    }

    void expect(boolean asItShouldBe, String otherwise) {
        if (!asItShouldBe) {
            wrong.add(otherwise);
            out.println("  " + paint("1;31", "NOT AS IT SHOULD BE: " + otherwise));
        }
    }

    List<String> wrong() {
        return List.copyOf(wrong);
    }

    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }

    private String paint(String code, String line) {
        return colour ? "\033[" + code + "m" + line + "\033[0m" : line;
    }

    private static String cut(String line) {
        return line.length() > LINE ? line.substring(0, LINE - 3) + "..." : line;
    }
}
