package dev.aisle.edge.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.json.Json;
import dev.aisle.base.money.Money;
import dev.aisle.catalog.answer.Found;
import dev.aisle.catalog.buylink.BuyLinks;
import dev.aisle.catalog.index.ProductDocument;
import dev.aisle.catalog.index.ProductDocument.OfferDocument;
import dev.aisle.edge.SampleGoods;
import dev.aisle.market.listing.Availability;
import dev.aisle.market.listing.Condition;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.listing.ListingKey;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.product.Offer;
import dev.aisle.market.product.Product;
import dev.aisle.market.product.ProductId;
import dev.aisle.market.vendor.VendorId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A page of search results must leave a model room to think.
class SearchLengthTest {

    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final int MOST_TOKENS = 4_000;

    private final UcpRenderer renderer = new UcpRenderer();
    private final AnswerWriter writer = new AnswerWriter(new BuyLinks("https://buy.catalog.example"));

    @Test
    void tenProductsWithLongTextsAndManyOffersStayBelowFourThousandTokens() {
        String answer = search(IntStream.range(0, 10).mapToObj(i -> wordy(i, 8)).toList());

        assertThat(answer.length() / CHARACTERS_PER_TOKEN).isLessThan(MOST_TOKENS);
        assertThat(Json.tree(answer).path("products").size()).isEqualTo(10);
    }

    @Test
    void whatRoomThereIsGoesToOtherStoresFirst() {
        JsonNode product =
                Json.tree(search(List.of(wordy(1, 8)))).path("products").path(0);
        JsonNode crowded = Json.tree(
                        search(IntStream.range(0, 10).mapToObj(i -> wordy(i, 8)).toList()))
                .path("products");

        assertThat(product.path("variants").size()).isEqualTo(8);
        assertThat(product.path("metadata").path("offers_total").asInt()).isEqualTo(8);
        for (JsonNode one : crowded) {
            List<String> sellers = one.path("variants")
                    .valueStream()
                    .map(it -> it.path("seller").path("id").asString())
                    .toList();
            assertThat(sellers).isNotEmpty().doesNotHaveDuplicates();
            assertThat(one.path("metadata").path("offers_total").asInt()).isEqualTo(8);
            assertThat(one.path("variants").path(0).path("id").asString()).endsWith("000");
        }
    }

    @Test
    void theSameProductTellsMoreInALookup() {
        Found found = wordy(1, 2);
        JsonNode brief = Json.tree(search(List.of(found))).path("products").path(0);
        JsonNode full = Json.tree(writer.lookup(
                                List.of(found),
                                List.of(),
                                List.of(),
                                new AnswerWriter.Reader(VendorId.PUBLIC, AnswerWriter.Commission.NONE))
                        .toBytes())
                .path("products")
                .path(0);

        assertThat(brief.path("description").path("plain").asString())
                .hasSizeLessThanOrEqualTo(160)
                .endsWith("…");
        assertThat(full.path("description").path("plain").asString()).hasSizeGreaterThan(1_000);
        assertThat(brief.path("media").size()).isEqualTo(1);
        assertThat(full.path("media").size()).isEqualTo(5);
        assertThat(full.path("variants").path(0).path("sku").asString()).isEqualTo("SKU-0");
        assertThat(brief.path("variants").path(0).has("sku")).isFalse();
    }

    @Test
    void commissionIsShownToTheVendorWhoAskedAndNeverAsZero() {
        Found found = wordy(1, 2);
        AnswerWriter.Commission commission =
                (product, offer) -> java.util.OptionalDouble.of(offer.amount() == 100_000 ? 12.504 : 0.001);
        JsonNode variants = Json.tree(writer.search(
                                List.of(found),
                                Optional.empty(),
                                List.of(),
                                new AnswerWriter.Reader(VendorId.PUBLIC, commission))
                        .toBytes())
                .path("products")
                .path(0)
                .path("variants");

        assertThat(variants.path(0).path("placement").toString())
                .isEqualTo("{\"type\":\"affiliate\",\"commission\":{\"percentage\":{\"value\":12.5}}}");
        assertThat(variants.path(1).has("placement")).isFalse();
    }

    private String search(List<Found> page) {
        return new String(
                writer.search(
                                page,
                                Optional.of("c".repeat(100)),
                                List.of(),
                                new AnswerWriter.Reader(VendorId.PUBLIC, AnswerWriter.Commission.NONE))
                        .toBytes(),
                StandardCharsets.UTF_8);
    }

    /// A product with long texts, whose every second offer is a further choice at the store before.
    private Found wordy(int number, int offers) {
        List<Offer> all = new ArrayList<>();
        for (int i = 0; i < offers; i++) {
            all.add(offer(i));
        }
        Product product = new Product(
                new ProductId("Wordy" + (10 + number)),
                "Wordy" + (10 + number),
                "Extra Light Weatherproof Travel Backpack With Laptop Sleeve And Rain Cover, 32 Liters",
                "• Water repellent fabric with taped seams all around\n• Carries fifteen kilograms\n• Ten year warranty\n"
                        + "A backpack for long journeys by train, by bicycle and on foot. ".repeat(60),
                Optional.of("Backpackers United"),
                Optional.of("travel-backpacks"),
                IntStream.range(0, 5)
                        .mapToObj(i -> "https://images.shop.example/catalog/backpacks/" + "x".repeat(60) + i + ".jpg")
                        .toList(),
                IntStream.range(0, 12)
                        .mapToObj(i -> new Listing.Named("Attribute " + i, "Value of attribute " + i))
                        .toList(),
                Optional.of(new Listing.Rating(4.37, 5, 1_234)),
                all);
        ProductDocument document = new ProductDocument(
                product.id(),
                product.family(),
                renderer.head(product),
                all.stream()
                        .map(it -> new OfferDocument(
                                it.id(),
                                it.merchant().id(),
                                it.price().amount(),
                                "USD",
                                false,
                                Optional.empty(),
                                it.availability(),
                                it.condition(),
                                0,
                                it.listing().options(),
                                renderer.body(product, it)))
                        .toList());
        return new Found(document, offers, new Money(100_000, "USD"), new Money(100_000 + offers - 1, "USD"));
    }

    private static Offer offer(int number) {
        Merchant merchant = new Merchant(
                new MerchantId("St0" + number / 2),
                "outdoor-store-number-" + number / 2 + ".example",
                "https",
                Optional.of("Outdoor Store Number " + number / 2));
        ListingId id = SampleGoods.ulid("00" + number);
        Listing listing = new Listing(
                new ListingKey(merchant.id(), id.value()),
                URI.create(merchant.home() + "products/" + number),
                "Extra Light Weatherproof Travel Backpack With Laptop Sleeve And Rain Cover - Night Blue / " + number,
                "",
                new Listing.Identity(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("SKU-" + number)),
                new Money(100_000 + number, "USD"),
                Optional.of(new Money(120_000, "USD")),
                Availability.IN_STOCK,
                Optional.of(Condition.NEW),
                List.of(new Listing.Named("Color", "Night Blue"), new Listing.Named("Size", "Size " + number)),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Listing.Audience.ANYONE,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Instant.EPOCH);
        return new Offer(id, merchant, listing, Instant.EPOCH);
    }
}
