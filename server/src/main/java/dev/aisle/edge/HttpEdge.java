package dev.aisle.edge;

import dev.aisle.edge.wire.Surface;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The one HTTP server with every surface on it, and the two probes for whoever watches the process.
public final class HttpEdge implements AutoCloseable {

    /// Held, because java.util.logging forgets the level of a logger that nobody holds.
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    private final WebServer server;

    private HttpEdge(WebServer server) {
        this.server = server;
    }

    /// Serves at once; `ready` decides what `/readyz` says.
    public static HttpEdge start(String host, int port, BooleanSupplier ready, List<Surface> surfaces) {
        HELIDON.setLevel(Level.WARNING);
        HttpRouting.Builder routing = HttpRouting.builder()
                .get("/healthz", (request, response) -> response.send("ok\n"))
                .get("/readyz", (request, response) -> {
                    boolean serves = ready.getAsBoolean();
                    response.status(serves ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503)
                            .send(serves ? "ready\n" : "starting\n");
                });
        surfaces.forEach(surface -> surface.mount(routing));
        return new HttpEdge(WebServer.builder()
                .host(host)
                .port(port)
                .shutdownHook(false)
                // its other kind of socket sends an answer in pieces of 8 KB, each with a call and two copies of its
                // own
                .useNio(false)
                // an answer's last piece must not wait 40 ms for the caller's delayed acknowledgement (RFC 1122, 4.2.3)
                .connectionOptions(options -> options.tcpNoDelay(true))
                .routing(routing)
                .build()
                .start());
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
