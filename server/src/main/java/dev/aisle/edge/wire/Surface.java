package dev.aisle.edge.wire;

import io.helidon.webserver.http.HttpRules;

/// Some routes of one audience, mounted on the one server.
public interface Surface {

    void mount(HttpRules rules);
}
