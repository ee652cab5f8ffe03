package dev.aisle;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./aisle serve`: everything on one port, until Ctrl-C or SIGTERM.
@Command(name = "serve", description = "Run the server: everything on one port.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    @Option(names = "--port", description = "port to listen on (AISLE_PORT, default 8080; 0 takes a free one)")
    private @Nullable Integer port;

    @Option(names = "--data", description = "data folder (AISLE_DATA)")
    private @Nullable Path data;

    @Option(names = "--config", description = "properties file with settings")
    private @Nullable Path config;

    @Override
    public Integer call() throws InterruptedException {
        Map<String, String> commandLine = new TreeMap<>();
        if (port != null) {
            commandLine.put("AISLE_PORT", port.toString());
        }
        if (data != null) {
            commandLine.put("AISLE_DATA", data.toString());
        }
        Serving serving = Serving.start(Settings.read(System.getenv(), Optional.ofNullable(config), commandLine));
        Runtime.getRuntime().addShutdownHook(new Thread(serving::close));
        System.out.println("aisle is ready at http://127.0.0.1:" + serving.port());
        serving.awaitStop();
        return 0;
    }
}
