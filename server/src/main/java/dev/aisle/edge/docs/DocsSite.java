package dev.aisle.edge.docs;

import dev.aisle.edge.wire.Surface;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The docs as pages: each as HTML and, with `.md` behind its name, as it was written; a search that needs no script;
/// and llms.txt. It answers everything below `/docs` that no surface before it does.
public final class DocsSite implements Surface {

    private static final String HTML = "text/html; charset=utf-8";
    private static final String CACHED = "public, max-age=300";
    private static final String EXTENSION = "catalog-global-extension";
    private static final int MOST_HITS = 20;

    private final Library library;
    private final DocsSearch search;
    private final String base;
    private final String policy;
    private final String server;
    private final Markdown markdown = new Markdown();
    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

    /// @param base of the docs, without a slash at the end
    /// @param bases of what can be tried from a page
    public DocsSite(Library library, String base, OpenApi.Bases bases) {
        this.library = library;
        this.search = new DocsSearch(library);
        this.base = base;
        this.server = bases.api();
        Set<String> tried = new LinkedHashSet<>(List.of("'self'", origin(bases.api()), origin(bases.ucp())));
        this.policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src "
                + String.join(" ", tried) + "; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }

    @Override
    public void mount(HttpRules rules) {
        for (Page page : library.pages()) {
            byte[] html = page(page).getBytes(StandardCharsets.UTF_8);
            byte[] text = page.markdown().getBytes(StandardCharsets.UTF_8);
            rules.get(page.path(), (request, response) -> send(200, HTML, html, response));
            rules.get(
                    page.path() + ".md",
                    (request, response) -> send(200, "text/markdown; charset=utf-8", text, response));
        }
        // where the profile says that the extension is described
        rules.get(
                "/docs/ucp/" + EXTENSION,
                (request, response) -> send(
                        200,
                        HTML,
                        page(library.find(EXTENSION).orElseThrow()).getBytes(StandardCharsets.UTF_8),
                        response));
        byte[] home = home().getBytes(StandardCharsets.UTF_8);
        byte[] llms = library.llmsText(base).getBytes(StandardCharsets.UTF_8);
        for (String path : List.of("/docs", "/docs/")) {
            rules.get(path, (request, response) -> send(200, HTML, home, response));
        }
        for (String path : List.of("/llms.txt", "/docs/llms.txt")) {
            rules.get(path, (request, response) -> send(200, "text/plain; charset=utf-8", llms, response));
        }
        byte[] style = Resources.bytes("style.css");
        byte[] script = Resources.bytes("try.js");
        rules.get("/docs/style.css", (request, response) -> send(200, "text/css; charset=utf-8", style, response));
        rules.get("/docs/try.js", (request, response) -> send(200, "text/javascript; charset=utf-8", script, response));
        rules.get("/docs/search", this::search);
        rules.get(
                "/docs/*",
                (request, response) -> send(
                        404,
                        HTML,
                        render(
                                        "Not found",
                                        "",
                                        "<h1>Not found</h1><p>There is no such page. The search may find it.</p>")
                                .getBytes(StandardCharsets.UTF_8),
                        response));
    }

    private void search(ServerRequest request, ServerResponse response) {
        String query = request.query().first("q").orElse("").strip();
        List<DocsSearch.Hit> hits = query.isEmpty() ? List.of() : search.find(query, MOST_HITS);
        String found = hits.stream()
                .map(it -> "<li><a href=\"" + escaped(it.section().path()) + "\">"
                        + escaped(it.section().page().title())
                        + (it.section().anchor().isEmpty()
                                ? ""
                                : ": " + escaped(it.section().title())) + "</a><p>"
                        + escaped(it.excerpt()) + "</p></li>")
                .collect(Collectors.joining("", "<ol class=\"hits\">", "</ol>"));
        String html = "<h1>Search</h1><p role=\"status\">"
                + (query.isEmpty()
                        ? "Type what you look for."
                        : hits.size() + (hits.size() == 1 ? " section" : " sections") + " for “" + escaped(query) + "”")
                + "</p>" + found;
        send(200, HTML, render("Search", query, html).getBytes(StandardCharsets.UTF_8), response);
    }

    private String home() {
        StringBuilder text = new StringBuilder(Resources.text("guides/home.md")).append("\n\n## Guides\n\n");
        library.guides().forEach(it -> entry(it, text));
        text.append("\n## Reference\n\n");
        library.references().forEach(it -> entry(it, text));
        return render("Aisle docs", "", markdown.html(text.toString()));
    }

    private static void entry(Page page, StringBuilder text) {
        text.append("- [").append(page.title()).append("](").append(page.path()).append("): ");
        text.append(page.summary()).append('\n');
    }

    private String page(Page page) {
        return render(
                page.title(),
                "",
                markdown.html(page.markdown()),
                Map.of("page", page.name(), "contents", page.contents()));
    }

    private String render(String title, String query, String html) {
        return render(title, query, html, Map.of("page", "", "contents", List.of()));
    }

    private String render(String title, String query, String html, Map<String, Object> more) {
        Map<String, Object> parameters = new HashMap<>(more);
        parameters.put("title", title);
        parameters.put("query", query);
        parameters.put("html", html);
        parameters.put("server", server);
        parameters.put("guides", links(library.guides()));
        parameters.put("references", links(library.references()));
        StringOutput out = new StringOutput();
        engine.render("docs/page.jte", parameters, out);
        return out.toString();
    }

    private static List<PageLink> links(List<Page> pages) {
        return pages.stream().map(it -> new PageLink(it.name(), it.title())).toList();
    }

    private void send(int status, String type, byte[] body, ServerResponse response) {
        response.status(status)
                .header(HeaderNames.CONTENT_TYPE, type)
                .header(HeaderNames.CACHE_CONTROL, CACHED)
                .header("Content-Security-Policy", policy)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .send(body);
    }

    private static String origin(String base) {
        URI url = URI.create(base);
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
