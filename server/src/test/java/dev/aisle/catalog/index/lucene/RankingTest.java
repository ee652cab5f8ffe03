package dev.aisle.catalog.index.lucene;

import static dev.aisle.catalog.index.Goods.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aisle.catalog.index.Goods;
import dev.aisle.catalog.index.Narrowing;
import dev.aisle.catalog.index.ProductIndex;
import dev.aisle.catalog.index.ProductIndexContract;
import dev.aisle.market.product.Product;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RankingTest {

    private static final int SHOWN = 11;
    private static final int COLLECTED = 20;
    private static final List<String> WORDS = List.of(
            "black", "steel", "lamp", "desk", "head", "phone", "headphone", "for", "kids", "travel", "mug", "mini");

    private final Random random = new Random(11);

    @Test
    void theShortWaysFindWhatOneQueryOfAllClausesFinds(@TempDir Path folder) throws IOException {
        try (ProductIndex index = LuceneIndex.open(folder, ProductIndexContract.CATEGORIES)) {
            for (int segment = 0; segment < 3; segment++) {
                int first = 200 * segment;
                ProductIndexContract.hold(
                        index,
                        IntStream.range(first, first + 200)
                                .mapToObj(this::anyProduct)
                                .toArray(Product[]::new));
                index.commit(Map.of());
            }
        }
        try (ProductFolder files = ProductFolder.open(folder);
                DirectoryReader reader = DirectoryReader.open(files)) {
            KeptRanges ranges = new KeptRanges(1);
            Snapshot snapshot = new Snapshot(reader, 1, 0, ranges, () -> {});
            snapshot.setSimilarity(LuceneIndex.SIMILARITY);
            IndexSearcher keepsNothing = new IndexSearcher(reader);
            keepsNothing.setSimilarity(LuceneIndex.SIMILARITY);
            keepsNothing.setQueryCache(null);
            assertThat(reader.leaves()).hasSizeGreaterThan(1);
            int fullPages = 0;
            for (int search = 0; search < 400; search++) {
                ProductIndex.Wanted wanted = anySearch();
                Ranking ranking = Ranking.of(wanted, snapshot);

                ScoreDoc[] found = ranking.best(snapshot, SHOWN, COLLECTED);

                ScoreDoc[] all = keepsNothing.search(ranking.whole(), 600).scoreDocs;
                assertThat(found.length).as("%s", wanted).isGreaterThanOrEqualTo(Math.min(SHOWN, all.length));
                for (int place = 0; place < Math.min(SHOWN, all.length); place++) {
                    assertThat(found[place].score).as("%s", wanted).isCloseTo(all[place].score, within(1e-4f));
                }
                assertThat(documents(all)).as("%s", wanted).containsAll(documents(found));
                fullPages += all.length >= SHOWN ? 1 : 0;
            }
            assertThat(fullPages).isGreaterThan(130);
            assertThat(ranges.kept()).isPositive();
        }
    }

    private static Set<Integer> documents(ScoreDoc[] hits) {
        return Arrays.stream(hits).map(hit -> hit.doc).collect(Collectors.toSet());
    }

    private Product anyProduct(int number) {
        Goods goods = product("%07d".formatted(number), words(1 + random.nextInt(5)))
                .saying(words(random.nextInt(12)))
                .by(WORDS.get(random.nextInt(WORDS.size())));
        Goods.Sale sale = goods.soldBy("sho" + (char) ('A' + random.nextInt(20)), number, random.nextInt(100));
        if (random.nextInt(4) == 0) {
            sale.in("EUR");
        }
        if (random.nextInt(3) == 0) {
            sale.inCountry("US");
        }
        return (random.nextInt(6) == 0 ? sale.outOfStock() : sale).product();
    }

    private ProductIndex.Wanted anySearch() {
        boolean orderable = random.nextInt(5) > 0;
        Optional<Map<String, Narrowing.Amounts>> prices = switch (random.nextInt(3)) {
            case 0 -> Optional.of(Map.of("USD", new Narrowing.Amounts(0, 50)));
            case 1 -> Optional.of(Map.of("USD", new Narrowing.Amounts(0, 3), "EUR", new Narrowing.Amounts(2, 3)));
            default -> Optional.empty();
        };
        boolean notLamps = random.nextInt(6) == 0;
        Narrowing narrowing = Narrowing.NONE.but(it -> {
            it.orderable = orderable;
            it.prices = prices;
            it.notBrands = notLamps ? Set.of("lamp") : Set.of();
        });
        return new ProductIndex.Wanted(
                Optional.of(words(1 + random.nextInt(4))),
                narrowing,
                "USD",
                random.nextBoolean() ? Optional.of("US") : Optional.empty(),
                Set.of(),
                SHOWN - 1);
    }

    private String words(int count) {
        return random.ints(count, 0, WORDS.size()).mapToObj(WORDS::get).collect(Collectors.joining(" "));
    }
}
