package dev.aisle.catalog;

import static dev.aisle.catalog.index.Goods.product;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.money.Rates;
import dev.aisle.catalog.answer.Context;
import dev.aisle.catalog.answer.Filters;
import dev.aisle.catalog.answer.Lookup;
import dev.aisle.catalog.answer.Search;
import dev.aisle.catalog.answer.SearchAnswer;
import dev.aisle.catalog.index.Goods;
import dev.aisle.catalog.index.PlainRenderer;
import dev.aisle.catalog.index.ProductDocument;
import dev.aisle.catalog.index.ProductIndex;
import dev.aisle.catalog.index.lucene.LuceneIndex;
import dev.aisle.market.product.Product;
import dev.aisle.market.product.ProductId;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {

    @TempDir
    private Path folder;

    private ProductIndex index;
    private Catalog catalog;

    @BeforeEach
    void open() {
        index = LuceneIndex.open(folder, List::of);
        catalog = new Catalog(index, Rates.shipped(), id -> Optional.empty());
    }

    @AfterEach
    void close() {
        index.close();
    }

    @Test
    void aSearchFindsWhatItsWordsName() {
        hold(
                product("0000001", "Brass desk lamp").soldBy("shoA", 1, 1999).product(),
                product("0000002", "Oak table").soldBy("shoA", 2, 9900).product());

        assertThat(titles(search("desk lamps"))).containsExactly("Brass desk lamp");
    }

    @Test
    void aLookupFindsAProductByItsIdItsOfferAndItsPage() {
        hold(product("0000001", "Brass desk lamp")
                .soldBy("shoA", 1, 1999)
                .at("https://www.shop.example/lamp/?utm_source=mail")
                .product());
        Lookup.Input byId = new Lookup.Input.OfProduct("p", new ProductId("0000001"));
        Lookup.Input byOffer = new Lookup.Input.OfOffer("o", Goods.offerId(1));
        Lookup.Input byPage = new Lookup.Input.OfPage("u", java.net.URI.create("http://shop.example/lamp"));
        Lookup.Input unknown = new Lookup.Input.OfProduct("x", new ProductId("0000009"));

        Lookup.Answer answer =
                catalog.lookup(new Lookup(List.of(byId, byOffer, byPage, unknown), Filters.NONE, Context.DEFAULT));

        assertThat(answer.products()).hasSize(1);
        assertThat(answer.outcomes().values().stream().filter(it -> it instanceof Lookup.Outcome.Resolved))
                .hasSize(3);
        assertThat(answer.outcomes().get(unknown)).isEqualTo(new Lookup.Outcome.NotFound());
    }

    private void hold(Product... products) {
        index.put(Arrays.stream(products)
                .map(it -> new ProductIndex.Entry(it, ProductDocument.of(it, new PlainRenderer())))
                .toList());
        index.refresh();
    }

    private SearchAnswer search(String text) {
        return catalog.search(
                new Search(Optional.of(text), Filters.NONE, Context.DEFAULT, Search.DEFAULT_PAGE, Optional.empty()));
    }

    private static List<String> titles(SearchAnswer answer) {
        return answer.products().stream()
                .map(it -> new String(it.product().head(), java.nio.charset.StandardCharsets.UTF_8))
                .toList();
    }
}
