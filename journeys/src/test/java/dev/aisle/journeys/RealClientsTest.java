package dev.aisle.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The built server, filled from the sample street, as programs see it that other people wrote: Shopify's
/// ucp-cli with strict schemas, the MCP inspector, the official conformance suites, and the client
/// libraries that agents are built on. Each is a process of its own, and they run side by side. Where npm cannot
/// bring them, each test is skipped with the reason.
@ExtendWith(CrawledStreet.Visit.class)
@Execution(ExecutionMode.CONCURRENT)
class RealClientsTest {

    private static final int PAGE = 5;

    private static CrawledStreet street;
    private static AnswerSchemas schemas;
    private static String product;
    private static String page;
    private static List<List<Object>> questions;
    private static RealClients clients;

    @BeforeAll
    static void install(CrawledStreet crawled) throws IOException {
        street = crawled;
        schemas = new AnswerSchemas(
                street.talk(), street.server().base(), CrawledStreet.HOME.resolve("../shared/ucp-schemas/2026-04-08"));
        var shoe = Truth.pages(street.talk(), "lantern", street.street().shop("lantern")).stream()
                .filter(one -> one.family().equals("fjell-2") && one.stock().equals("in_stock"))
                .findFirst()
                .orElseThrow();
        page = shoe.url();
        product = new Agent(street.talk(), street.server().base())
                .call("lookup_catalog", Map.of("urls", List.of(page)))
                .answer()
                .path("products")
                .path(0)
                .path("id")
                .asString("");
        questions = List.of(
                List.of("search_catalog", Map.of("query", "trail running shoe")),
                List.of("search_catalog", Map.of("query", "*", "filters", Map.of("colour", "red"))),
                List.of("lookup_catalog", Map.of("ids", List.of(product, "none"), "urls", List.of(page))),
                List.of("get_product", Map.of("id", product)),
                List.of("get_product", Map.of("id", "none")));
        clients = RealClients.install(
                CrawledStreet.HOME.resolve("journeys/clients"), CrawledStreet.HOME.resolve("journeys/target/clients"));
        if (!clients.missing().isEmpty()) {
            System.out.println("RealClientsTest skipped: " + clients.missing());
        }
    }

    @BeforeEach
    void needClients() {
        assumeThat(clients.missing()).as("why the clients are not installed").isEmpty();
    }

    @Test
    void ucpCliDiscoversTheServer() throws IOException {
        JsonNode found = ucp("discover", "--refresh");

        assertThat(found.toString())
                .contains(
                        "dev.ucp.shopping.catalog.search",
                        "com.trychannel3.catalog.global",
                        street.server().base() + "/mcp");
    }

    @Test
    void ucpCliSearchesByTextWithContextAndPageSize() throws IOException {
        JsonNode found = ucp(
                "catalog",
                "search",
                "--set",
                "/query=running shoe",
                "--set",
                "/context/address_country=US",
                "--set",
                "/pagination/limit=" + PAGE);

        assertThat(valid("search_catalog", found).path("products")).hasSizeBetween(2, PAGE);
    }

    @Test
    void ucpCliSearchesWithEveryFilterThereIs() throws IOException {
        String filters = """
                {"query":"shoe","placements":["affiliate"],"filters":{"website_ids":["%s"],"condition":["new","secondhand"],
                "price":{"min":100,"max":100000},"categories":["running-shoes"],"exclude_brand_ids":["none"],
                "available":true,"gender":"unisex","age":"adult"}}
                """.formatted(street.street().shop("lantern").getAuthority());

        JsonNode found = ucp("catalog", "search", "--input", filters.replace("\n", ""));

        assertThat(valid("search_catalog", found).path("products")).isNotEmpty();
        assertThat(found.path("result")
                        .path("messages")
                        .valueStream()
                        .map(message -> message.path("code").asString("")))
                .containsExactly("key_needed", "unknown_brand", "price_filter_converted");
    }

    @Test
    void ucpCliTakesTheServerForItsDefaultCatalog() throws IOException {
        var ended = clients.run(
                ucpSettings(Map.of("UCP_DEFAULT_CATALOG", street.server().base().toString())),
                "node",
                clients.script("@shopify/ucp-cli", "dist/bin.js"),
                "catalog",
                "search",
                "--set",
                "/query=shoe",
                "--format",
                "json");

        assertThat(valid("search_catalog", json(ended)).path("products")).isNotEmpty();
    }

    @Test
    void ucpCliLooksUpIdsAndPages() throws IOException {
        JsonNode ids = ucp("catalog", "lookup", "--input", "{\"ids\":[\"" + product + "\",\"nope\"]}");
        JsonNode urls = ucp("catalog", "lookup", "--input", "{\"urls\":[\"" + page + "&utm_source=x#top\"]}");

        assertThat(valid("lookup_catalog", ids)
                        .path("products")
                        .path(0)
                        .path("id")
                        .asString(""))
                .isEqualTo(product);
        assertThat(ids.path("result").path("messages").path(0).path("code").asString(""))
                .isEqualTo("not_found");
        assertThat(valid("lookup_catalog", urls)
                        .path("products")
                        .path(0)
                        .path("id")
                        .asString(""))
                .isEqualTo(product);
    }

    @Test
    void ucpCliGetsAProductAndIsToldOfAMissingOne() throws IOException {
        JsonNode found = ucp(
                "catalog",
                "get_product",
                product,
                "--set",
                "/selected/0/name=Size",
                "--set-string",
                "/selected/0/label=42");
        JsonNode none = ucp("catalog", "get_product", "nope");

        assertThat(valid("get_product", found).path("product").path("options")).isNotEmpty();
        assertThat(valid("get_product", none).path("ucp").path("status").asString(""))
                .isEqualTo("error");
    }

    @Test
    void theInspectorFindsNoFaultInTheTools() throws IOException {
        passes(inspector("--method", "tools/list", "--strict"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void theInspectorHoldsAnAnswerAgainstTheOutputSchema(int question) throws IOException {
        String tool = String.valueOf(questions.get(question).getFirst());
        String arguments = Talk.JSON.writeValueAsString(
                Map.of("catalog", questions.get(question).getLast()));

        var ended = inspector("--method", "tools/call", "--tool-name", tool, "--tool-args-json", arguments);

        JsonNode answer = json(ended).path("result").path("structuredContent");
        assertThat(schemas.faults(tool, answer)).isEmpty();
    }

    @Test
    void theInspectorsSmallLoadIsAnsweredWithoutAnError() throws IOException {
        var ended = inspector(
                "--method",
                "tools/call",
                "--tool-name",
                "search_catalog",
                "--tool-args-json",
                "{\"catalog\":{\"query\":\"shoe\"}}",
                "--load",
                "--load-requests",
                "200",
                "--load-concurrency",
                "4",
                "-q");

        assertThat(json(ended).path("result").path("ok").asInt(0)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"server-initialize", "ping", "tools-list", "dns-rebinding-protection"})
    void theConformanceScenariosOfAToolServerPass(String scenario) throws IOException {
        passes(conformance("@modelcontextprotocol/conformance", "--scenario", scenario));
    }

    @Test
    void theConformanceSuiteFailsOnlyWhereTheServerHasNoSuchFeature() throws IOException {
        passes(conformance("@modelcontextprotocol/conformance", "--expected-failures", "mcp-conformance-baseline.yml"));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-06-18, active, mcp-conformance-baseline.yml",
        "2025-11-25, active, mcp-conformance-baseline.yml",
        "2026-07-28, all, mcp-conformance-baseline-2026.yml"
    })
    void thePreviewSuiteAgreesForEveryRevision(String version, String suite, String baseline) throws IOException {
        passes(conformance(
                "conformance-preview", "--suite", suite, "--spec-version", version, "--expected-failures", baseline));
    }

    @Test
    void theTypeScriptClientTakesEveryAnswerAndHandsOverARefusal() throws IOException {
        List<List<Object>> asked = new ArrayList<>(questions);
        asked.add(List.of("lookup_catalog", Map.of()));

        var ended = clients.run(Map.of(), "node", "sdk.mjs", endpoint(), Talk.JSON.writeValueAsString(asked));

        JsonNode answers = json(ended);
        validAnswers(answers);
        assertThat(answers.path(questions.size()).path("refused").asInt(0)).isEqualTo(-32602);
        assertThat(answers.path(questions.size()).path("message").asString("")).contains("needs ids or urls");
    }

    @Test
    void theAiSdkCallsEveryTool() throws IOException {
        var ended = clients.run(Map.of(), "node", "ai-sdk.mjs", endpoint(), Talk.JSON.writeValueAsString(questions));

        validAnswers(json(ended));
    }

    @Test
    void mcpRemoteCarriesACallOverStandardInput() throws IOException {
        List<String> answers = clients.converse(
                Map.of(
                        "MCP_REMOTE_CONFIG_DIR",
                        street.work().resolve("mcp-remote").toString()),
                List.of("""
                        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
                        "capabilities":{},"clientInfo":{"name":"journey","version":"0"}}}""", """
                        {"jsonrpc":"2.0","method":"notifications/initialized"}""", """
                        {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"search_catalog",\
                        "arguments":{"catalog":{"query":"shoe"}}}}"""),
                "node",
                clients.script("mcp-remote", "dist/proxy.js"),
                endpoint(),
                "--transport",
                "http-only",
                "--allow-http");

        assertThat(answers).hasSize(2);
        JsonNode answer = Talk.JSON.readTree(answers.get(1)).path("result").path("structuredContent");
        assertThat(answer.path("products")).isNotEmpty();
        assertThat(schemas.faults("search_catalog", answer)).isEmpty();
    }

    @Test
    void theSchemasOfUcpTookPart() {
        if (!schemas.official()) {
            System.out.println("RealClientsTest: ../shared/ucp-schemas is not there; answers were held against the"
                    + " schemas that the server declares");
        }
        assumeThat(schemas.official()).as("UCP's schemas beside the project").isTrue();
    }

    private static void validAnswers(JsonNode answers) {
        assertThat(answers.size()).isGreaterThanOrEqualTo(questions.size());
        answers.valueStream()
                .filter(one -> !one.has("refused"))
                .forEach(one -> assertThat(schemas.faults(one.path("tool").asString(""), one.path("answer")))
                        .isEmpty());
    }

    /// What ucp-cli printed as the answer it got, put together again and found valid.
    private static JsonNode valid(String tool, JsonNode printed) {
        ObjectNode answer = (ObjectNode) printed.path("result").deepCopy();
        answer.set("ucp", printed.path("ucp"));
        assertThat(schemas.faults(tool, answer)).isEmpty();
        return answer;
    }

    /// What ucp-cli prints, which must end well.
    private static JsonNode ucp(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("node", clients.script("@shopify/ucp-cli", "dist/bin.js")));
        command.addAll(List.of(words));
        command.addAll(List.of("--business", street.server().base().toString(), "--format", "json"));
        return json(clients.run(ucpSettings(Map.of()), command.toArray(String[]::new)));
    }

    private static Map<String, String> ucpSettings(Map<String, String> more) throws IOException {
        var settings = new HashMap<>(more);
        settings.put("UCP_HOME", Files.createTempDirectory(street.work(), "ucp").toString());
        settings.put("UCP_TEST_ALLOW_INSECURE_LOCALHOST", "true");
        settings.put("UCP_STRICT_SCHEMA", "1");
        return settings;
    }

    private static RealClients.Ended inspector(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "node",
                clients.script("@modelcontextprotocol/inspector", "clients/launcher/build/index.js"),
                "--cli",
                endpoint(),
                "--transport",
                "http",
                "--format",
                "json"));
        command.addAll(List.of(words));
        return clients.run(Map.of(), command.toArray(String[]::new));
    }

    private static RealClients.Ended conformance(String suite, String... words) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("node", clients.script(suite, "dist/index.js"), "server", "--url", endpoint()));
        command.addAll(List.of(words));
        return clients.run(Map.of(), command.toArray(String[]::new));
    }

    private static String endpoint() {
        return street.server().base() + "/mcp";
    }

    private static JsonNode json(RealClients.Ended ended) {
        passes(ended);
        return Talk.JSON.readTree(ended.out());
    }

    private static void passes(RealClients.Ended ended) {
        assertThat(ended.code()).as("%s%s", ended.out(), ended.log()).isZero();
    }
}
