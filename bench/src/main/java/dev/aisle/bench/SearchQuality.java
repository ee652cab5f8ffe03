package dev.aisle.bench;

import dev.aisle.base.json.Json;
import dev.aisle.base.money.Rates;
import dev.aisle.catalog.Catalog;
import dev.aisle.catalog.answer.Context;
import dev.aisle.catalog.answer.Filters;
import dev.aisle.catalog.answer.Found;
import dev.aisle.catalog.answer.Search;
import dev.aisle.catalog.answer.SearchAnswer;
import dev.aisle.catalog.index.ProductDocument;
import dev.aisle.catalog.index.ProductIndex;
import dev.aisle.catalog.index.ProductRenderer;
import dev.aisle.catalog.index.lucene.LuceneIndex;
import dev.aisle.market.product.Offer;
import dev.aisle.market.product.Product;
import dev.aisle.market.product.ProductId;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// How well searches are answered: judged queries asked of the real catalog over the real index, page by
/// page, ranked by nDCG@10 (discount log2 of the rank plus one, ideal order from all that was judged) and
/// recall@100 (of what is worth anything).
final class SearchQuality {

    private static final int NDCG_DEPTH = 10;
    private static final int RECALL_DEPTH = 100;

    /// Figures of one set of judgments.
    record Score(int products, int queries, double ndcgAt10, double recallAt100) {}

    private SearchQuality() {}

    static void run(Options options, PrintStream out) throws IOException {
        Map<String, Score> scores = new LinkedHashMap<>();
        for (Path folder : folders(options.from())) {
            JudgedSearches judged =
                    JudgedSearches.isEsci(folder) ? JudgedSearches.esci(folder) : JudgedSearches.chorus(folder);
            scores.put(String.valueOf(folder.getFileName()), score(judged, options.find("worst"), out));
        }
        if (scores.isEmpty()) {
            throw new IllegalArgumentException(
                    "--from " + options.from() + " holds neither judgments.json nor ratings.csv");
        }
        if (options.has("json")) {
            out.println(Json.write(scores));
        } else {
            out.printf("%-12s %9s %8s %9s %11s%n", "set", "products", "queries", "nDCG@10", "recall@100");
            scores.forEach((name, score) -> out.printf(
                    Locale.ROOT,
                    "%-12s %9d %8d %9.3f %11.3f%n",
                    name,
                    score.products(),
                    score.queries(),
                    score.ndcgAt10(),
                    score.recallAt100()));
        }
    }

    /// The folder itself, or the folders in it.
    private static List<Path> folders(Path from) throws IOException {
        try (Stream<Path> inside = Files.list(from)) {
            return Stream.concat(Stream.of(from), inside.sorted())
                    .filter(it -> JudgedSearches.isEsci(it) || JudgedSearches.isChorus(it))
                    .toList();
        }
    }

    private static Score score(JudgedSearches judged, Optional<String> worst, PrintStream out) throws IOException {
        Path folder = Files.createTempDirectory("aisle-eval");
        try (ProductIndex index = LuceneIndex.open(folder, List::of)) {
            index.put(judged.products().stream()
                    .map(product -> new ProductIndex.Entry(product, ProductDocument.of(product, new NoBytes())))
                    .toList());
            index.refresh();
            Catalog catalog = new Catalog(index, Rates.shipped(), id -> Optional.empty());
            double ndcg = 0;
            double recall = 0;
            for (Map.Entry<String, Map<ProductId, Double>> query :
                    judged.gains().entrySet()) {
                List<ProductId> found = find(catalog, query.getKey());
                double own = ndcg(found, query.getValue());
                ndcg += own;
                recall += recall(found, query.getValue());
                if (worst.isPresent()) {
                    out.printf(Locale.ROOT, "%.3f %.3f %s%n", own, recall(found, query.getValue()), query.getKey());
                }
            }
            int queries = judged.gains().size();
            return new Score(judged.products().size(), queries, ndcg / queries, recall / queries);
        } finally {
            delete(folder);
        }
    }

    private static List<ProductId> find(Catalog catalog, String query) {
        List<ProductId> found = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            SearchAnswer page = catalog.search(
                    new Search(Optional.of(query), Filters.NONE, Context.DEFAULT, Search.LARGEST_PAGE, cursor));
            page.products().stream()
                    .map(Found::product)
                    .map(ProductDocument::id)
                    .forEach(found::add);
            cursor = page.next();
        } while (cursor.isPresent() && found.size() < RECALL_DEPTH);
        return found;
    }

    private static double ndcg(List<ProductId> found, Map<ProductId, Double> gains) {
        double ideal = dcg(gains.values().stream()
                .sorted((one, other) -> Double.compare(other, one))
                .toList());
        return ideal == 0
                ? 0
                : dcg(found.stream().map(id -> gains.getOrDefault(id, 0.0)).toList()) / ideal;
    }

    private static double dcg(List<Double> gains) {
        double sum = 0;
        for (int rank = 0; rank < Math.min(NDCG_DEPTH, gains.size()); rank++) {
            sum += gains.get(rank) * Math.log(2) / Math.log(rank + 2);
        }
        return sum;
    }

    private static double recall(List<ProductId> found, Map<ProductId, Double> gains) {
        long worth = gains.values().stream().filter(gain -> gain > 0).count();
        long had = found.stream()
                .limit(RECALL_DEPTH)
                .filter(id -> gains.getOrDefault(id, 0.0) > 0)
                .count();
        return worth == 0 ? 0 : (double) had / worth;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static final class NoBytes implements ProductRenderer {

        @Override
        public byte[] head(Product product) {
            return new byte[0];
        }

        @Override
        public byte[] body(Product product, Offer offer) {
            return new byte[0];
        }
    }
}
