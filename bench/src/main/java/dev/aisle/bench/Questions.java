package dev.aisle.bench;

import java.net.URI;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;

/// Requests for a generated catalog, prepared as bytes: a Zipf log of searches, and lookups of random products.
final class Questions {

    private static final String HALF = ",\"filters\":{\"price\":{\"max\":" + GeneratedCatalog.MEDIAN_CENTS + "}}";

    private Questions() {}

    /// Which door of ours the questions knock at.
    enum Door {
        REST,
        MCP
    }

    /// Searches of the log, a share of them with a filter that half of the catalog passes.
    static Function<SplittableRandom, byte[]> searches(
            URI base, Door door, List<String> queries, double filtered, String headers) {
        return drawn(
                searches(base, door, queries, "", headers), searches(base, door, queries, HALF, headers), filtered);
    }

    /// Every different search that [#searches] may draw.
    static List<byte[]> allSearches(URI base, Door door, List<String> queries, String headers) {
        List<String> different = queries.stream().distinct().toList();
        return Stream.of("", HALF)
                .flatMap(filter -> searches(base, door, different, filter, headers).stream())
                .toList();
    }

    private static List<byte[]> searches(URI base, Door door, List<String> queries, String filter, String headers) {
        return queries.stream()
                .map(query -> catalog(base, door, "search", "{\"query\":\"" + query + "\"" + filter + "}", headers))
                .toList();
    }

    /// Lookups of one product by its id, every product as likely.
    static Function<SplittableRandom, byte[]> lookups(URI base, Door door, int products, String headers) {
        return random -> catalog(
                base,
                door,
                "lookup",
                "{\"ids\":[\"" + GeneratedCatalog.id(random.nextInt(products)).value() + "\"]}",
                headers);
    }

    static Function<SplittableRandom, byte[]> drawn(List<byte[]> plain, List<byte[]> narrowed, double filtered) {
        Zipf rank = new Zipf(plain.size());
        return random -> {
            int query = rank.next(random);
            return random.nextDouble() < filtered ? narrowed.get(query) : plain.get(query);
        };
    }

    private static byte[] catalog(URI base, Door door, String operation, String catalog, String headers) {
        return switch (door) {
            case REST -> LoadTalk.request(base, "POST", "/catalog/" + operation, headers, catalog);
            case MCP ->
                LoadTalk.request(
                        base,
                        "POST",
                        "/mcp",
                        headers,
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + operation
                                + "_catalog\",\"arguments\":{\"catalog\":" + catalog + "}}}");
        };
    }
}
