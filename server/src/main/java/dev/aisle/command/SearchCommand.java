package dev.aisle.command;

import dev.aisle.Serving;
import dev.aisle.Settings;
import dev.aisle.base.json.Json;
import dev.aisle.base.money.Money;
import dev.aisle.base.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `./aisle search "query"`: asks the catalog as an agent would, over the running server's HTTP; without one it serves
/// for the length of the question.
@Command(name = "search", description = "Ask the catalog from here.", mixinStandardHelpOptions = true)
final class SearchCommand implements Callable<Integer> {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    @Parameters(paramLabel = "QUERY", description = "what a shopper wants", arity = "1..*")
    private List<String> query = List.of();

    @Option(names = "--limit", defaultValue = "10", description = "products, 1 to 50 (default ${DEFAULT-VALUE})")
    private int limit;

    @Option(names = "--all", description = "also what cannot be ordered now")
    private boolean all;

    @Mixin
    private final Installation installation = new Installation();

    @Mixin
    private final Printer printer = new Printer();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (limit < 1 || limit > 50) {
            throw Problem.of(Problem.Code.INVALID, "--limit must be from 1 to 50.");
        }
        Settings settings = installation.settings();
        Optional<URI> server = Serving.addressOf(settings.data());
        if (server.isPresent()) {
            return ask(server.get());
        }
        try (Serving serving = Serving.startIdle(installation.settings(Map.of("AISLE_PORT", "0")))) {
            return ask(serving.address());
        }
    }

    private int ask(URI server) throws IOException, InterruptedException {
        Map<String, Object> question = Map.of(
                "query", String.join(" ", query),
                "filters", Map.of("available", !all),
                "pagination", Map.of("limit", limit));
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/catalog/search"))
                .timeout(LONGEST_WAIT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(question)))
                .build();
        HttpResponse<String> response;
        try (HttpClient client = HttpClient.newHttpClient()) {
            response = client.send(request, HttpResponse.BodyHandlers.ofString());
        }
        if (response.statusCode() != 200) {
            throw Problem.of(
                    Problem.Code.OVERLOADED, "The server answered " + response.statusCode() + ": " + response.body());
        }
        JsonNode answer = Json.tree(response.body());
        if (printer.isJson()) {
            printer.printRaw(answer.toString());
            return 0;
        }
        answer.path("products").forEach(this::show);
        if (answer.path("products").isEmpty()) {
            printer.say("Nothing found.");
        }
        answer.path("messages")
                .forEach(message -> printer.say(message.path("content").asString("")));
        return 0;
    }

    private void show(JsonNode product) {
        printer.say(
                product.path("title").asString("") + "  [" + product.path("id").asString("") + "]");
        product.path("variants")
                .forEach(offer -> printer.say("    "
                        + price(offer.path("price")) + "  "
                        + offer.path("seller").path("domain").asString("") + "  "
                        + offer.path("availability").path("status").asString("") + "  "
                        + offer.path("url").asString("")));
    }

    private static String price(JsonNode price) {
        String currency = price.path("currency").asString("");
        return new Money(price.path("amount").asLong(0), currency).decimal().toPlainString() + " " + currency;
    }
}
