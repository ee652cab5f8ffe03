package dev.aisle.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.aisle.base.money.Rates;
import dev.aisle.catalog.answer.Context;
import dev.aisle.catalog.answer.Filters;
import dev.aisle.catalog.answer.Found;
import dev.aisle.catalog.answer.Search;
import dev.aisle.catalog.answer.SearchAnswer;
import dev.aisle.catalog.index.PlainRenderer;
import dev.aisle.catalog.index.ProductDocument;
import dev.aisle.catalog.index.ProductIndex;
import dev.aisle.catalog.index.lucene.LuceneIndex;
import dev.aisle.market.listing.Condition;
import dev.aisle.market.listing.ListingId;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.product.Product;
import dev.aisle.market.product.ProductId;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// A catalog over a few products in a folder, for tests: goods are held, questions asked. A euro is worth
/// 1.25 dollars and 160 yen.
final class Counter implements AutoCloseable {

    static final Rates RATES = new Rates(
            LocalDate.of(2026, 1, 2),
            Map.of("EUR", BigDecimal.ONE, "USD", new BigDecimal("1.25"), "JPY", BigDecimal.valueOf(160)));

    final ProductIndex index;
    final Catalog catalog;
    final Map<ProductId, ProductId> merged = new HashMap<>();

    Counter(Path folder) {
        index = LuceneIndex.open(folder, List::of);
        catalog = new Catalog(index, RATES, id -> Optional.ofNullable(merged.get(id)));
    }

    void hold(Product... products) {
        index.put(Arrays.stream(products)
                .map(it -> new ProductIndex.Entry(it, ProductDocument.of(it, new PlainRenderer())))
                .toList());
        index.refresh();
    }

    void drop(String id) {
        index.remove(List.of(new ProductId(id)));
        index.refresh();
    }

    SearchAnswer search(String text) {
        return search(text, Filters.NONE, Context.DEFAULT);
    }

    SearchAnswer search(String text, Filters filters, Context context) {
        return catalog.search(new Search(Optional.of(text), filters, context, Search.DEFAULT_PAGE, Optional.empty()));
    }

    @Override
    public void close() {
        index.close();
    }

    static List<String> ids(SearchAnswer answer) {
        return answer.products().stream().map(it -> it.product().id().value()).toList();
    }

    static List<ListingId> offers(Found found) {
        return found.offers().stream().map(ProductDocument.OfferDocument::id).toList();
    }

    static String title(Found found) {
        return new String(found.product().head(), UTF_8);
    }

    static Filters prices(long least, long most) {
        return filters(OptionalLong.of(least), OptionalLong.of(most), Optional.empty(), Set.of(), Optional.empty());
    }

    static Filters availability(boolean wanted) {
        return filters(OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), Set.of(), Optional.of(wanted));
    }

    static Filters at(String... merchants) {
        return filters(
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.of(Arrays.stream(merchants).map(MerchantId::new).toList()),
                Set.of(),
                Optional.empty());
    }

    static Filters in(Condition condition) {
        return filters(
                OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), EnumSet.of(condition), Optional.empty());
    }

    static Filters brands(String... names) {
        return Filters.NONE.but(it -> it.brands = Optional.of(List.of(names)));
    }

    private static Filters filters(
            OptionalLong least,
            OptionalLong most,
            Optional<List<MerchantId>> merchants,
            Set<Condition> conditions,
            Optional<Boolean> available) {
        return Filters.NONE.but(it -> {
            it.minPrice = least;
            it.maxPrice = most;
            it.merchants = merchants;
            it.conditions = conditions;
            it.available = available;
        });
    }
}
