package dev.aisle.command;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `./aisle credentials rekey`.
@Command(
        name = "credentials",
        description = "Stored credentials of merchants' platforms.",
        mixinStandardHelpOptions = true)
final class CredentialsCommand {

    @Command(
            name = "rekey",
            description = "Seal every stored credential with a fresh key, beside a running server or without one.",
            mixinStandardHelpOptions = true)
    int rekey(@Mixin Installation installation, @Mixin Printer printer) {
        int sealed = installation.with(wiring -> wiring.credentials().rekey());
        printer.print(Map.of("sealed_anew", sealed));
        return 0;
    }
}
