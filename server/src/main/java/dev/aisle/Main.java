package dev.aisle;

import dev.aisle.command.Aisle;
import picocli.CommandLine;

/// The program: `./aisle serve` and the operator's commands.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return new CommandLine(new Aisle())
                .addSubcommand(new ServeCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println(line.getColorScheme().errorText(String.valueOf(failure.getMessage())));
                    if (!(failure instanceof Settings.Wrong || failure instanceof dev.aisle.base.problem.Problem)) {
                        failure.printStackTrace(line.getErr());
                    }
                    return 1;
                })
                .execute(arguments);
    }
}
