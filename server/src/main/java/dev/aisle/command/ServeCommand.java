package dev.aisle.command;

import dev.aisle.Serving;
import dev.aisle.Settings;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `./aisle serve`: everything on one port, until Ctrl-C or SIGTERM.
@Command(name = "serve", description = "Run the server: everything on one port.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "port to listen on (AISLE_PORT, default 8080; 0 takes a free one)")
    private @Nullable Integer port;

    @Mixin
    private final Installation installation = new Installation();

    @Override
    public Integer call() throws InterruptedException {
        Settings settings =
                installation.settings(port == null ? Map.of() : Map.of("AISLE_PORT", Integer.toString(port)));
        Serving serving = Serving.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(serving)));
        System.out.println("aisle is ready at " + serving.address());
        serving.awaitStop();
        return 0;
    }

    /// A stop that was asked for and went well is no failure, whatever the signal's number.
    private static void stop(Serving serving) {
        serving.close();
        Runtime.getRuntime().halt(0);
    }
}
