package dev.aisle.command;

import dev.aisle.Serving;
import dev.aisle.Wiring;
import dev.aisle.base.json.Json;
import dev.aisle.base.problem.Problem;
import dev.aisle.edge.catalogapi.PageUrl;
import dev.aisle.market.product.ProductId;
import dev.aisle.supply.Explainer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// `./aisle explain WHAT`: why a page, a listing or a product is as it is, from what each step kept of its reasons,
/// and whether the running server can find it; with `--query` or `--filters`, why it is at its place in that
/// search or not in it, which the server is asked for a vendor.
@Command(
        name = "explain",
        description = "Why a shop's page, a listing or a product is as it is, or where it is in a search.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    @Parameters(paramLabel = "WHAT", description = "a page's URL, a product id, a variant id, or an offer's ULID")
    private String what = "";

    @Option(names = "--query", paramLabel = "WORDS", description = "the words of a search; needs --key")
    private @Nullable String query;

    @Option(
            names = "--filters",
            paramLabel = "JSON",
            description = "the filters of a search, as in POST /v1/search; needs --key")
    private @Nullable String filters;

    @Option(names = "--country", paramLabel = "CODE", description = "the country of a search (default US)")
    private @Nullable String country;

    @Option(names = "--key", paramLabel = "KEY", description = "a vendor's key, for --query and --filters")
    private @Nullable String key;

    @Option(names = "--server", paramLabel = "URL", description = "the running server (default: that of --data)")
    private @Nullable URI server;

    @Mixin
    private final Installation installation = new Installation();

    @Mixin
    private final Printer printer = new Printer();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (query != null || filters != null || country != null) {
            return search();
        }
        Explainer.Explanation explanation = installation.with(this::explained);
        if (explanation.lines().isEmpty() && explanation.absences().isEmpty()) {
            throw Problem.of(
                    Problem.Code.NOT_FOUND,
                    "Nothing is known of '" + what + "'. Give a page's URL, a product id or a variant id.");
        }
        List<String> absences = new ArrayList<>(explanation.absences());
        Optional<URI> running = running();
        if (running.isPresent() && absences.isEmpty() && !explanation.products().isEmpty()) {
            indexed(running.get(), explanation.products()).ifPresent(absences::add);
        }
        if (printer.isJson()) {
            printer.print(Map.of("explained", what, "lines", explanation.lines(), "absences", absences));
        }
        explanation.lines().forEach(printer::say);
        absences.forEach(printer::say);
        return 0;
    }

    /// Why the server's searches cannot show it; nothing where they can, or the server is too busy to tell.
    private Optional<String> indexed(URI running, Set<ProductId> products) throws IOException, InterruptedException {
        String question = Json.write(
                Map.of("ids", products.stream().map(ProductId::value).toList(), "filters", Map.of("available", false)));
        HttpResponse<String> response = ask(running.resolve("/catalog/lookup"), question, Optional.empty());
        if (response.statusCode() != 200) {
            return Optional.empty();
        }
        List<JsonNode> found =
                Json.tree(response.body()).path("products").valueStream().toList();
        if (found.isEmpty()) {
            return Optional.of("It is in the product graph and not indexed yet; the index follows within seconds.");
        }
        boolean orderable = found.stream()
                .flatMap(it -> it.path("variants").valueStream())
                .anyMatch(it -> it.at("/availability/available").asBoolean(false));
        return orderable ? Optional.empty() : Optional.of("It is out of stock: no offer of it can be ordered now.");
    }

    private int search() throws IOException, InterruptedException {
        if (key == null) {
            throw Problem.of(
                    Problem.Code.INVALID,
                    "A search is asked of the server for a vendor: add --key, which ./aisle vendor create prints.");
        }
        URI running = running()
                .orElseThrow(() -> Problem.of(
                        Problem.Code.INVALID, "A search needs a running server: ./aisle serve on the same --data."));
        Map<String, Object> question = new LinkedHashMap<>();
        question.put(what.startsWith("http://") || what.startsWith("https://") ? "url" : "product_id", what);
        if (query != null) {
            question.put("query", query);
        }
        if (filters != null) {
            question.put("filters", parsed(filters));
        }
        if (country != null) {
            question.put("config", Map.of("country", country));
        }
        HttpResponse<String> response = ask(running.resolve("/v1/explain"), Json.write(question), Optional.of(key));
        if (response.statusCode() != 200) {
            throw Problem.of(
                    Problem.Code.INVALID, "The server answered " + response.statusCode() + ": " + response.body());
        }
        JsonNode answer = Json.tree(response.body());
        if (printer.isJson()) {
            printer.printRaw(answer.toString());
        }
        for (String part : List.of("facts", "reasons")) {
            answer.path(part).forEach(line -> printer.say(line.asString("")));
        }
        answer.path("messages")
                .forEach(message -> printer.say(message.path("content").asString("")));
        return 0;
    }

    private Optional<URI> running() {
        return server != null
                ? Optional.of(server)
                : Serving.addressOf(installation.settings().data());
    }

    private static JsonNode parsed(String json) {
        try {
            return Json.tree(json);
        } catch (JacksonException broken) {
            throw Problem.of(Problem.Code.INVALID, "--filters must be JSON such as '{\"price\":{\"max_price\":50}}'.");
        }
    }

    private static HttpResponse<String> ask(URI address, String body, Optional<String> key)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(LONGEST_WAIT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        key.ifPresent(it -> request.header("x-api-key", it));
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private Explainer.Explanation explained(Wiring wiring) {
        if (PageUrl.isWeb(what) && PageUrl.read(what) instanceof PageUrl.Wrong wrong) {
            throw Problem.of(Problem.Code.INVALID, "'" + what + "' is not a URL: " + wrong.why() + ".");
        }
        return wiring.explainer().explain(what);
    }
}
