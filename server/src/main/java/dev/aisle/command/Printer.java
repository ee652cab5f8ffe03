package dev.aisle.command;

import dev.aisle.base.json.Json;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// How a command prints what it did: lines for people, or one JSON object a line with `--json`.
final class Printer {

    @Option(names = "--json", description = "print JSON instead of text")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before a command runs
    private CommandSpec command;

    boolean isJson() {
        return json;
    }

    /// One object, its fields in their order.
    void print(Map<String, ?> fields) {
        if (json) {
            out().println(Json.write(fields));
        } else {
            int widest = fields.keySet().stream().mapToInt(String::length).max().orElse(0);
            fields.forEach((name, value) ->
                    out().println(name.replace('_', ' ') + " ".repeat(widest - name.length() + 2) + value));
        }
        out().flush();
    }

    /// JSON that is ready.
    void printRaw(String text) {
        out().println(text);
        out().flush();
    }

    /// A sentence for people; silence with `--json`.
    void say(String sentence) {
        if (!json) {
            out().println(sentence);
            out().flush();
        }
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }
}
