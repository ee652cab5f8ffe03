package dev.aisle.edge.docs;

import dev.aisle.base.json.Json;
import dev.aisle.edge.wire.Endpoint;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The command that makes an operation's call, with its examples.
final class Curl {

    private Curl() {}

    /// @param key the name of the shell variable with the key; empty for a call without one
    static String of(OpenApi document, OpenApi.Described operation, String key) {
        Endpoint endpoint = operation.endpoint();
        List<JsonNode> parameters = operation
                .tree()
                .path("parameters")
                .valueStream()
                .map(document::resolve)
                .filter(it -> it.has("example"))
                .toList();
        String path = endpoint.path();
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : parameters) {
            String name = parameter.path("name").asString();
            String value = encoded(parameter.path("example").asString());
            if (parameter.path("in").asString().equals("path")) {
                path = path.replace("{" + name + "}", value);
            } else if (parameter.path("in").asString().equals("query")) {
                query.add(name + "=" + value);
            }
        }
        List<String> parts = new ArrayList<>();
        parts.add("curl" + (endpoint.method().equals("GET") ? "" : " -X " + endpoint.method()) + " \"$AISLE" + path
                + query.stream().collect(Collectors.joining("&", query.isEmpty() ? "" : "?", "")) + "\"");
        if (!key.isEmpty()) {
            parts.add("-H \"x-api-key: $" + key + "\"");
        }
        JsonNode body = operation.tree().at("/requestBody/content/application~1json/example");
        if (!body.isMissingNode()) {
            parts.add("-H 'Content-Type: application/json'");
            parts.add("-d '" + Json.write(body) + "'");
        }
        return String.join(" \\\n  ", parts);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
