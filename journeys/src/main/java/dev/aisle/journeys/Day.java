package dev.aisle.journeys;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What a partner and an agent do in a demo, request by request, and what must come of it.
final class Day {

    private static final Duration LONGEST_CRAWL = Duration.ofMinutes(10);
    private static final Duration LONGEST_INDEXING = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final int PRODUCTS_SHOWN = 4;
    private static final String QUERY = "trail running shoes";

    private final Story story;
    private final Talk talk;
    private final Installation.OpenStreet street;
    private final URI base;
    private final Agent agent;

    Day(Story story, Talk talk, Installation.OpenStreet street, URI base) {
        this.story = story;
        this.talk = talk;
        this.street = street;
        this.base = base;
        this.agent = new Agent(talk, base);
    }

    void partner(String key) throws InterruptedException {
        story.chapter("3. The partner registers its merchants; their shops are read at once");
        var caller = new PartnerCaller(talk, base, key);
        var merchants = new LinkedHashMap<String, String>();
        street.shops().forEach((name, shop) -> {
            String called = shopName(name);
            story.request("POST /v0/partner/merchants {\"domain\":\"%s\",\"name\":\"%s\"}"
                    .formatted(shop.getAuthority(), called));
            var reply = caller.createMerchant(shop.getAuthority(), called);
            String id = reply.body().path("customer_id").asString("");
            story.answer(reply, reply.text());
            story.expect(reply.status() == 200 && !id.isEmpty(), "create merchant for " + shop);
            merchants.put(name, id);
        });
        story.request("GET /v0/partner/merchants/{customer_id}/connections   (until every web_crawl is live)");
        awaitLive(caller, merchants);
    }

    private void awaitLive(PartnerCaller caller, Map<String, String> merchants) throws InterruptedException {
        long begun = System.nanoTime();
        var live = new LinkedHashMap<String, PartnerCaller.Sync>();
        while (live.size() < merchants.size() && System.nanoTime() - begun < LONGEST_CRAWL.toNanos()) {
            var seen = new LinkedHashMap<String, String>();
            for (var merchant : merchants.entrySet()) {
                var sync = caller.webCrawl(merchant.getValue());
                seen.put(merchant.getKey(), sync.synced() + (sync.live() ? "" : "..."));
                if (sync.live() && live.putIfAbsent(merchant.getKey(), sync) == null) {
                    story.passed();
                    story.say("%-8s live after %s: %d listings in the graph, %d set aside"
                            .formatted(
                                    merchant.getKey(),
                                    Story.seconds(System.nanoTime() - begun),
                                    sync.synced(),
                                    sync.failed()));
                    story.expect(sync.synced() > 0, "no listing came from the shop " + merchant.getKey());
                }
            }
            story.passing("listings so far: " + seen);
            Thread.sleep(BETWEEN_LOOKS);
        }
        story.passed();
        var late = merchants.keySet().stream()
                .filter(name -> !live.containsKey(name))
                .toList();
        story.expect(late.isEmpty(), "not live within %d s: %s".formatted(LONGEST_CRAWL.toSeconds(), late));
    }

    void agent() throws InterruptedException {
        story.chapter("6. An agent searches the catalog over MCP");
        var products = searched();
        var shared = Products.withSellers(products, 2);
        story.expect(!products.isEmpty(), "the search for '" + QUERY + "' has no answer");
        story.expect(products.isEmpty() || shared.isPresent(), "no product of the search has two sellers");

        story.chapter("7. It has the address of a shop page and asks what that is");
        lookedUp();

        story.chapter("8. It picks a choice, and follows the buy link");
        var chosen = shared.or(() -> products.stream().findFirst());
        if (chosen.isPresent()) {
            bought(chosen.get());
        }
    }

    /// The index follows the graph within a second or so, so the first answers may be early.
    private List<JsonNode> searched() throws InterruptedException {
        Map<String, Object> catalog = Map.of("query", QUERY, "pagination", Map.of("limit", 10));
        long begun = System.nanoTime();
        var called = agent.call("search_catalog", catalog);
        while (Products.withSellers(Products.of(called.answer()), 2).isEmpty()
                && System.nanoTime() - begun < LONGEST_INDEXING.toNanos()) {
            Thread.sleep(BETWEEN_LOOKS.multipliedBy(2));
            called = agent.call("search_catalog", catalog);
        }
        story.request("POST /mcp  search_catalog {\"catalog\":{\"query\":\"" + QUERY + "\"}}");
        var products = Products.of(called.answer());
        story.answer(called.reply(), products.size() + " products" + failure(called));
        products.stream().limit(PRODUCTS_SHOWN).forEach(this::show);
        return products;
    }

    private void lookedUp() {
        var page = anAddressOf("lantern", "q20-ii");
        story.expect(page.isPresent(), "the shop lantern does not sell what the demo looks up");
        if (page.isEmpty()) {
            return;
        }
        story.request("POST /mcp  lookup_catalog {\"catalog\":{\"urls\":[\"" + page.get() + "\"]}}");
        var called = agent.call("lookup_catalog", Map.of("urls", List.of(page.get())));
        var products = Products.of(called.answer());
        story.answer(called.reply(), products.size() + " product" + failure(called));
        products.forEach(this::show);
        long exact = products.stream()
                .flatMap(product -> product.path("variants").valueStream())
                .flatMap(variant -> variant.path("inputs").valueStream())
                .filter(input -> input.path("match").asString("").equals("exact")
                        && input.path("id").asString("").equals(page.get()))
                .count();
        story.expect(exact > 0, "the lookup of " + page.get() + " did not find the listing of that page");
    }

    private void bought(JsonNode product) {
        String id = product.path("id").asString("");
        story.request("POST /mcp  get_product {\"catalog\":{\"id\":\"" + id + "\"}}");
        var called = agent.call("get_product", Map.of("id", id));
        var detail = called.answer().path("product");
        story.answer(called.reply(), detail.path("title").asString("no product") + failure(called));
        story.expect(detail.path("variants").size() > 0, "get_product of " + id + " has no variants");
        detail.path("options")
                .forEach(option -> story.detail(option.path("name").asString("?") + ": " + labels(option)));
        var choice = anotherChoice(detail);
        story.expect(choice.isPresent(), "get_product of " + id + " leaves nothing to choose");
        if (choice.isPresent()) {
            detail = chosen(id, choice.get(), detail);
        }
        follow(detail.path("variants").path(0));
    }

    private JsonNode chosen(String id, Map<String, String> choice, JsonNode before) {
        story.request("POST /mcp  get_product {\"catalog\":{\"id\":\"%s\",\"selected\":[%s]}}"
                .formatted(id, Talk.JSON.writeValueAsString(choice)));
        var called = agent.call("get_product", Map.of("id", id, "selected", List.of(choice)));
        var detail = called.answer().path("product");
        String selected = detail.path("selected")
                .valueStream()
                .map(pair -> pair.path("name").asString("?") + " "
                        + pair.path("label").asString("?"))
                .collect(Collectors.joining(", "));
        story.answer(called.reply(), detail.path("title").asString("no product") + " - " + selected + failure(called));
        detail.path("variants")
                .valueStream()
                .limit(PRODUCTS_SHOWN)
                .forEach(variant -> story.detail("%-24s %s  %s"
                        .formatted(
                                variant.path("seller").path("name").asString("?"),
                                Products.money(variant.path("price")),
                                Products.status(variant))));
        boolean kept = detail.path("selected")
                .valueStream()
                .anyMatch(pair -> pair.path("label").asString("").equals(choice.get("label")));
        story.expect(kept, "get_product of " + id + " did not keep the selection " + choice);
        return kept ? detail : before;
    }

    private void follow(JsonNode variant) {
        String link = variant.path("url").asString("");
        story.expect(!link.isEmpty(), "the variant has no buy link");
        if (link.isEmpty()) {
            return;
        }
        story.request("GET " + link);
        var reply = talk.get(URI.create(link), Map.of());
        String location = reply.location().orElse("");
        story.answer(reply, "Location: " + location);
        boolean leadsToTheStreet =
                street.shops().values().stream().anyMatch(shop -> location.startsWith(shop.toString()));
        story.expect(reply.status() == 302 && leadsToTheStreet, "the buy link does not lead to a shop of the street");
    }

    /// The first value that exists and is not the one selected, wherever there is one.
    private static Optional<Map<String, String>> anotherChoice(JsonNode detail) {
        for (JsonNode option : detail.path("options").values()) {
            String name = option.path("name").asString("");
            String now = detail.path("selected")
                    .valueStream()
                    .filter(pair -> pair.path("name").asString("").equals(name))
                    .map(pair -> pair.path("label").asString(""))
                    .findFirst()
                    .orElse("");
            var other = option.path("values")
                    .valueStream()
                    .filter(value -> value.path("exists").asBoolean(false))
                    .map(value -> value.path("label").asString(""))
                    .filter(label -> !label.equals(now))
                    .findFirst();
            if (other.isPresent()) {
                return Optional.of(Map.of("name", name, "label", other.get()));
            }
        }
        return Optional.empty();
    }

    private static String labels(JsonNode option) {
        return option.path("values")
                .valueStream()
                .map(value -> value.path("label").asString("?")
                        + (value.path("exists").asBoolean(true)
                                ? value.path("available").asBoolean(true) ? "" : " (sold out)"
                                : " (not with this)"))
                .collect(Collectors.joining(", "));
    }

    private void show(JsonNode product) {
        var sellers = Products.sellers(product);
        story.detail("%s  %s  %s"
                .formatted(
                        product.path("title").asString("?"),
                        Products.priceRange(product),
                        sellers.size()
                                + (sellers.size() == 1 ? " seller: " : " sellers: ")
                                + String.join(", ", sellers)));
    }

    private static String failure(Agent.Called called) {
        return called.answer().isMissingNode() ? "  " + called.reply().text() : "";
    }

    /// What the shop itself says about where it sells a family; a person would have copied it from the browser.
    private Optional<String> anAddressOf(String shop, String family) {
        var goods = talk.get(street.shop(shop).resolve("/__goods"), Map.of());
        return goods.text()
                .lines()
                .map(line -> List.of(line.split("\t", -1)))
                .filter(columns -> columns.size() > 3 && columns.get(1).equals(family))
                .map(columns -> columns.get(3))
                .findFirst();
    }

    private static String shopName(String name) {
        return switch (name) {
            case "harbor" -> "Harbor & Pine";
            case "kettle" -> "Kettle House";
            case "lantern" -> "Lantern Outfitters";
            case "mill" -> "Old Mill Electric";
            case "bazaar" -> "Corner Bazaar";
            case "grumpy" -> "Grumpy Goods";
            default -> name;
        };
    }
}
