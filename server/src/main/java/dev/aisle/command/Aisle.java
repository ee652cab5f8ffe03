package dev.aisle.command;

import dev.aisle.Settings;
import dev.aisle.base.problem.Problem;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The front door's commands. A command's mistake is told in one line and exit code 1; a mistyped command line is 2.
@Command(
        name = "aisle",
        description = "An open, self-hosted product graph for shopping agents.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ServeCommand.class,
            PartnerCommand.class,
            VendorCommand.class,
            ProgrammeCommand.class,
            TransactionsCommand.class,
            CredentialsCommand.class,
            ImportCommand.class,
            FeedCommand.class,
            SourceCommand.class,
            RulesCommand.class,
            SearchCommand.class,
            ExplainCommand.class,
            RulingCommand.class
        })
public final class Aisle {

    /// Runs a command line and gives its exit code.
    public static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    public static CommandLine commandLine() {
        return new CommandLine(new Aisle()).setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println(line.getColorScheme().errorText(String.valueOf(failure.getMessage())));
            if (!isTheOperators(failure)) {
                failure.printStackTrace(line.getErr());
            }
            return CommandLine.ExitCode.SOFTWARE;
        });
    }

    private static boolean isTheOperators(Exception failure) {
        return failure instanceof Settings.Wrong || failure instanceof Problem;
    }
}
