package dev.aisle.bench;

import dev.aisle.base.json.Json;
import dev.aisle.base.money.PriceText;
import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.RawListing;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.supply.crawl.FetchedPage;
import dev.aisle.supply.extract.Extractor;
import dev.aisle.supply.extract.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;

/// How well product pages of many sites are read: `html/*.html.gz` against `ground-truth.json`, field by field. One
/// value a field is answered, the one the listing would be stored with.
final class ExtractionFigures {

    private static final List<String> FIELDS =
            List.of("price", "currency", "sku", "availability", "brand", "gtin", "mpn");
    private static final Set<String> TRUTH_HAS_GAPS = Set.of("sku", "brand", "mpn", "gtin");

    private static final int WARM_UP = 5;
    private static final int ROUNDS = 5;

    private ExtractionFigures() {}

    static void run(Options options, PrintStream out) throws IOException {
        Path folder = options.from();
        JsonNode truth = Json.tree(Files.readAllBytes(folder.resolve("ground-truth.json")));
        Map<String, Map<String, String>> read = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> page : truth.properties()) {
            read.put(page.getKey(), answer(folder, page.getKey(), page.getValue()));
        }
        Optional<String> predictions = options.find("predictions");
        if (predictions.isPresent()) {
            Files.writeString(Path.of(predictions.get()), Json.write(read));
        }
        Map<String, FieldScore> scores = scores(truth, read);
        double millis = millisAPage(folder, truth);
        if (options.has("json")) {
            Map<String, Object> figures = new LinkedHashMap<>(scores);
            figures.put("ms_a_page", millis);
            out.println(Json.write(figures));
        } else {
            table(folder, truth.size(), scores, out);
            out.printf(
                    Locale.ROOT,
                    "%.1f ms a page from text to raw listings, one thread, the mean of %d rounds after %d to warm up.%n",
                    millis,
                    ROUNDS,
                    WARM_UP);
        }
    }

    private static double millisAPage(Path folder, JsonNode truth) throws IOException {
        List<FetchedPage> pages = new ArrayList<>();
        for (Map.Entry<String, JsonNode> page : truth.properties()) {
            pages.add(page(folder, page.getKey(), page.getValue()));
        }
        long began = System.nanoTime();
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            began = round == WARM_UP ? System.nanoTime() : began;
            pages.forEach(ExtractionFigures::read);
        }
        return (System.nanoTime() - began) / 1e6 / ROUNDS / Math.max(1, pages.size());
    }

    private static Map<String, String> answer(Path folder, String id, JsonNode expected) throws IOException {
        FetchedPage page = page(folder, id, expected);
        return listingOf(read(page), page.url()).map(ExtractionFigures::fields).orElse(Map.of());
    }

    private static Reading read(FetchedPage page) {
        Merchant merchant = new Merchant(new MerchantId("eval"), page.url().getHost(), "https", Optional.empty());
        return new Extractor().read(merchant, page);
    }

    private static FetchedPage page(Path folder, String id, JsonNode expected) throws IOException {
        URI url =
                URI.create(expected.has("url") ? ascii(expected.get("url").asString()) : "https://page.invalid/" + id);
        try (InputStream body = new GZIPInputStream(Files.newInputStream(folder.resolve("html/" + id + ".html.gz")))) {
            String html = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            return new FetchedPage(url, url, 200, "text/html", Map.of(), html, Instant.EPOCH);
        }
    }

    /// Of a page's variants the one its address chooses, else the first.
    private static Optional<RawListing> listingOf(Reading reading, URI url) {
        String key = UrlKey.of(url).value();
        return reading.listings().stream()
                .filter(listing -> UrlKey.of(listing.page()).value().equals(key))
                .findFirst()
                .or(() -> reading.listings().stream().findFirst());
    }

    private static Map<String, String> fields(RawListing listing) {
        Map<String, String> fields = new LinkedHashMap<>();
        listing.first(Field.PRICE)
                .flatMap(price -> PriceText.read(price).amount())
                .filter(amount -> amount.signum() > 0)
                .ifPresent(it -> fields.put("price", it.toPlainString()));
        listing.first(Field.CURRENCY).ifPresent(it -> fields.put("currency", it));
        listing.first(Field.SKU).ifPresent(it -> fields.put("sku", it));
        listing.first(Field.AVAILABILITY).ifPresent(it -> fields.put("availability", stock(it)));
        listing.first(Field.BRAND).ifPresent(it -> fields.put("brand", it));
        listing.first(Field.GTIN).ifPresent(it -> fields.put("gtin", it));
        listing.first(Field.MPN).ifPresent(it -> fields.put("mpn", it));
        return fields;
    }

    private static String stock(String said) {
        String word = said.substring(said.lastIndexOf('/') + 1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z]", "");
        return switch (word) {
            case "outofstock", "soldout", "discontinued", "instoreonly", "reserved" -> "OutOfStock";
            default -> "InStock";
        };
    }

    private static Map<String, FieldScore> scores(JsonNode truth, Map<String, Map<String, String>> read) {
        Map<String, FieldScore> scores = new LinkedHashMap<>();
        for (String field : FIELDS) {
            Map<String, Set<String>> expected = new LinkedHashMap<>();
            Map<String, Set<String>> said = new LinkedHashMap<>();
            truth.properties()
                    .forEach(page -> expected.put(
                            page.getKey(), comparable(field, page.getValue().path(field))));
            read.forEach((page, fields) -> said.put(page, comparable(field, fields.getOrDefault(field, ""))));
            scores.put(field, FieldScore.of(expected, said, TRUTH_HAS_GAPS.contains(field)));
        }
        return scores;
    }

    private static Set<String> comparable(String field, JsonNode values) {
        List<JsonNode> each = new ArrayList<>();
        if (values.isArray()) {
            values.forEach(each::add);
        } else {
            each.add(values);
        }
        Set<String> all = new LinkedHashSet<>();
        each.forEach(value -> all.addAll(comparable(field, value.asString(""))));
        return all;
    }

    /// Prices to the cent, availability by its last word, everything trimmed and in lower case.
    private static Set<String> comparable(String field, String value) {
        String text = value.strip().toLowerCase(Locale.ROOT);
        if (text.isEmpty()) {
            return Set.of();
        }
        return Set.of(
                switch (field) {
                    case "price" -> cents(text);
                    case "availability" -> text.substring(text.lastIndexOf('/') + 1);
                    default -> text;
                });
    }

    private static String cents(String text) {
        try {
            return String.format(Locale.ROOT, "%.2f", Double.parseDouble(text.replaceAll("[^0-9.]", "")));
        } catch (NumberFormatException notANumber) {
            return text;
        }
    }

    private static String ascii(String url) {
        return url.replace(" ", "%20").replace("|", "%7C");
    }

    private static void table(Path folder, int pages, Map<String, FieldScore> scores, PrintStream out) {
        out.printf(Locale.ROOT, "%-13s %6s %10s %7s %6s%n", "field", "F1", "precision", "recall", "pages");
        scores.forEach((field, score) -> out.printf(
                Locale.ROOT,
                "%-13s %6.3f %10.3f %7.3f %6d%n",
                field,
                score.f1(),
                score.precision(),
                score.recall(),
                score.pages()));
        out.printf(
                "%nHow: %d pages of %s read by the extractor of the server, one answer a field; pages = those with a known"
                        + " truth.%nAn answer where none is known counts against precision, except for %s.%n",
                pages,
                folder,
                String.join(", ", TRUTH_HAS_GAPS.stream().sorted().toList()));
    }
}
