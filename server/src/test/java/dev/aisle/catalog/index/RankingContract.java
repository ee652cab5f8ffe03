package dev.aisle.catalog.index;

import static dev.aisle.catalog.index.Goods.product;
import static dev.aisle.catalog.index.ProductIndexContract.hold;
import static dev.aisle.catalog.index.ProductIndexContract.ids;
import static dev.aisle.catalog.index.ProductIndexContract.titles;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.market.listing.Listing;
import dev.aisle.market.product.Product;
import dev.aisle.market.product.ProductId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In which order any index finds things.
public interface RankingContract {

    ProductIndex open(Path folder);

    @Test
    default void equalHitsComeInTheOrderOfTheirIds(@TempDir Path folder) {
        try (ProductIndex index = open(folder)) {
            for (String id : List.of("000000c", "000000B", "0000009", "000000a", "000000A")) {
                hold(index, product(id, "Lamp").soldBy("shoA", id.charAt(6), 10).product());
            }

            assertThat(ids(index, Narrowing.NONE))
                    .containsExactly("0000009", "000000A", "000000B", "000000a", "000000c");
        }
    }

    @Test
    default void amongEqualsTheBuyersCurrencyAndCountryComeFirst(@TempDir Path folder) {
        try (ProductIndex index = open(folder)) {
            hold(
                    index,
                    product("0000001", "Lamp").soldBy("shoA", 1, 10).in("EUR").product(),
                    product("0000002", "Lamp").soldBy("shoA", 2, 10).product(),
                    product("0000003", "Lamp")
                            .soldBy("shoA", 3, 10)
                            .inCountry("US")
                            .product());

            try (ProductIndex.View view = index.view()) {
                assertThat(view.search(new ProductIndex.Wanted(
                                        Optional.of("lamp"), Narrowing.NONE, "USD", Optional.of("US"), Set.of(), 10))
                                .products())
                        .extracting(it -> it.id().value())
                        .containsExactly("0000003", "0000002", "0000001");
            }
        }
    }

    @Test
    default void wordsAreFoundHoweverTheyAreWritten(@TempDir Path folder) {
        Product laptop = product("0000001", "Pavilion dv7-1211ea Laptop 17.3″ 16 GB Wi‑Fi – Café Edition")
                .identifiedBy(new Listing.Identity(
                        Optional.empty(),
                        Optional.of("00884420588030"),
                        Optional.of("006R90321"),
                        Optional.of("AB-12/34")))
                .soldBy("shoA", 1, 10)
                .product();
        Product other =
                product("0000002", "Garden hose 20 m").soldBy("shoA", 2, 10).product();
        try (ProductIndex index = open(folder)) {
            hold(index, laptop, other);

            for (String query : List.of(
                    "laptops",
                    "17.3 inch",
                    "17.3\"",
                    "17,3 inches",
                    "16gb",
                    "WIFI",
                    "wi fi",
                    "cafe",
                    "dv7 1211ea",
                    "DV71211EA",
                    "884420588030",
                    "0884420588030",
                    "006r90321",
                    "ab1234",
                    "pavillion",
                    "lap top")) {
                assertThat(titles(index, query)).as(query).containsExactly(laptop.title());
            }
            assertThat(titles(index, "toaster")).isEmpty();
        }
    }

    @Test
    default void anExactCodeComesBeforeEveryWord(@TempDir Path folder) {
        Listing.Identity coded =
                new Listing.Identity(Optional.empty(), Optional.empty(), Optional.of("X100-20"), Optional.empty());
        try (ProductIndex index = open(folder)) {
            hold(
                    index,
                    product("0000001", "Toner X100-20 toner X100-20 X100-20")
                            .soldBy("shoA", 1, 10)
                            .product(),
                    product("0000002", "Something quite different in a long title of many words")
                            .identifiedBy(coded)
                            .soldBy("shoA", 2, 10)
                            .product());

            assertThat(ids(index, Optional.of("toner x100-20"), Narrowing.NONE)).startsWith("0000002");
        }
    }

    @Test
    default void whatHasAllTheWordsComesFirst(@TempDir Path folder) {
        try (ProductIndex index = open(folder)) {
            hold(
                    index,
                    product("0000001", "Red red red chair")
                            .soldBy("shoA", 1, 10)
                            .product(),
                    product("0000002", "Sofa for the garden, folding, red, with a cover and two pillows")
                            .soldBy("shoA", 2, 10)
                            .product(),
                    product("0000003", "Garden gnome").soldBy("shoA", 3, 10).product());

            assertThat(ids(index, Optional.of("red garden sofa"), Narrowing.NONE))
                    .startsWith("0000002");
        }
    }

    @Test
    default void theThingComesBeforeWhatIsMadeForIt(@TempDir Path folder) {
        try (ProductIndex index = open(folder)) {
            hold(
                    index,
                    product("0000001", "Leather sleeve for Zenbook laptop")
                            .soldBy("shoA", 1, 10)
                            .product(),
                    product("0000002", "Zenbook 14 laptop, 16 GB, silver")
                            .soldBy("shoA", 2, 10)
                            .product());

            assertThat(ids(index, Optional.of("laptop"), Narrowing.NONE)).startsWith("0000002");
        }
    }

    @Test
    default void whatWasSeenDoesNotComeAgain(@TempDir Path folder) {
        try (ProductIndex index = open(folder)) {
            hold(
                    index,
                    product("0000001", "Lamp").soldBy("shoA", 1, 10).product(),
                    product("0000002", "Lamp").soldBy("shoA", 2, 10).product(),
                    product("0000003", "Lamp").soldBy("shoA", 3, 10).product());

            try (ProductIndex.View view = index.view()) {
                ProductIndex.Hits hits = view.search(new ProductIndex.Wanted(
                        Optional.of("lamp"),
                        Narrowing.NONE,
                        "USD",
                        Optional.empty(),
                        Set.of(new ProductId("0000002")),
                        1));
                assertThat(hits.products()).extracting(it -> it.id().value()).containsExactly("0000001");
                assertThat(hits.more()).isTrue();
            }
        }
    }
}
