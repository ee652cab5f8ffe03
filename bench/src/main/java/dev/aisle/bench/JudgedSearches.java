package dev.aisle.bench;

import dev.aisle.base.ids.Base62;
import dev.aisle.base.json.Json;
import dev.aisle.base.money.Money;
import dev.aisle.market.listing.Availability;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.listing.ListingKey;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.product.Offer;
import dev.aisle.market.product.Product;
import dev.aisle.market.product.ProductId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import tools.jackson.databind.JsonNode;

/// Products, queries, and how much each product is worth as an answer to each query. Two published sets are
/// read: ESCI (`products.json.gz`, `judgments.json`) and Chorus (`*.json.zip`, `ratings.csv`).
///
/// @param gains by query and product; what is not in it is worth nothing, and a query that no product
///     is worth anything to is left out
record JudgedSearches(List<Product> products, Map<String, Map<ProductId, Double>> gains) {

    JudgedSearches {
        gains.values().removeIf(worth -> worth.values().stream().noneMatch(gain -> gain > 0));
    }

    private static final Merchant STORE =
            new Merchant(new MerchantId("eval"), "eval.example", "https", Optional.empty());
    private static final double ESCI_EXACT = 100;

    static boolean isEsci(Path folder) {
        return Files.exists(folder.resolve("judgments.json"));
    }

    static boolean isChorus(Path folder) {
        return Files.exists(folder.resolve("ratings.csv"));
    }

    /// Gains are the ratings over 100.
    static JudgedSearches esci(Path folder) throws IOException {
        Map<String, Product> products = new LinkedHashMap<>();
        try (InputStream stream = Files.newInputStream(folder.resolve("products.json.gz"));
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(stream), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    JsonNode item = Json.tree(line);
                    products.put(item.path("_id").asString(), esciProduct(item, products.size()));
                }
            }
        }
        Map<String, Map<ProductId, Double>> gains = new LinkedHashMap<>();
        for (JsonNode judged : Json.tree(Files.readAllBytes(folder.resolve("judgments.json")))) {
            for (JsonNode rating : judged.path("ratings")) {
                put(
                        gains,
                        judged.path("query").asString(),
                        products.get(rating.path("docId").asString()),
                        rating.path("rating").asDouble() / ESCI_EXACT);
            }
        }
        return new JudgedSearches(List.copyOf(products.values()), gains);
    }

    /// Gains are two to the power of the rating, less one.
    static JudgedSearches chorus(Path folder) throws IOException {
        Map<String, Product> products = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".json.zip"))
                    .sorted()
                    .toList()) {
                try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
                    zip.getNextEntry();
                    for (JsonNode item : Json.tree(zip.readAllBytes())) {
                        products.put(item.path("id").asString(), chorusProduct(item, products.size()));
                    }
                }
            }
        }
        Map<String, Map<ProductId, Double>> gains = new LinkedHashMap<>();
        for (String line : Files.readAllLines(folder.resolve("ratings.csv")).stream()
                .skip(1)
                .toList()) {
            int rating = line.lastIndexOf(',');
            int id = line.lastIndexOf(',', rating - 1);
            put(
                    gains,
                    line.substring(0, id).replace("\"", ""),
                    products.get(line.substring(id + 1, rating)),
                    Math.pow(2, Integer.parseInt(line.substring(rating + 1).strip())) - 1);
        }
        return new JudgedSearches(List.copyOf(products.values()), gains);
    }

    private static void put(
            Map<String, Map<ProductId, Double>> gains,
            String query,
            @org.jspecify.annotations.Nullable Product product,
            double gain) {
        if (product != null) {
            gains.computeIfAbsent(query, it -> new LinkedHashMap<>()).put(product.id(), gain);
        }
    }

    private static Product esciProduct(JsonNode item, int number) {
        List<String> path = new ArrayList<>();
        item.path("category").forEach(step -> path.add(step.asString()));
        List<Listing.Named> attributes = new ArrayList<>();
        word(item, "color").ifPresent(color -> attributes.add(new Listing.Named("Color", color)));
        Optional<Listing.Rating> rating = item.path("rating").isNumber()
                ? Optional.of(new Listing.Rating(
                        item.path("rating").asDouble(),
                        5,
                        item.path("rating_count").asLong()))
                : Optional.empty();
        return product(
                number,
                item.path("title").asString(),
                item.path("bullet_points").asString()
                        + '\n'
                        + item.path("description").asString(),
                new Listing.Identity(word(item, "brand"), Optional.empty(), Optional.empty(), Optional.empty()),
                path.isEmpty() ? List.of() : List.of(String.join(" > ", path)),
                attributes,
                rating);
    }

    private static Product chorusProduct(JsonNode item, int number) {
        List<Listing.Named> attributes = new ArrayList<>();
        item.properties().forEach(member -> {
            if (member.getKey().startsWith("attr_")) {
                String value = member.getValue().isBoolean()
                        ? member.getValue().booleanValue() ? "Yes" : "No"
                        : member.getValue().asString();
                attributes.add(new Listing.Named(
                        member.getKey()
                                .substring("attr_t_".length())
                                .replace('_', ' ')
                                .strip(),
                        value));
            }
        });
        Optional<String> gtin =
                Optional.of(item.path("ean").path(0).asString("")).filter(it -> !it.isBlank());
        return product(
                number,
                item.path("title").asString(),
                item.path("short_description").asString(""),
                new Listing.Identity(word(item, "supplier"), gtin, word(item, "name"), Optional.empty()),
                List.of(),
                attributes,
                Optional.empty());
    }

    private static Optional<String> word(JsonNode item, String name) {
        return item.path(name).stringValueOpt().map(String::strip).filter(it -> !it.isEmpty());
    }

    private static Product product(
            int number,
            String title,
            String description,
            Listing.Identity identity,
            List<String> categories,
            List<Listing.Named> attributes,
            Optional<Listing.Rating> rating) {
        ProductId id = new ProductId(Base62.of(number, 7));
        Listing listing = new Listing(
                new ListingKey(STORE.id(), "p/" + number),
                URI.create("https://eval.example/p/" + number),
                title.isBlank() ? "untitled" : title,
                description.strip(),
                identity,
                new Money(1_000, "USD"),
                Optional.empty(),
                Availability.IN_STOCK,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                categories,
                Optional.empty(),
                attributes,
                Listing.Audience.ANYONE,
                rating,
                Optional.empty(),
                Map.of(),
                Instant.EPOCH);
        Offer offer =
                new Offer(new ListingId(String.format(Locale.ROOT, "%026d", number)), STORE, listing, Instant.EPOCH);
        return new Product(
                id,
                id.value(),
                listing.title(),
                listing.description(),
                identity.brand(),
                Optional.empty(),
                List.of(),
                attributes,
                rating,
                List.of(offer));
    }
}
