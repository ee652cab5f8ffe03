package dev.aisle.command;

import dev.aisle.base.problem.Problem;
import java.time.Duration;
import picocli.CommandLine.Option;

/// How long keys that were rotated out still work.
final class Grace {

    @Option(
            names = "--grace-hours",
            paramLabel = "HOURS",
            defaultValue = "24",
            description = "how long the keys before it still work (default ${DEFAULT-VALUE}; 0 stops them now)")
    private int hours;

    Duration length() {
        if (hours < 0) {
            throw Problem.of(Problem.Code.INVALID, "--grace-hours must be 0 or more.");
        }
        return Duration.ofHours(hours);
    }
}
