package dev.aisle.bench;

import java.net.URI;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/// Requests for a generated catalog, prepared as bytes: a Zipf log of searches, and lookups of random products.
final class Questions {

    private Questions() {}

    /// Which door of ours the questions knock at.
    enum Door {
        REST,
        MCP
    }

    /// Searches of the log, a share of them with a filter that half of the catalog passes.
    static Function<SplittableRandom, byte[]> searches(
            URI base, Door door, List<String> queries, double filtered, String headers) {
        String half = ",\"filters\":{\"price\":{\"max\":" + GeneratedCatalog.MEDIAN_CENTS + "}}";
        return drawn(
                queries.stream()
                        .map(query -> catalog(base, door, "search", "{\"query\":\"" + query + "\"}", headers))
                        .toList(),
                queries.stream()
                        .map(query ->
                                catalog(base, door, "search", "{\"query\":\"" + query + "\"" + half + "}", headers))
                        .toList(),
                filtered);
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
