package dev.aisle.edge.wire;

import io.helidon.webserver.http.HttpRules;
import java.util.List;

/// Some routes of one audience, mounted on the one server.
public interface Surface {

    void mount(HttpRules rules);

    /// The calls that developers may make here, each of which the served OpenAPI documents describe; none where the
    /// surface is for browsers or for platforms that know what to call.
    default List<Endpoint> endpoints() {
        return List.of();
    }
}
