package dev.aisle.catalog.index.lucene;

import static dev.aisle.catalog.index.Goods.product;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.catalog.index.AttributesContract;
import dev.aisle.catalog.index.NarrowingContract;
import dev.aisle.catalog.index.PagingContract;
import dev.aisle.catalog.index.ProductIndex;
import dev.aisle.catalog.index.ProductIndexContract;
import dev.aisle.catalog.index.RankingContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneIndexTest
        implements ProductIndexContract, NarrowingContract, AttributesContract, RankingContract, PagingContract {

    @Override
    public ProductIndex open(Path folder) {
        return LuceneIndex.open(folder, CATEGORIES, 1_000, () -> {});
    }

    @Test
    void anIndexWithABrokenFileStartsEmptyAndWithoutANote(@TempDir Path folder) throws IOException {
        fill(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(it -> it.getFileName().toString().startsWith("segments_"))
                    .toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }

        assertStartsEmpty(folder);
    }

    @Test
    void anIndexWithAMissingFileStartsEmptyAndWithoutANote(@TempDir Path folder) throws IOException {
        fill(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(it -> it.getFileName().toString().startsWith("_"))
                    .toList()) {
                Files.delete(file);
            }
        }

        assertStartsEmpty(folder);
    }

    private void fill(Path folder) {
        try (ProductIndex index = open(folder)) {
            ProductIndexContract.hold(
                    index, product("0000001", "Lamp").soldBy("shoA", 1, 10).product());
            index.commit(Map.of("place", "17"));
        }
    }

    private void assertStartsEmpty(Path folder) {
        try (ProductIndex index = open(folder);
                ProductIndex.View view = index.view()) {
            assertThat(index.kept()).isEmpty();
            assertThat(view.size()).isZero();
        }
        fill(folder);
        try (ProductIndex index = open(folder)) {
            assertThat(List.copyOf(index.kept().keySet())).contains("place");
        }
    }
}
