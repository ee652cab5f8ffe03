package dev.aisle.edge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.Serving;
import dev.aisle.Settings;
import dev.aisle.base.db.TestDatabase;
import dev.aisle.base.json.Json;
import dev.aisle.command.Aisle;
import dev.aisle.edge.catalogapi.Tools;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Every example on every page, executed in the order of the pages against a whole server that begins empty: commands
/// are run, calls are sent, and what the page shows as the answer must be like the answer. Nothing that stands in a
/// fence can be passed over.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExamplesTest {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final String ADVICE = """

            An example and the program differ: change whichever is wrong. On a page of the reference the call is made of
            the examples in the OpenAPI files. An id in them must be one that an earlier answer has shown, such as
            HvGOfxD, or be the path variable whose name a field of an earlier answer has; a call that must fail says so by
            `x-example-status`.
            """;
    private static final String SHOWN_SERVER = "http://localhost:8080";
    private static final Set<String> READING_COMMANDS = Set.of("search", "explain", "feed");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> variables = new LinkedHashMap<>();

    /// The last answered value of each field: what a path's variable of that name stands for, if no page has shown it.
    private final Map<String, String> answered = new LinkedHashMap<>();

    private final ApiSchemas schemas = ApiSchemas.ofDocuments();
    private SampleShops shops;
    private Serving serving;
    private Likeness likeness;
    private String base;
    private Path folder;
    private int executed;

    /// What came of a command.
    ///
    /// @param status of HTTP; 200 for a command of the operator that went well
    private record Answer(int status, Map<String, List<String>> headers, String text) {

        JsonNode json() {
            try {
                return Json.tree(text);
            } catch (JacksonException other) {
                return Json.mapper().missingNode();
            }
        }
    }

    /// A block that does something, with the blocks below it that show what comes of it.
    private record Example(Examples.Block doing, List<Examples.Block> shown) {}

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        this.folder = folder;
        shops = SampleShops.open();
        Path config = Files.writeString(folder.resolve("aisle.properties"), """
                aisle.database.url=%s
                aisle.fetch.allow=%s
                aisle.fetch.per.second=100
                aisle.rate.anonymous=100000
                """.formatted(
                        TestDatabase.freshUrl(), String.join(",", shops.domains.values())));
        serving = Serving.start(
                Settings.read(Optional.of(config), Map.of("AISLE_PORT", "0", "AISLE_DATA", folder.toString())));
        base = serving.address().toString();
        Map<String, String> names = new LinkedHashMap<>();
        names.put(SHOWN_SERVER, base);
        shops.domains.forEach((name, domain) -> names.put("https://" + name, "http://" + domain));
        names.putAll(shops.domains);
        likeness = new Likeness(names);
        somebodyLooksUpTheOtherShopsKettle();
    }

    /// What the pages take as given: the same kettle is sold in a second shop, whose page somebody has looked up.
    private void somebodyLooksUpTheOtherShopsKettle() throws Exception {
        send(List.of(
                "curl",
                base + "/catalog/lookup",
                "-H",
                "Content-Type: application/json",
                "-d",
                "{\"urls\":[\"https://market.example.net/ember-kettle\"]}"));
    }

    @AfterAll
    void close() {
        serving.close();
        shops.close();
        http.close();
        System.out.println("docs: " + executed + " examples executed on "
                + library().pages().size() + " pages; " + schemas.checked() + " answers held against OpenAPI");
    }

    @TestFactory
    Stream<DynamicTest> everyExampleDoesWhatItsPageSays() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Page page : library().pages()) {
            List<Examples.Block> blocks = Examples.of(page);
            assertThat(blocks).as("fences of " + page.name()).hasSize((int) (page.markdown()
                            .lines()
                            .filter(it -> it.stripLeading().startsWith("```"))
                            .count()
                    / 2));
            for (Example example : examples(blocks)) {
                tests.add(DynamicTest.dynamicTest(example.doing().toString(), () -> {
                    execute(example);
                    executed += 1 + example.shown().size();
                }));
            }
        }
        tests.add(DynamicTest.dynamicTest(
                "every operation of the documents was called",
                () -> assertThat(schemas.uncalled())
                        .as("operations that no example calls")
                        .isEmpty()));
        return tests.stream();
    }

    private static List<Example> examples(List<Examples.Block> blocks) {
        List<Example> examples = new ArrayList<>();
        for (Examples.Block block : blocks) {
            switch (block.kind().split(" ", 2)[0]) {
                case "bash", "tsv", "mcp-client", "webhook", "java" ->
                    examples.add(new Example(block, new ArrayList<>()));
                case "json", "http", "text" -> {
                    assertThat(examples)
                            .as(block + " shows the answer of nothing")
                            .isNotEmpty();
                    examples.getLast().shown().add(block);
                }
                default ->
                    throw new AssertionFailedError(
                            block + ": an example of a kind that this test cannot execute. Use"
                                    + " bash (curl, ./aisle), json, http, text, tsv NAME, mcp-client, webhook or java, or teach it the kind.");
            }
        }
        return examples;
    }

    private void execute(Example example) throws Exception {
        switch (example.doing().kind().split(" ", -1)[0]) {
            case "tsv" ->
                Files.writeString(
                        folder.resolve(example.doing().kind().split(" ", -1)[1]),
                        example.doing().text());
            case "mcp-client" -> client(Json.tree(example.doing().text()));
            case "webhook" -> delivery(example.doing().text());
            case "java" -> check(example.doing().text());
            default -> commands(example);
        }
    }

    private void commands(Example example) throws Exception {
        List<String> commands = ShellCommand.lines(example.doing().text());
        boolean reads = commands.stream().allMatch(ExamplesTest::onlyReads);
        long until = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (true) {
            Answer answer = new Answer(0, Map.of(), "");
            for (String command : commands) {
                answer = run(ShellCommand.of(command, variables));
            }
            List<String> differences = differences(example, answer);
            if (differences.isEmpty()) {
                return;
            }
            if (!reads || System.nanoTime() > until) {
                throw new AssertionFailedError(example.doing() + "\n" + String.join("\n", differences) + ADVICE
                        + "\nthe answer was " + answer.status() + " " + answer.headers() + "\n" + answer.text());
            }
            Thread.sleep(100);
        }
    }

    private List<String> differences(Example example, Answer answer) {
        List<String> found = new ArrayList<>();
        boolean statusShown = example.shown().stream().anyMatch(it -> it.kind().equals("http"));
        if (!statusShown && answer.status() / 100 != 2) {
            found.add("the status is " + answer.status());
        }
        for (Examples.Block shown : example.shown()) {
            switch (shown.kind()) {
                case "json" -> found.addAll(likeness.differences(Json.tree(shown.text()), answer.json()));
                case "http" -> found.addAll(headers(shown.text(), answer));
                default -> {
                    List<String> real =
                            answer.text().lines().map(ExamplesTest::evenly).toList();
                    shown.text()
                            .lines()
                            .map(ExamplesTest::evenly)
                            .filter(line -> !line.isEmpty())
                            .forEach(line -> {
                                if (real.stream().noneMatch(it -> likeness.isLike(line, it))) {
                                    found.add("no line is like: " + line);
                                }
                            });
                }
            }
        }
        return found;
    }

    private static String evenly(String line) {
        return line.strip().replaceAll(" +", " ");
    }

    private List<String> headers(String shown, Answer answer) {
        List<String> found = new ArrayList<>();
        for (String line : shown.lines().filter(it -> !it.isBlank()).toList()) {
            if (line.startsWith("HTTP/")) {
                if (!line.split(" ", -1)[1].equals(Integer.toString(answer.status()))) {
                    found.add("the status is " + answer.status() + ", not " + line.split(" ", -1)[1]);
                }
                continue;
            }
            String[] header = line.split(": ", 2);
            List<String> real = answer.headers().entrySet().stream()
                    .filter(it -> it.getKey().equalsIgnoreCase(header[0]))
                    .flatMap(it -> it.getValue().stream())
                    .toList();
            boolean number = header[1].matches("[0-9]+");
            if (real.stream().noneMatch(it -> number ? it.matches("[0-9]+") : likeness.isLike(header[1], it))) {
                found.add("the header " + header[0] + " is " + real + ", not " + header[1]);
            }
        }
        return found;
    }

    /// What only reads may be asked again until the answer is like the one shown: crawls and feeds take their time.
    private static boolean onlyReads(String command) {
        return command.startsWith("./aisle ")
                ? READING_COMMANDS.contains(command.split(" ", -1)[1])
                : !command.contains("/v0/partner/") || !command.contains(" -d ");
    }

    private Answer run(ShellCommand command) throws Exception {
        Answer answer = switch (command.words().getFirst()) {
            case "curl" -> send(command.words());
            case "./aisle" -> operate(command.words());
            case "export" -> {
                String[] said = command.words().get(1).split("=", 2);
                variables.put(said[0], likeness.real(said[1]));
                yield new Answer(200, Map.of(), "");
            }
            default -> throw new AssertionFailedError("no such command: " + command);
        };
        if (!command.variable().isEmpty()) {
            JsonNode field =
                    answer.json().at(command.path().replaceAll("[.\\[]", "/").replace("]", ""));
            assertThat(field.isString()).as(command + " gave " + answer).isTrue();
            variables.put(command.variable(), field.asString());
        }
        return answer;
    }

    private Answer send(List<String> words) throws Exception {
        String method = "";
        String url = "";
        Optional<String> body = Optional.empty();
        List<String> headers = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-X" -> method = words.get(++i);
                case "-H" ->
                    headers.addAll(List.of(likeness.real(words.get(++i)).split(": *", 2)));
                case "-d" -> body = Optional.of(likeness.real(words.get(++i)));
                case "-i", "-s" -> {}
                default -> {
                    assertThat(url).as("two addresses in " + words).isEmpty();
                    url = likeness.real(words.get(i));
                }
            }
        }
        String verb = method.isEmpty() ? (body.isPresent() ? "POST" : "GET") : method;
        schemas.variables(verb, URI.create(url).getPath())
                .forEach((name, shown) ->
                        Optional.ofNullable(answered.get(name)).ifPresent(it -> likeness.stand(shown, it)));
        url = likeness.real(url);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .method(
                        verb,
                        body.map(HttpRequest.BodyPublishers::ofString).orElse(HttpRequest.BodyPublishers.noBody()));
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        HttpResponse<String> response = http.send(
                request.timeout(LONGEST_WAIT).build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (url.startsWith(base)) {
            schemas.check(
                    response.request().method(), URI.create(url).getPath(), response.statusCode(), response.body());
        }
        Answer answer = new Answer(response.statusCode(), response.headers().map(), response.body());
        answer.json().properties().stream()
                .filter(it -> it.getValue().isString())
                .forEach(it -> answered.put(it.getKey(), it.getValue().asString()));
        return answer;
    }

    /// Beside the running server, on its data. `serve` is taken for that server, once its words are understood.
    private Answer operate(List<String> words) {
        List<String> arguments =
                new ArrayList<>(words.stream().skip(1).map(likeness::real).toList());
        if (arguments.getFirst().equals("serve")) {
            Aisle.commandLine().parseArgs(arguments.toArray(String[]::new));
            return new Answer(200, Map.of(), "aisle is ready at " + base);
        }
        if (arguments.getFirst().equals("import")) {
            arguments.set(1, folder.resolve(arguments.get(1)).toString());
        }
        arguments.addAll(List.of(
                "--data",
                folder.toString(),
                "--config",
                folder.resolve("aisle.properties").toString()));
        StringWriter out = new StringWriter();
        int code = Aisle.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(arguments.toArray(String[]::new));
        return new Answer(code == 0 ? 200 : 500, Map.of(), out.toString());
    }

    /// What an MCP client does with its configuration: shakes hands with each server and lists its tools.
    private void client(JsonNode configuration) throws Exception {
        assertThat(configuration.path("mcpServers").isEmpty()).isFalse();
        for (JsonNode server : configuration.path("mcpServers")) {
            String url = likeness.real(server.path("url").asString());
            for (String method : List.of("initialize", "tools/list")) {
                List<String> words = new ArrayList<>(
                        List.of(
                                "curl",
                                url,
                                "-H",
                                "Content-Type: application/json",
                                "-d",
                                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method
                                        + "\",\"params\":{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"docs\",\"version\":\"1\"}}}"));
                Answer answer = send(words);
                assertThat(answer.json().has("result"))
                        .as(method + " " + answer)
                        .isTrue();
            }
        }
    }

    /// Waits for a call of the webhook like the one shown: headers, an empty line, the body.
    private void delivery(String shown) throws Exception {
        String[] parts = shown.split("\n\n", 2);
        long until = System.nanoTime() + LONGEST_WAIT.toNanos();
        List<String> found = List.of();
        while (System.nanoTime() < until) {
            for (SampleShops.Delivery delivery : shops.deliveries) {
                Answer arrived = new Answer(200, delivery.headers(), delivery.body());
                found = new ArrayList<>(headers(parts[0], arrived));
                found.addAll(likeness.differences(Json.tree(parts[1]), arrived.json()));
                if (found.isEmpty()) {
                    schemas.checkWebhook(delivery.body());
                    return;
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionFailedError(String.join("\n", found) + "\narrived: " + shops.deliveries);
    }

    /// Compiles a method that checks signatures, and lets it judge a call that arrived, as it is and with another
    /// body.
    private void check(String method) throws Exception {
        Path source = Files.writeString(folder.resolve("Shown.java"), """
                import java.nio.charset.StandardCharsets;
                import java.security.MessageDigest;
                import java.util.Base64;
                import javax.crypto.Mac;
                import javax.crypto.spec.SecretKeySpec;
                public class Shown { public %s }
                """.formatted(method));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-proc:none", "-d", folder.toString(), source.toString()))
                .as("the page's Java does not compile")
                .isZero();
        SampleShops.Delivery arrived = shops.deliveries.getFirst();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Method genuine = loader.loadClass("Shown")
                    .getMethod("isGenuine", String.class, String.class, String.class, String.class, String.class);
            for (String body : List.of(arrived.body(), arrived.body() + " ")) {
                assertThat(genuine.invoke(
                                null,
                                variables.get("WEBHOOK_SECRET"),
                                arrived.header("webhook-id"),
                                arrived.header("webhook-timestamp"),
                                body,
                                arrived.header("webhook-signature")))
                        .isEqualTo(body.equals(arrived.body()));
            }
        }
    }

    private static Library library() {
        OpenApi.Bases bases = new OpenApi.Bases(SHOWN_SERVER, SHOWN_SERVER, SHOWN_SERVER);
        return new Library(OpenApi.all(bases, new Tools()));
    }
}
