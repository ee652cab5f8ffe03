package dev.aisle.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// The street crawled whole through the front door, and what an agent then finds held against what the shops sell.
@ExtendWith(CrawledStreet.Visit.class)
class StreetJourneyTest {

    private static final Duration LONGEST_INDEXING = Duration.ofSeconds(60);
    private static final int IDS_A_LOOKUP = 50;

    /// On a busy machine one request may be on its way longer than the next.
    private static final double ON_THE_WAY_SECONDS = 0.2;

    private static CrawledStreet crawled;
    private static Agent agent;
    private static final Map<String, JsonNode> PRODUCT_BY_URL = new HashMap<>();
    private static final List<Truth> TRUTHS = new ArrayList<>();

    @BeforeAll
    static void walkTheStreet(CrawledStreet street) throws InterruptedException {
        crawled = street;
        agent = new Agent(street.talk(), street.server().base());
        street.street().shops().forEach((name, origin) -> TRUTHS.addAll(Truth.pages(street.talk(), name, origin)));
        lookUpEverything();
    }

    @Test
    void everyShopIsLiveAndNoneIsEmpty() {
        assertThat(crawled.syncs()).hasSize(crawled.street().shops().size()).allSatisfy((shop, sync) -> {
            assertThat(sync.state()).as(shop).isEqualTo("live");
            assertThat(sync.synced()).as(shop).isPositive();
        });
    }

    @Test
    void everyListingOfEveryShopIsFoundByItsAddress() {
        var missing = TRUTHS.stream()
                .filter(truth -> !PRODUCT_BY_URL.containsKey(truth.url()))
                .map(truth -> truth.shop() + " " + truth.url())
                .toList();

        assertThat(missing).isEmpty();
    }

    @Test
    void priceCurrencyAndAvailabilityAreTheShopsOwn() {
        var wrong = new ArrayList<String>();
        for (Truth truth : TRUTHS) {
            var exact = exactVariant(truth.url());
            String found = exact.path("price").path("amount").asLong(-1) + " "
                    + exact.path("price").path("currency").asString("") + " "
                    + exact.path("availability").path("available").asBoolean(false);
            String wanted = truth.minorUnits() + " " + truth.currency() + " "
                    + truth.stock().equals("in_stock");
            if (!found.equals(wanted) && !sellsSeveralSizes(truth)) {
                wrong.add(truth.url() + ": " + found + " instead of " + wanted);
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void noProductMixesTwoThings() {
        var pages = TRUTHS.stream().collect(Collectors.groupingBy(Truth::url, Collectors.counting()));
        var things = new HashMap<String, Set<String>>();
        for (Truth truth : TRUTHS) {
            var product = PRODUCT_BY_URL.get(truth.url());
            boolean hasAPageOfItsOwn = pages.getOrDefault(truth.url(), 0L) == 1;
            if (product != null && hasAPageOfItsOwn) {
                things.computeIfAbsent(product.path("id").asString(""), id -> new TreeSet<>())
                        .add(truth.thing());
            }
        }

        assertThat(things.values().stream().filter(mixed -> mixed.size() > 1).toList())
                .isEmpty();
    }

    @Test
    void oneThingWithOneNumberInTwoShopsIsOneProduct() {
        var products = new HashMap<String, Set<String>>();
        var shops = new HashMap<String, Set<String>>();
        for (Truth truth : TRUTHS) {
            boolean numbered = Set.of("lantern", "grumpy").contains(truth.shop());
            var product = PRODUCT_BY_URL.get(truth.url());
            if (numbered && product != null) {
                products.computeIfAbsent(truth.thing(), thing -> new TreeSet<>())
                        .add(product.path("id").asString(""));
                shops.computeIfAbsent(truth.thing(), thing -> new TreeSet<>()).add(truth.shop());
            }
        }
        var shared = shops.entrySet().stream()
                .filter(entry -> entry.getValue().size() == 2)
                .map(Map.Entry::getKey)
                .toList();

        assertThat(shared).hasSizeGreaterThan(8);
        assertThat(shared)
                .allSatisfy(thing -> assertThat(products.get(thing)).as(thing).hasSize(1));
    }

    /// Only the index tells that: so the command found the server by its data folder, and asked it.
    @Test
    void anExplanationOnTheCommandLineAsksTheServerThatRuns() throws Exception {
        String page = TRUTHS.stream()
                .map(Truth::url)
                .filter(url -> PRODUCT_BY_URL.containsKey(url) && !canBeOrdered(PRODUCT_BY_URL.get(url)))
                .findFirst()
                .orElseThrow();

        assertThat(crawled.command("explain", page)).contains("It is out of stock: no offer of it can be ordered now.");
    }

    @Test
    void theCrawlAskedForNothingForbiddenAndSaidWhoItIs() {
        assertThat(manners("grumpy").targetsMatching("/private/.*|/cart.*")).isEmpty();
        assertThat(manners("bazaar").targetsMatching(".*route=basket.*|.*route=find.*|.*&sort=.*"))
                .isEmpty();
        assertThat(manners("harbor").targetsMatching("/cart.*|/search.*|/policies/.*|/admin.*"))
                .isEmpty();
        assertThat(manners("kettle").targetsMatching("/cart/.*|/my-account/.*|.*add-to-cart=.*"))
                .isEmpty();
        assertThat(manners("mill").targetsMatching("/contact\\.html|/warehouse/.*"))
                .isEmpty();
        assertThat(manners("lantern").targetsMatching("/basket.*|/api/.*")).isEmpty();
        crawled.street().shops().keySet().forEach(shop -> {
            var asked = manners(shop).asked();
            assertThat(asked).isNotEmpty();
            assertThat(asked.getFirst().target()).isEqualTo("/robots.txt");
            assertThat(asked).allSatisfy(one -> assertThat(one.agent()).matches("AisleBot/\\S+ \\(\\+http\\S+\\)"));
        });
    }

    @Test
    void aCrawlDelayOfASecondIsObeyed() {
        var manners = manners("kettle");

        assertThat(manners.shortestGap()).isGreaterThan(1 - ON_THE_WAY_SECONDS);
        assertThat(manners.seconds()).isGreaterThan(manners.asked().size() - 1 - ON_THE_WAY_SECONDS);
    }

    @Test
    void theMisbehavingShopsTrapsBringNothingIntoTheGraph() {
        var found =
                agent.call("search_catalog", Map.of("query", "secret bargain")).answer();

        assertThat(found.path("products").toString()).doesNotContain("Secret bargain", "Nothing for nothing");
    }

    @Test
    void aBuyLinkLeadsToTheListingsOwnPageAndIsNotStored() {
        var truth = TRUTHS.stream()
                .filter(one -> one.shop().equals("lantern") && one.stock().equals("in_stock"))
                .findFirst()
                .orElseThrow();
        var link = exactVariant(truth.url()).path("url").asString("");

        var reply = crawled.talk().get(URI.create(link), Map.of());

        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.location()).contains(truth.url());
    }

    @Test
    void anotherColorIsAnotherProductOfTheSameFamily() {
        var green = productOf("fjell-2", "Moss Green");
        var detail = agent.call(
                        "get_product",
                        Map.of(
                                "id",
                                green.path("id").asString(""),
                                "selected",
                                List.of(Map.of("name", "Color", "label", "Granite Grey"))))
                .answer()
                .path("product");

        assertThat(detail.path("id").asString(""))
                .isEqualTo(productOf("fjell-2", "Granite Grey").path("id").asString("-"));
        assertThat(detail.path("selected").toString()).contains("Granite Grey");
    }

    /// The index may lag a little behind the graph: what is missing is asked for again for a while.
    private static void lookUpEverything() throws InterruptedException {
        long begun = System.nanoTime();
        var open = new ArrayList<>(TRUTHS.stream().map(Truth::url).toList());
        while (!open.isEmpty() && System.nanoTime() - begun < LONGEST_INDEXING.toNanos()) {
            for (int from = 0; from < open.size(); from += IDS_A_LOOKUP) {
                var urls = List.copyOf(open.subList(from, Math.min(open.size(), from + IDS_A_LOOKUP)));
                var filters = Map.of("available", false);
                var answer = agent.call("lookup_catalog", Map.of("urls", urls, "filters", filters))
                        .answer();
                answer.path("products")
                        .forEach(product -> exactInputs(product).forEach(url -> PRODUCT_BY_URL.put(url, product)));
            }
            open.removeIf(PRODUCT_BY_URL::containsKey);
            Thread.sleep(Duration.ofMillis(500));
        }
    }

    private static List<String> exactInputs(JsonNode product) {
        return product.path("variants")
                .valueStream()
                .flatMap(variant -> variant.path("inputs").valueStream())
                .filter(input -> input.path("match").asString("").equals("exact"))
                .map(input -> input.path("id").asString(""))
                .toList();
    }

    private static boolean canBeOrdered(JsonNode product) {
        return product.path("variants")
                .valueStream()
                .anyMatch(variant ->
                        variant.path("availability").path("available").asBoolean(false));
    }

    private static JsonNode exactVariant(String url) {
        var product = PRODUCT_BY_URL.getOrDefault(url, Talk.JSON.missingNode());
        return product.path("variants")
                .valueStream()
                .filter(variant -> variant.path("inputs")
                        .valueStream()
                        .anyMatch(input -> input.path("match").asString("").equals("exact")
                                && input.path("id").asString("").equals(url)))
                .findFirst()
                .orElse(Talk.JSON.missingNode());
    }

    private static JsonNode productOf(String family, String look) {
        return TRUTHS.stream()
                .filter(truth -> truth.shop().equals("lantern")
                        && truth.family().equals(family)
                        && truth.look().equals(look))
                .map(truth -> PRODUCT_BY_URL.getOrDefault(truth.url(), Talk.JSON.missingNode()))
                .findFirst()
                .orElseThrow();
    }

    /// Its page shows one stock for several sizes.
    private static boolean sellsSeveralSizes(Truth truth) {
        return Set.of("bazaar", "grumpy").contains(truth.shop())
                && Set.of("corso", "fjell-2").contains(truth.family());
    }

    private static Manners manners(String shop) {
        return Manners.of(crawled.talk()
                .get(crawled.street().shop(shop).resolve("/__log"), Map.of())
                .text());
    }
}
