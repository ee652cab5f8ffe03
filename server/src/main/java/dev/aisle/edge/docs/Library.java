package dev.aisle.edge.docs;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// All pages: the guides, in the order in which they are read, and the reference of each API.
public final class Library {

    private static final List<String> GUIDES = List.of(
            "start",
            "partner-quick-start",
            "connect-link",
            "agents-over-mcp",
            "rest-v1",
            "errors-and-limits",
            "catalog-global-extension",
            "buy-links",
            "feeds",
            "webhooks",
            "partner-account",
            "subscriptions",
            "affiliate-programmes",
            "reporting");

    private final List<Page> guides;
    private final List<Page> references;

    public Library(List<OpenApi> documents) {
        this.guides = GUIDES.stream()
                .map(name -> new Page(name, Resources.text("guides/" + name + ".md")))
                .toList();
        this.references = documents.stream().map(Reference::of).toList();
    }

    List<Page> guides() {
        return guides;
    }

    List<Page> references() {
        return references;
    }

    List<Page> pages() {
        return Stream.concat(guides.stream(), references.stream()).toList();
    }

    /// A page by its name, its path, or its address; with or without `.md` or a place in it.
    Optional<Page> find(String said) {
        String bare = said.replaceFirst("[#?].*$", "").replaceFirst("\\.md$", "");
        String name = bare.substring(bare.lastIndexOf('/') + 1);
        return pages().stream().filter(it -> it.name().equals(name)).findFirst();
    }

    /// What llms.txt says: the pages as Markdown, with what each is about.
    ///
    /// @param base of the docs, without a slash at the end
    String llmsText(String base) {
        StringBuilder out = new StringBuilder("""
                # Aisle

                > An open product graph for shopping agents: what shops sell, at what price, and where to buy it. Agents
                > ask over MCP, UCP or REST; partners bring merchants in.

                Every page is Markdown, and every example in it is executed by a test. The pages can be searched and
                read over MCP at %1$s/_mcp/server.

                ## Guides

                """.formatted(base));
        guides.forEach(it -> entry(it, base, out));
        out.append("\n## Reference\n\n");
        references.forEach(it -> entry(it, base, out));
        for (String document : List.of("partner", "rest", "ucp")) {
            out.append("- [OpenAPI: %s](%s/openapi/%s.json)\n".formatted(document, base, document));
        }
        out.append("- [MCP tools](%s/openapi/mcp-tools.json)\n".formatted(base));
        return out.toString();
    }

    private static void entry(Page page, String base, StringBuilder out) {
        out.append("- [%s](%s/%s.md): %s\n".formatted(page.title(), base, page.name(), page.summary()));
    }
}
