package dev.aisle.bench;

import dev.aisle.base.json.Json;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// All that an agent can see of some merchants' offers, told over HTTP: which listings are one product, and
/// what each offer says. Ids differ from one data folder to the next, so offers are named by the store page
/// they lead to and their title.
///
/// @param offers what each offer says, by its name
/// @param products the names of the offers of each product, whatever its id
/// @param twice names that more than one offer has
record CatalogSnapshot(Map<String, String> offers, Set<Set<String>> products, Set<String> twice) {

    private static final int LOOKUPS_AT_ONCE = 50;

    static CatalogSnapshot take(HttpTalk talk, Collection<String> domains) throws IOException {
        Set<String> ids = new LinkedHashSet<>();
        for (String domain : domains) {
            ids.addAll(productsOf(talk, domain));
        }
        Map<String, String> offers = new TreeMap<>();
        Map<String, Set<String>> products = new TreeMap<>();
        Set<String> twice = new TreeSet<>();
        List<String> list = new ArrayList<>(ids);
        for (int from = 0; from < list.size(); from += LOOKUPS_AT_ONCE) {
            List<String> some = list.subList(from, Math.min(from + LOOKUPS_AT_ONCE, list.size()));
            JsonNode answer = ask(talk, "/catalog/lookup", Map.of("ids", some, "filters", Map.of("available", false)));
            for (JsonNode product : answer.path("products")) {
                for (JsonNode variant : product.path("variants")) {
                    String leadsTo = talk.ask("HEAD", path(variant.path("url").asString()), "", "")
                            .location();
                    String name = leadsTo + " | " + variant.path("title").asString() + " | "
                            + variant.path("sku").asString("");
                    if (offers.put(name, said(variant)) != null) {
                        twice.add(name);
                    }
                    products.computeIfAbsent(product.path("id").asString(), ignored -> new TreeSet<>())
                            .add(name);
                }
            }
        }
        return new CatalogSnapshot(offers, Set.copyOf(products.values()), twice);
    }

    /// In words, what another snapshot has differently; empty if nothing.
    List<String> differences(CatalogSnapshot other) {
        List<String> differences = new ArrayList<>();
        offers.forEach((name, said) -> {
            String there = other.offers.get(name);
            if (there == null) {
                differences.add("lost: " + name);
            } else if (!there.equals(said)) {
                differences.add("changed: " + name + ": " + said + " became " + there);
            }
        });
        other.offers.keySet().stream()
                .filter(name -> !offers.containsKey(name))
                .forEach(name -> differences.add("only after the kills: " + name));
        other.twice.forEach(name -> differences.add("twice: " + name));
        products.stream()
                .filter(it -> !other.products.contains(it))
                .forEach(it -> differences.add("no longer one product: " + it));
        return differences;
    }

    private static Set<String> productsOf(HttpTalk talk, String domain) throws IOException {
        Set<String> ids = new LinkedHashSet<>();
        String cursor = "";
        do {
            Map<String, Object> pagination =
                    cursor.isEmpty() ? Map.of("limit", 50) : Map.of("limit", 50, "cursor", cursor);
            JsonNode answer = ask(
                    talk,
                    "/catalog/search",
                    Map.of(
                            "query",
                            "*",
                            "filters",
                            Map.of("website_ids", List.of(domain), "available", false),
                            "pagination",
                            pagination));
            answer.path("products")
                    .forEach(product -> ids.add(product.path("id").asString()));
            cursor = answer.path("pagination").path("cursor").asString("");
        } while (!cursor.isEmpty());
        return ids;
    }

    private static String said(JsonNode variant) {
        return List.of("price", "list_price", "availability", "condition", "description", "barcodes", "media").stream()
                .map(field -> field + "=" + variant.path(field))
                .collect(Collectors.joining(" "));
    }

    private static JsonNode ask(HttpTalk talk, String path, Map<String, Object> question) throws IOException {
        HttpTalk.Answer answer = talk.post(path, Json.write(question));
        if (answer.status() != 200) {
            throw new IllegalStateException(path + ": " + answer.status() + " " + answer.body());
        }
        return Json.tree(answer.body());
    }

    private static String path(String url) {
        URI parts = URI.create(url);
        return parts.getRawPath() + (parts.getRawQuery() == null ? "" : "?" + parts.getRawQuery());
    }
}
