package dev.aisle.catalog.index;

import static dev.aisle.catalog.index.Goods.product;
import static dev.aisle.catalog.index.ProductIndexContract.hold;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.market.product.Product;
import dev.aisle.market.product.ProductId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Page by page any index gives everything once, whatever is equal and whatever is written meanwhile.
public interface PagingContract {

    ProductIndex open(Path folder);

    /// So many equals that neither a page nor what is collected beyond it holds them, in segments that a commit and
    /// the merging after it lay differently.
    @Test
    default void ofVeryManyEqualsEachComesOnceAlsoAcrossACommit(@TempDir Path folder) {
        long seed = Long.getLong("seed", 20_261_122L);
        Random random = new Random(seed);
        List<Integer> numbers = new ArrayList<>(
                IntStream.range(0, 600).map(it -> 2 * it).boxed().toList());
        Collections.shuffle(numbers, random);
        try (ProductIndex index = open(folder)) {
            for (int from = 0; from < numbers.size(); from += 100) {
                hold(index, lamps(numbers.subList(from, from + 100)));
            }
            List<String> paged = new ArrayList<>();
            for (Optional<String> text : List.of(Optional.of("lamp"), Optional.<String>empty())) {
                paged.clear();
                int pages = 0;
                while (paged.size() < numbers.size()) {
                    List<String> page = page(index, text, paged, 50);
                    assertThat(page).as("seed %d", seed).hasSize(50).isSorted();
                    paged.addAll(page);
                    pages++;
                    if (pages == 4) {
                        hold(index, lamps(numbers.subList(0, 300)));
                        index.commit(Map.of());
                        index.refresh();
                    }
                }

                assertThat(paged).as("seed %d", seed).isSorted().doesNotHaveDuplicates();
                assertThat(page(index, text, paged, 50)).isEmpty();
            }
        }
    }

    /// What comes new among equals while somebody pages is given too, and what is gone is not.
    @Test
    default void whatComesAndGoesAmongEqualsWhileSomebodyPagesIsGivenOrNot(@TempDir Path folder) {
        try (ProductIndex index = open(folder)) {
            hold(index, lamps(IntStream.range(100, 300).boxed().toList()));
            List<String> paged = new ArrayList<>(page(index, Optional.empty(), List.of(), 50));

            hold(index, lamps(IntStream.range(0, 60).boxed().toList()));
            index.remove(IntStream.range(250, 300)
                    .mapToObj(PagingContract::id)
                    .map(ProductId::new)
                    .toList());
            index.commit(Map.of());
            index.refresh();
            List<String> page = page(index, Optional.empty(), paged, 50);
            while (!page.isEmpty()) {
                paged.addAll(page);
                page = page(index, Optional.empty(), paged, 50);
            }

            assertThat(paged)
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.concat(IntStream.range(0, 60), IntStream.range(100, 250))
                                    .mapToObj(PagingContract::id)
                                    .toList());
        }
    }

    /// Over random catalogs whose products are mostly equal, written in random order into several segments.
    @Test
    default void pagesOfEqualsComeInTheOrderOfTheirIdsAndEachProductOnce(@TempDir Path folder) {
        long seed = Long.getLong("seed", 20_261_122L);
        Random random = new Random(seed);
        for (int round = 0; round < 5; round++) {
            try (ProductIndex index = open(folder.resolve("round" + round))) {
                List<Integer> numbers = new ArrayList<>(
                        IntStream.range(0, 20 + random.nextInt(60)).boxed().toList());
                Collections.shuffle(numbers, random);
                for (int number : numbers) {
                    hold(
                            index,
                            product("%07d".formatted(number), random.nextInt(4) == 0 ? "Lamp lamp" : "Lamp")
                                    .soldBy("shoA", number + 1, 10)
                                    .product());
                }
                Optional<String> text = random.nextBoolean() ? Optional.of("lamp") : Optional.empty();
                int limit = 1 + random.nextInt(9);
                List<String> whole = page(index, text, List.of(), numbers.size());
                List<String> paged = new ArrayList<>();
                while (paged.size() < numbers.size()) {
                    List<String> page = page(index, text, paged, limit);
                    assertThat(page).as("seed %d round %d", seed, round).hasSizeBetween(1, limit);
                    paged.addAll(page);
                }

                assertThat(paged).as("seed %d round %d", seed, round).isEqualTo(whole);
                if (text.isEmpty()) {
                    assertThat(whole).as("seed %d round %d", seed, round).isSorted();
                }
            }
        }
    }

    private static Product[] lamps(List<Integer> numbers) {
        return numbers.stream()
                .map(number -> product(id(number), "Lamp")
                        .soldBy("shoA", number + 1, 10)
                        .product())
                .toArray(Product[]::new);
    }

    private static String id(int number) {
        return "%07d".formatted(number);
    }

    private static List<String> page(ProductIndex index, Optional<String> text, List<String> seen, int limit) {
        try (ProductIndex.View view = index.view()) {
            return view
                    .search(new ProductIndex.Wanted(
                            text,
                            Narrowing.NONE,
                            "USD",
                            Optional.empty(),
                            seen.stream().map(ProductId::new).collect(Collectors.toSet()),
                            limit))
                    .products()
                    .stream()
                    .map(it -> it.id().value())
                    .toList();
        }
    }
}
