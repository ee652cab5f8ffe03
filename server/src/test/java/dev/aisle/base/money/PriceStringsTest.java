package dev.aisle.base.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aisle.base.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Price strings of real shops that lie beside the project where they are available.
class PriceStringsTest {

    private static final Path EXAMPLES = Path.of("../../shared/data/price-strings/price_examples.jsonl");

    @Test
    void readsWhatAWellKnownLibraryReads() throws IOException {
        boolean there = Files.exists(EXAMPLES);
        if (!there) {
            System.out.println("PriceStringsTest skipped: ../shared/data/price-strings is not there");
        }
        assumeTrue(there);

        List<JsonNode> wrong = Files.readAllLines(EXAMPLES).stream()
                .map(Json::tree)
                .filter(it -> !it.path("set").asString().contains("XFAIL"))
                .filter(it -> !it.path("set").asString().contains("DECIMAL_SEPARATOR"))
                .filter(it -> !isRead(it))
                .toList();

        assertThat(wrong).isEmpty();
    }

    private static boolean isRead(JsonNode example) {
        PriceText read = PriceText.read(
                example.path("price_raw").asString(""),
                example.path("currency_raw").asString(""));
        JsonNode amount = example.path("amount");
        boolean rightAmount = amount.isNull()
                ? read.amount().isEmpty()
                : read.amount()
                        .filter(it -> it.compareTo(new BigDecimal(amount.asString())) == 0)
                        .isPresent();
        return rightAmount
                && read.mark().orElse("").equals(example.path("currency").asString(""));
    }
}
