package dev.aisle.partner.source.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.aisle.base.json.Json;
import dev.aisle.market.listing.RawListing;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.taxonomy.Taxonomy;
import dev.aisle.partner.source.Source;
import dev.aisle.supply.normalize.Normalized;
import dev.aisle.supply.normalize.Normalizer;
import dev.aisle.supply.normalize.StoreDefaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What a real WooCommerce said, as it was recorded. The recording cuts the webhook's body short, so its
/// signature cannot be held against it.
class WooCommerceRecordedTest {

    private static final Path FOLDER = Path.of("../../shared/data/stores/woocommerce_sample");

    @BeforeAll
    static void thereIsARecording() {
        if (!Files.isDirectory(FOLDER)) {
            System.out.println(
                    "WooCommerceRecordedTest skipped: ../shared/data/stores/woocommerce_sample is not there");
        }
        assumeThat(FOLDER).isDirectory();
    }

    @Test
    void everyProductThatIsSoldAloneIsAUsableListing() throws IOException {
        WooCommerceProduct reader = new WooCommerceProduct(
                new MerchantId("Ab12"), Optional.of("USD"), Instant.parse("2026-11-21T12:00:00Z"));
        List<JsonNode> variations = new ArrayList<>();
        json("rest_v3_variations.json").forEach(variations::add);
        Normalizer normalizer = new Normalizer(Taxonomy.shipped());

        for (JsonNode product : json("rest_v3_products.json")) {
            String type = product.path("type").asString("");
            boolean isTheirParent = variations.getFirst().path("parent_id").asInt(0)
                    == product.path("id").asInt(-1);
            List<RawListing> raws = reader.listings(product, isTheirParent ? variations : List.of());
            int expected = switch (type) {
                case "grouped" -> 0;
                case "variable" -> isTheirParent ? variations.size() : 0;
                default -> product.path("catalog_visibility").asString("").equals("hidden") ? 0 : 1;
            };
            assertThat(raws).as(product.path("name").asString("")).hasSize(expected);
            assertThat(raws)
                    .allSatisfy(raw -> assertThat(normalizer.normalize(raw, StoreDefaults.UNKNOWN))
                            .isInstanceOf(Normalized.Good.class));
        }
    }

    @Test
    void theGreetingOfAWebhookIsAnswered() throws IOException {
        String recorded = Files.readString(FOLDER.resolve("wcauth_and_webhook_callbacks.txt"));
        String greeting = recorded.lines()
                .filter(it -> it.startsWith("webhook_id="))
                .findFirst()
                .orElseThrow();

        assertThat(WooCommerceHooks.receive("any", new Source.Call("", Map.of(), greeting)))
                .isInstanceOf(Source.Judged.Genuine.class);
    }

    private static JsonNode json(String file) throws IOException {
        return Json.tree(Files.readString(FOLDER.resolve(file)));
    }
}
