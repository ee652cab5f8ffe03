package dev.aisle.edge.catalogapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.json.Json;
import dev.aisle.base.money.Rates;
import dev.aisle.catalog.Catalog;
import dev.aisle.catalog.buylink.BuyLinks;
import dev.aisle.catalog.index.Goods;
import dev.aisle.catalog.index.ProductDocument;
import dev.aisle.catalog.index.ProductIndex;
import dev.aisle.catalog.index.lucene.LuceneIndex;
import dev.aisle.edge.agentprofile.AgentProfiles;
import dev.aisle.edge.wire.Caller;
import dev.aisle.edge.wire.UcpRenderer;
import dev.aisle.market.affiliate.Commissions;
import dev.aisle.market.affiliate.LinkTemplate;
import dev.aisle.market.affiliate.Programme;
import dev.aisle.market.affiliate.ProgrammeId;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.product.Product;
import dev.aisle.market.vendor.VendorId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Money never changes rank. Ten thousand questions are each asked without placements, with them, and with
/// other rates: apart from the placements themselves the answers are the same to the byte, so the same
/// products and offers in the same order.
class MoneyAndRankTest {

    private static final int QUESTIONS = Boolean.getBoolean("aisle.full") ? 10_000 : 2_000;
    private static final int PRODUCTS = 400;
    private static final List<String> MERCHANTS = List.of("shoA", "shoB", "shoC", "shoD", "shoE", "shoF");
    private static final List<String> THINGS =
            List.of("lamp", "kettle", "shirt", "shoe", "table", "towel", "mug", "chair");
    private static final List<String> LOOKS = List.of("red", "blue", "oak", "steel", "cotton", "small", "large");
    private static final List<String> COUNTRIES = List.of("US", "DE", "FR");
    private static final Pattern PLACEMENT = Pattern.compile(
            ",\"placement\":\\{\"type\":\"affiliate\",\"commission\":\\{\"percentage\":\\{\"value\":[0-9.]+}}}");

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void tenThousandAnswersAreInTheSameOrderWhateverIsEarned(@TempDir Path folder) {
        try (ProductIndex index = LuceneIndex.open(folder, List::of)) {
            index.put(IntStream.range(0, PRODUCTS).mapToObj(this::product).toList());
            index.refresh();
            CatalogAnswers answers = new CatalogAnswers(new Catalog(index, Rates.shipped(), id -> Optional.empty()));
            CatalogCalls some = calls(answers, 0.4);
            CatalogCalls others = calls(answers, 0.9);
            int placed = 0;
            int differently = 0;
            for (int i = 0; i < QUESTIONS; i++) {
                Operation operation =
                        i % 10 == 8 ? Operation.LOOKUP : i % 10 == 9 ? Operation.PRODUCT : Operation.SEARCH;
                ObjectNode question = question(operation);
                String plain = ask(some, operation, question);
                question.putArray("placements").add("affiliate");
                String one = ask(some, operation, question);
                String two = ask(others, operation, question);
                placed += one.equals(plain) ? 0 : 1;
                differently += one.equals(two) ? 0 : 1;
                if (!bare(one).equals(plain) || !bare(two).equals(plain)) {
                    assertThat(bare(one)).as("seed " + seed + ": " + question).isEqualTo(plain);
                    assertThat(bare(two)).as("seed " + seed + ": " + question).isEqualTo(plain);
                }
            }

            assertThat(placed).as("seed " + seed).isGreaterThan(QUESTIONS / 10);
            assertThat(differently).as("seed " + seed).isGreaterThan(QUESTIONS / 10);
        }
    }

    private static String ask(CatalogCalls calls, Operation operation, JsonNode question) {
        Caller caller = new Caller(Caller.Tier.TOKEN, new VendorId("v_test"), "vendor v_test", false);
        return new String(
                calls.answer(
                                operation,
                                question,
                                new CatalogCalls.Asking(caller, "$", Optional.empty(), Optional.empty()))
                        .toBytes(),
                StandardCharsets.UTF_8);
    }

    private static String bare(String answer) {
        return PLACEMENT.matcher(answer).replaceAll("");
    }

    private ObjectNode question(Operation operation) {
        ObjectNode question = Json.mapper().createObjectNode();
        switch (operation) {
            case SEARCH -> {
                question.put("query", random.nextInt(8) == 0 ? "*" : one(LOOKS) + " " + one(THINGS));
                question.putObject("pagination").put("limit", 1 + random.nextInt(10));
            }
            case LOOKUP ->
                question.putArray("ids").add(id(random.nextInt(PRODUCTS))).add(id(random.nextInt(PRODUCTS)));
            case PRODUCT -> question.put("id", id(random.nextInt(PRODUCTS)));
        }
        if (random.nextBoolean()) {
            question.putObject("context").put("country", one(COUNTRIES));
        }
        if (random.nextInt(3) == 0) {
            question.putObject("filters").putObject("price").put("max", 1_000 + random.nextInt(9_000));
        }
        return question;
    }

    private CatalogCalls calls(Answers answers, double share) {
        Known<String> nothing = new Known<>() {
            @Override
            public Optional<String> find(String word) {
                return Optional.empty();
            }

            @Override
            public List<String> nearest(String word) {
                return List.of();
            }
        };
        Known<MerchantId> nobody = new Known<>() {
            @Override
            public Optional<MerchantId> find(String word) {
                return Optional.empty();
            }

            @Override
            public List<String> nearest(String word) {
                return List.of();
            }
        };
        List<Programme> programmes = programmes(share);
        Commissions commissions = new Commissions(() -> programmes, () -> Instant.EPOCH);
        commissions.refresh();
        return new CatalogCalls(
                answers,
                new LiveAnswers(answers, urls -> Map.of(), url -> Optional.empty()),
                new Vocabulary(nothing, nobody, nothing),
                new Tools(),
                new BuyLinks("https://buy.example"),
                commissions,
                AgentProfiles.off(),
                KeptAnswers.none());
    }

    private List<Programme> programmes(double share) {
        List<Programme> programmes = new ArrayList<>();
        for (String merchant : MERCHANTS) {
            if (random.nextDouble() < share || merchant.equals(MERCHANTS.getFirst())) {
                programmes.add(new Programme(
                        new ProgrammeId("P" + merchant),
                        "net-one",
                        new MerchantId(merchant),
                        random.nextBoolean() ? Set.of() : Set.of(one(COUNTRIES)),
                        BigDecimal.valueOf(1 + random.nextInt(9_000), 4),
                        new BigDecimal("0.5"),
                        new LinkTemplate("https://go.example/?u={url}&c={click}"),
                        Instant.EPOCH,
                        Optional.empty()));
            }
        }
        return programmes;
    }

    private ProductIndex.Entry product(int number) {
        Goods goods = Goods.product(id(number), one(LOOKS) + " " + one(LOOKS) + " " + one(THINGS));
        int offers = 1 + random.nextInt(4);
        for (int offer = 0; offer < offers; offer++) {
            Goods.Sale sale = goods.soldBy(one(MERCHANTS), 10 * number + offer, 500 + 100L * random.nextInt(95));
            goods = (random.nextBoolean() ? sale : sale.inCountry(one(COUNTRIES))).and();
        }
        Product made = goods.product();
        return new ProductIndex.Entry(made, ProductDocument.of(made, new UcpRenderer()));
    }

    private static String id(int number) {
        return "%07d".formatted(number);
    }

    private String one(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
