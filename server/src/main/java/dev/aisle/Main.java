package dev.aisle;

import dev.aisle.command.Aisle;

/// The program: `./aisle serve` and the operator's commands.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Aisle.run(arguments));
    }
}
