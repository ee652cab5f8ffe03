package dev.aisle.edge.docs;

import dev.aisle.edge.mcp.RpcError;
import dev.aisle.edge.mcp.RpcFailure;
import dev.aisle.edge.mcp.ToolAnswer;
import dev.aisle.edge.mcp.Toolbox;
import dev.aisle.edge.wire.Caller;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The docs as tools of an MCP server: search, and read.
public final class DocsTools implements Toolbox {

    private static final String SEARCH = "search";
    private static final String READ = "read";
    private static final int MOST_HITS = 8;

    private final Library library;
    private final DocsSearch search;
    private final String base;

    /// @param base of the docs, without a slash at the end
    public DocsTools(Library library, String base) {
        this.library = library;
        this.search = new DocsSearch(library);
        this.base = base;
    }

    @Override
    public String serverName() {
        return "aisle-docs";
    }

    @Override
    public List<String> names() {
        return List.of(SEARCH, READ);
    }

    @Override
    public byte[] list() {
        return Resources.bytes("docs_tools.json");
    }

    @Override
    public ToolAnswer call(String name, JsonNode arguments, Caller caller) throws RpcFailure {
        return name.equals(SEARCH) ? found(text(arguments, "query")) : page(text(arguments, "page"));
    }

    private ToolAnswer found(String query) {
        List<DocsSearch.Hit> hits = search.find(query, MOST_HITS);
        return new ToolAnswer.Text(
                hits.isEmpty()
                        ? "Nothing found. The pages are: " + names(", ")
                        : hits.stream()
                                .map(it -> "## %s: %s\n%s%s\n\n%s"
                                        .formatted(
                                                it.section().page().title(),
                                                it.section().title(),
                                                base,
                                                it.section().path().substring("/docs".length()),
                                                it.excerpt()))
                                .collect(Collectors.joining("\n\n")),
                false);
    }

    private ToolAnswer page(String page) {
        return library.find(page)
                .map(it -> new ToolAnswer.Text(it.markdown(), false))
                .orElseGet(() ->
                        new ToolAnswer.Text("There is no page '" + page + "'. The pages are: " + names(", "), true));
    }

    private String names(String between) {
        return library.pages().stream().map(Page::name).collect(Collectors.joining(between));
    }

    private static String text(JsonNode arguments, String name) throws RpcFailure {
        JsonNode said = arguments.path(name);
        if (!said.isString() || said.stringValue().isBlank()) {
            throw new RpcFailure(RpcError.invalidParams(
                    "arguments." + name + " must be a text that is not empty.", "invalid_request"));
        }
        return said.stringValue();
    }
}
