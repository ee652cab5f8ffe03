package dev.aisle.edge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.json.Json;
import dev.aisle.edge.HttpEdge;
import dev.aisle.edge.catalogapi.Tools;
import dev.aisle.edge.mcp.McpEndpoint;
import dev.aisle.edge.wire.AllowedHosts;
import dev.aisle.edge.wire.Arrivals;
import dev.aisle.edge.wire.Callers;
import dev.aisle.edge.wire.Gate;
import dev.aisle.edge.wire.Proxies;
import dev.aisle.edge.wire.RateLimits;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocsSiteTest {

    private static final String BASE = "http://127.0.0.1:8080";

    private final HttpClient http = HttpClient.newHttpClient();
    private Library library;
    private HttpEdge edge;

    @BeforeAll
    void open() {
        OpenApi.Bases bases = new OpenApi.Bases(BASE, BASE, BASE);
        List<OpenApi> documents = OpenApi.all(bases, new Tools());
        library = new Library(documents);
        McpEndpoint mcp = new McpEndpoint(
                "/docs/_mcp/server",
                new Gate(new AllowedHosts(List.of()), new Arrivals()),
                new Callers(key -> Optional.empty(), Proxies.NONE),
                new RateLimits(1_000, 1_000, InstantSource.system()),
                new DocsTools(library, BASE + "/docs"),
                "test");
        edge = HttpEdge.start(
                "127.0.0.1",
                0,
                () -> true,
                List.of(new ApiDocuments(documents, new Tools()), mcp, new DocsSite(library, BASE + "/docs", bases)));
    }

    @AfterAll
    void close() {
        edge.close();
        http.close();
    }

    @Test
    void everyPageIsServedAsHtmlAndAsItWasWritten() throws Exception {
        for (Page page : library.pages()) {
            HttpResponse<String> html = get(page.path());
            HttpResponse<String> text = get(page.path() + ".md");

            assertThat(html.statusCode()).isEqualTo(200);
            assertThat(Jsoup.parse(html.body()).select("main h1").text()).isEqualTo(page.title());
            assertThat(text.headers().firstValue("content-type")).contains("text/markdown; charset=utf-8");
            assertThat(text.body()).isEqualTo(page.markdown());
        }
    }

    @Test
    void aPageAllowsNoScriptAndNoStyleButItsFiles() throws Exception {
        for (Page page : library.pages()) {
            HttpResponse<String> answer = get(page.path());
            Document document = Jsoup.parse(answer.body());

            assertThat(answer.headers().firstValue("content-security-policy").orElseThrow())
                    .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(document.select("script:not([src]), style, [style], [onclick]"))
                    .isEmpty();
        }
    }

    @Test
    void aPageCanBeReadByKeyboardAndScreenReader() throws Exception {
        for (Page page : library.pages()) {
            Document document = Jsoup.parse(get(page.path()).body());

            assertThat(document.select("html").attr("lang")).isEqualTo("en");
            assertThat(document.select("h1")).hasSize(1);
            assertThat(document.select("a.skip[href=#main]")).hasSize(1);
            assertThat(document.select("meta[name=viewport]")).hasSize(1);
            assertThat(document.select("pre:not([tabindex])")).isEmpty();
            assertThat(document.select("input:not([id])")).isEmpty();
            assertThat(document.select("[aria-current=page]").text()).isEqualTo(page.title());
            Set<String> ids = new HashSet<>();
            for (Element heading : document.select("main h1, main h2")) {
                assertThat(ids.add(heading.id()))
                        .as("two headings " + heading.id() + " in " + page.name())
                        .isTrue();
            }
        }
    }

    @Test
    void everyLinkLeadsSomewhere() throws Exception {
        Set<String> known = Set.of("/docs", "/llms.txt", "/docs/ucp/schemas/catalog_global.json");
        for (Page page : library.pages()) {
            Document document = Jsoup.parse(get(page.path()).body(), BASE + page.path());
            for (Element link : document.select("a[href]")) {
                URI to = URI.create(link.absUrl("href"));
                if (to.toString().startsWith(BASE) && !known.contains(to.getPath())) {
                    assertThat(get(to.getPath()).statusCode())
                            .as(page.name() + " links to " + to)
                            .isEqualTo(200);
                }
                if (to.getFragment() != null && to.getPath().equals(page.path())) {
                    assertThat(document.getElementById(to.getFragment()))
                            .as(page.name() + " " + to)
                            .isNotNull();
                }
            }
        }
    }

    @Test
    void llmsTextListsEveryPage() throws Exception {
        String text = get("/llms.txt").body();

        assertThat(text).startsWith("# Aisle\n\n> ").contains(BASE + "/docs/_mcp/server");
        for (Page page : library.pages()) {
            assertThat(text).contains("- [" + page.title() + "](" + BASE + page.path() + ".md): ");
        }
    }

    @Test
    void aSearchFindsTheSectionThatSaysIt() throws Exception {
        Document found =
                Jsoup.parse(get("/docs/search?q=price+filter+another+currency").body());
        Document nothing = Jsoup.parse(get("/docs/search?q=%3Cscript%3Exyzzy").body());

        assertThat(found.expectFirst("ol.hits a").attr("href"))
                .isEqualTo("/docs/catalog-global-extension#prices-in-other-currencies");
        assertThat(nothing.select("main [role=status]").text()).isEqualTo("0 sections for “<script>xyzzy”");
        assertThat(nothing.select("main script")).isEmpty();
    }

    @Test
    void theExtensionIsDescribedWhereTheProfileSaysSo() throws Exception {
        assertThat(get("/docs/ucp/catalog-global-extension").body())
                .isEqualTo(get("/docs/catalog-global-extension").body())
                .contains("com.trychannel3.catalog.global");
    }

    @Test
    void anUnknownPageSaysSo() throws Exception {
        assertThat(get("/docs/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void anAgentSearchesAndReadsOverMcp() throws Exception {
        JsonNode tools = rpc("tools/list", "{}").at("/result/tools");
        String found = tool("search", "{\"query\":\"rotate a key\"}")
                .at("/content/0/text")
                .asString();
        JsonNode read = tool("read", "{\"page\":\"" + BASE + "/docs/start#give-out-keys\"}");
        JsonNode unknown = tool("read", "{\"page\":\"nothing\"}");

        assertThat(tools.valueStream().map(it -> it.path("name").asString())).containsExactly("search", "read");
        assertThat(found).startsWith("## Start: Give out keys\n" + BASE + "/docs/start#give-out-keys");
        assertThat(read.at("/content/0/text").asString())
                .isEqualTo(library.find("start").orElseThrow().markdown());
        assertThat(unknown.path("isError").asBoolean(false)).isTrue();
        assertThat(unknown.at("/content/0/text").asString()).contains("partner-quick-start");
        assertThat(rpc("tools/call", "{\"name\":\"search\",\"arguments\":{}}")
                        .at("/error/message")
                        .asString())
                .contains("arguments.query");
        assertThat(rpc("tools/call", "{\"name\":\"search_catalog\"}")
                        .at("/error/message")
                        .asString())
                .contains("search, read");
    }

    private JsonNode tool(String name, String arguments) throws Exception {
        return rpc("tools/call", "{\"name\":\"" + name + "\",\"arguments\":" + arguments + "}")
                .path("result");
    }

    private JsonNode rpc(String method, String params) throws Exception {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}";
        return Json.tree(http.send(
                        HttpRequest.newBuilder(uri("/docs/_mcp/server"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + edge.port() + path);
    }
}
