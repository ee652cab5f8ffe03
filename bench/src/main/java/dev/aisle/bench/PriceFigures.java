package dev.aisle.bench;

import dev.aisle.base.json.Json;
import dev.aisle.base.money.PriceText;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// How well written prices are read: every line of `price_examples.jsonl` has a price, what stood beside it, and the
/// currency mark and amount that a person sees in it. A price counts as read where both are right.
final class PriceFigures {

    private static final double NEAR = 1e-9;

    /// How many prices of a set were read.
    record Score(int right, int of) {
        double share() {
            return of == 0 ? 0 : (double) right / of;
        }

        private Score plus(boolean isRight) {
            return new Score(right + (isRight ? 1 : 0), of + 1);
        }
    }

    private PriceFigures() {}

    static void run(Options options, PrintStream out) throws IOException {
        Path file = options.from().resolve("price_examples.jsonl");
        List<JsonNode> examples =
                Files.readAllLines(file).stream().map(Json::tree).toList();
        Map<String, Score> scores = new LinkedHashMap<>();
        scores.put("all", new Score(0, 0));
        for (JsonNode example : examples) {
            boolean right = isRead(example);
            for (String set : List.of("all", example.path("set").asString())) {
                scores.merge(set, new Score(0, 0).plus(right), (sum, one) -> sum.plus(right));
            }
            if (!right && options.has("wrong")) {
                out.println("wrong: " + example);
            }
        }
        if (options.has("json")) {
            out.println(Json.write(scores));
            return;
        }
        scores.forEach(
                (set, score) -> out.printf("%-60s %5d of %5d  %.4f%n", set, score.right(), score.of(), score.share()));
        out.println("prices read with currency mark and amount right, of " + file);
    }

    private static boolean isRead(JsonNode example) {
        PriceText read = PriceText.read(
                example.path("price_raw").asString(""),
                example.path("currency_raw").asString(""));
        String mark = example.path("currency").asString("");
        return read.mark().orElse("").equals(mark) && isAmount(example.path("amount"), read);
    }

    private static boolean isAmount(JsonNode expected, PriceText read) {
        if (expected.isNull()) {
            return read.amount().isEmpty();
        }
        BigDecimal amount = new BigDecimal(expected.asString());
        return read.amount()
                .filter(it -> Math.abs(it.subtract(amount).doubleValue()) <= NEAR * Math.max(1, amount.doubleValue()))
                .isPresent();
    }
}
