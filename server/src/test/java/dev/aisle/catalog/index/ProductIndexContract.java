package dev.aisle.catalog.index;

import static dev.aisle.catalog.index.Goods.offerId;
import static dev.aisle.catalog.index.Goods.product;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.market.listing.Condition;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.market.product.Product;
import dev.aisle.market.product.ProductId;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every index does. Categories `mice` and `keyboards` lie in `hardware`.
public interface ProductIndexContract {

    Function<String, List<String>> CATEGORIES =
            slug -> slug.equals("hardware") ? List.of(slug) : List.of(slug, "hardware");

    ProductIndex open(Path folder);

    @Test
    default void aProductIsFoundByItsIdItsOffersItsPagesAndItsFamily(@TempDir Path folder) {
        Product red = product("0000002", "Red shirt")
                .inFamily("shirts1")
                .soldBy("shoA", 1, 10)
                .at("https://www.a.example/shirt/?color=red&utm_source=x")
                .product();
        Product blue = product("0000001", "Blue shirt")
                .inFamily("shirts1")
                .soldBy("shoA", 2, 10)
                .at("https://a.example/shirt?color=blue")
                .product();
        try (ProductIndex index = open(folder)) {
            hold(index, red, blue);

            try (ProductIndex.View view = index.view()) {
                assertThat(view.product(red.id()).orElseThrow().id()).isEqualTo(red.id());
                assertThat(view.offer(offerId(2)).orElseThrow().id()).isEqualTo(blue.id());
                assertThat(view.page(UrlKey.of(URI.create("http://a.example/shirt?color=red"))))
                        .extracting(PackedProduct::id)
                        .containsExactly(red.id());
                assertThat(view.family("shirts1")).extracting(PackedProduct::id).containsExactly(blue.id(), red.id());
                assertThat(view.product(new ProductId("0000009"))).isEmpty();
                assertThat(view.currencies()).containsExactly("USD");
            }
        }
    }

    @Test
    default void whatWasPutComesBackWhole(@TempDir Path folder) {
        Product lamp = product("0000001", "Lamp – 15″")
                .soldBy("shoA", 1, 1999)
                .in("EUR")
                .inCountry("DE")
                .condition(Condition.REFURBISHED)
                .as("Color", "Weiß")
                .as("Size", "M")
                .and()
                .soldBy("shoB", 2, 0)
                .in("JPY")
                .outOfStock()
                .product();
        ProductDocument document = ProductDocument.of(lamp, new PlainRenderer());
        try (ProductIndex index = open(folder)) {
            hold(index, lamp);

            try (ProductIndex.View view = index.view()) {
                ProductDocument shown = view.product(lamp.id()).orElseThrow().show(List.of(1, 0));
                assertThat(shown.offers().reversed()).usingRecursiveComparison().isEqualTo(document.offers());
                assertThat(new String(shown.head(), UTF_8)).isEqualTo("Lamp – 15″");
                assertThat(shown.family()).isEqualTo("0000001");
            }
        }
    }

    @Test
    default void aChangeShowsAfterTheNextRefreshAndReplacesWhatWas(@TempDir Path folder) {
        try (ProductIndex index = open(folder)) {
            hold(index, product("0000001", "Lamp").soldBy("shoA", 1, 10).product());
            ProductIndex.View before = index.view();
            hold(index, product("0000001", "Table").soldBy("shoA", 2, 20).product());

            assertThat(titles(index, "table")).containsExactly("Table");
            assertThat(titles(index, "lamp")).isEmpty();
            try (before) {
                assertThat(before.offer(offerId(1))).isPresent();
                assertThat(before.offer(offerId(2))).isEmpty();
            }
        }
    }

    @Test
    default void whatIsRemovedIsGone(@TempDir Path folder) {
        try (ProductIndex index = open(folder)) {
            hold(
                    index,
                    product("0000001", "Lamp").soldBy("shoA", 1, 10).product(),
                    product("0000002", "Lamp").soldBy("shoA", 2, 10).product());
            index.remove(List.of(new ProductId("0000001"), new ProductId("0000007")));
            index.refresh();

            assertThat(ids(index, Narrowing.NONE)).containsExactly("0000002");
        }
    }

    @Test
    default void whatWasCommittedIsThereAfterARestartWithItsNoteAndTheRestIsNot(@TempDir Path folder) {
        try (ProductIndex index = open(folder)) {
            assertThat(index.kept()).isEmpty();
            hold(index, product("0000001", "Lamp").soldBy("shoA", 1, 10).product());
            index.commit(Map.of("place", "17"));
            hold(index, product("0000002", "Table").soldBy("shoA", 2, 10).product());
        }

        try (ProductIndex index = open(folder)) {
            assertThat(index.kept()).containsEntry("place", "17");
            assertThat(ids(index, Narrowing.NONE)).containsExactly("0000001");
        }
    }

    static void hold(ProductIndex index, Product... products) {
        index.put(Arrays.stream(products)
                .map(it -> new ProductIndex.Entry(it, ProductDocument.of(it, new PlainRenderer())))
                .toList());
        index.refresh();
    }

    static List<String> ids(ProductIndex index, Narrowing narrowing) {
        return ids(index, Optional.empty(), narrowing);
    }

    static List<String> ids(ProductIndex index, Optional<String> text, Narrowing narrowing) {
        try (ProductIndex.View view = index.view()) {
            return view
                    .search(new ProductIndex.Wanted(text, narrowing, "USD", Optional.empty(), Set.of(), 50))
                    .products()
                    .stream()
                    .map(it -> it.id().value())
                    .toList();
        }
    }

    static List<String> titles(ProductIndex index, String text) {
        try (ProductIndex.View view = index.view()) {
            return view
                    .search(new ProductIndex.Wanted(
                            Optional.of(text), Narrowing.NONE, "USD", Optional.empty(), Set.of(), 50))
                    .products()
                    .stream()
                    .map(it -> new String(it.show(List.of(0)).head(), UTF_8))
                    .toList();
        }
    }
}
