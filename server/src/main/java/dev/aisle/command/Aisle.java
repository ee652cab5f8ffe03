package dev.aisle.command;

import picocli.CommandLine.Command;

/// The front door's commands.
@Command(
        name = "aisle",
        description = "An open, self-hosted product graph for shopping agents.",
        mixinStandardHelpOptions = true)
public final class Aisle {}
