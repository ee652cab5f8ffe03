package dev.aisle.edge.docs;

import dev.aisle.base.json.Json;
import dev.aisle.edge.catalogapi.Tools;
import dev.aisle.edge.wire.Surface;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/// The machine-readable documents: OpenAPI for each API, and the tools of the catalog as MCP lists them.
public final class ApiDocuments implements Surface {

    private final List<OpenApi> documents;
    private final byte[] tools;

    public ApiDocuments(List<OpenApi> documents, Tools tools) {
        this.documents = documents;
        this.tools = tools.list();
    }

    @Override
    public void mount(HttpRules rules) {
        for (OpenApi document : documents) {
            byte[] bytes = Json.bytes(document.tree());
            rules.get("/docs/openapi/" + document.name() + ".json", (request, response) -> send(bytes, response));
        }
        rules.get("/docs/openapi/mcp-tools.json", (request, response) -> send(tools, response));
    }

    private static void send(byte[] document, ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, "application/json")
                .header(HeaderNames.CACHE_CONTROL, "public, max-age=300")
                .header("Access-Control-Allow-Origin", "*")
                .send(document);
    }
}
