package dev.aisle.command;

import picocli.CommandLine.Option;

/// The option that says how much of a long list is shown.
final class Limit {

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "how many to show (default: ${DEFAULT-VALUE})")
    private int rows;

    int rows() {
        return rows;
    }
}
