package dev.aisle.partner.source.akeneo;

import static dev.aisle.partner.source.PlatformHttp.encoded;
import static dev.aisle.partner.source.PlatformHttp.text;

import dev.aisle.base.json.Json;
import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.AtOnce;
import dev.aisle.partner.source.Reply;
import dev.aisle.partner.source.Source.Pulled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// The models above some products. They are searched by their codes, many with one request; one that the search
/// does not tell is asked for by itself, so that only what the PIM does not know counts as missing.
sealed interface AkeneoModels {

    int MOST_MODELS_UP = 2;
    /// As many as the PIM tells on one page.
    int MOST_AT_ONCE = 100;
    /// Servers before a PIM take addresses of eight thousand characters.
    int LONGEST_SEARCH = 4_000;

    JsonNode NONE = Json.tree("{}");

    /// All that there are.
    record Good(Map<String, JsonNode> byCode) implements AkeneoModels {

        /// A product and the models above it, the nearest first.
        List<JsonNode> line(JsonNode product) {
            List<JsonNode> levels = new ArrayList<>(List.of(product));
            for (int up = 0; up < MOST_MODELS_UP; up++) {
                Optional.ofNullable(byCode.get(text(levels.getLast(), "parent")))
                        .ifPresent(levels::add);
            }
            return levels;
        }
    }

    /// They cannot be read now.
    record Bad(Pulled why) implements AkeneoModels {}

    /// Reads them, level by level.
    static AkeneoModels above(List<JsonNode> products, AkeneoClient client, Access access) {
        Map<String, JsonNode> known = new HashMap<>();
        List<JsonNode> level = products;
        for (int up = 0; up < MOST_MODELS_UP; up++) {
            List<String> wanted = level.stream()
                    .map(it -> text(it, "parent"))
                    .filter(code -> !code.isEmpty() && !known.containsKey(code))
                    .distinct()
                    .toList();
            for (Reply reply : AtOnce.each(searches(wanted), search -> client.get(access, search))) {
                switch (reply) {
                    case Reply.Said said ->
                        AkeneoList.items(said.body()).forEach(it -> known.put(text(it, "code"), it));
                    case Reply.Unsaid unsaid -> {
                        return new Bad(unsaid.pulled());
                    }
                }
            }
            List<String> untold =
                    wanted.stream().filter(code -> !known.containsKey(code)).toList();
            List<Reply> alone = AtOnce.each(untold, code -> client.get(access, one(code)));
            for (int n = 0; n < untold.size(); n++) {
                switch (alone.get(n)) {
                    case Reply.Said said -> known.put(untold.get(n), said.body());
                    case Reply.Failed failed when failed.status() == 404 -> known.put(untold.get(n), NONE);
                    case Reply.Unsaid unsaid -> {
                        return new Bad(unsaid.pulled());
                    }
                }
            }
            level = wanted.stream().map(code -> known.getOrDefault(code, NONE)).toList();
        }
        return new Good(known);
    }

    /// Requests that together search all of the codes. A model's code is its `identifier` in a search.
    private static List<String> searches(List<String> codes) {
        return batches(codes, code -> code).stream().map(AkeneoModels::search).toList();
    }

    /// As many with one search as its answer and its address can hold.
    static <T> List<List<T>> batches(List<T> all, Function<T, String> code) {
        List<List<T>> batches = new ArrayList<>();
        List<T> batch = new ArrayList<>();
        int length = 0;
        for (T each : all) {
            int longer = encoded(Json.write(code.apply(each)) + ",").length();
            if (batch.size() == MOST_AT_ONCE || (!batch.isEmpty() && length + longer > LONGEST_SEARCH)) {
                batches.add(batch);
                batch = new ArrayList<>();
                length = 0;
            }
            batch.add(each);
            length += longer;
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    private static String search(List<String> codes) {
        String filter = Json.write(Map.of("identifier", List.of(Map.of("operator", "IN", "value", codes))));
        return "product-models?with_attribute_options=true&limit=" + MOST_AT_ONCE + "&search=" + encoded(filter);
    }

    private static String one(String code) {
        return "product-models/" + encoded(code).replace("+", "%20") + "?with_attribute_options=true";
    }
}
