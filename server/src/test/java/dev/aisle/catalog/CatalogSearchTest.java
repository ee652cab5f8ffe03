package dev.aisle.catalog;

import static dev.aisle.catalog.Counter.ids;
import static dev.aisle.catalog.Counter.offers;
import static dev.aisle.catalog.Counter.prices;
import static dev.aisle.catalog.index.Goods.offerId;
import static dev.aisle.catalog.index.Goods.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aisle.base.money.Money;
import dev.aisle.catalog.answer.BadCursor;
import dev.aisle.catalog.answer.Context;
import dev.aisle.catalog.answer.Filters;
import dev.aisle.catalog.answer.Found;
import dev.aisle.catalog.answer.Search;
import dev.aisle.catalog.answer.SearchAnswer;
import dev.aisle.market.product.Product;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogSearchTest {

    private static final Context EUROS = new Context("EUR", Optional.empty(), Optional.of("DE"));

    @TempDir
    private Path folder;

    private Counter counter;

    @BeforeEach
    void open() {
        counter = new Counter(folder);
    }

    @AfterEach
    void close() {
        counter.close();
    }

    @Test
    void aSearchFindsWhatItsWordsName() {
        counter.hold(
                product("0000001", "Brass desk lamp").soldBy("shoA", 1, 1999).product(),
                product("0000002", "Oak table").soldBy("shoA", 2, 9900).product());

        assertThat(ids(counter.search("desk lamps"))).containsExactly("0000001");
        assertThat(counter.search("desk lamps").next()).isEmpty();
        assertThat(counter.search("toaster").products()).isEmpty();
    }

    @Test
    void onlyWhatCanBeOrderedIsFoundUnlessTheCallerSaysOtherwise() {
        counter.hold(
                product("0000001", "Lamp").soldBy("shoA", 1, 10).outOfStock().product(),
                product("0000002", "Lamp").soldBy("shoA", 2, 10).product());

        assertThat(ids(counter.search("lamp"))).containsExactly("0000002");
        assertThat(ids(counter.search("lamp", Counter.availability(false), Context.DEFAULT)))
                .containsExactly("0000001", "0000002");
    }

    @Test
    void aProductShowsOnlyOffersThatPassTheBestFirst() {
        counter.hold(product("0000001", "Lamp")
                .soldBy("shoA", 1, 900)
                .outOfStock()
                .and()
                .soldBy("shoA", 2, 1500)
                .and()
                .soldBy("shoB", 3, 1200)
                .and()
                .soldBy("shoC", 4, 5000)
                .product());

        Found found = counter.search("lamp", prices(1000, 2000), Context.DEFAULT)
                .products()
                .getFirst();

        assertThat(offers(found)).containsExactly(offerId(3), offerId(2));
        assertThat(found.offersTotal()).isEqualTo(2);
        assertThat(found.lowest()).isEqualTo(new Money(1200, "USD"));
        assertThat(found.highest()).isEqualTo(new Money(1500, "USD"));
    }

    @Test
    void ofManyOffersAFewAreShownFromAsManyStoresAsThereAre() {
        counter.hold(product("0000001", "Lamp")
                .soldBy("shoA", 1, 1000)
                .and()
                .soldBy("shoA", 2, 1001)
                .and()
                .soldBy("shoA", 3, 1002)
                .and()
                .soldBy("shoA", 4, 1003)
                .and()
                .soldBy("shoA", 5, 1004)
                .and()
                .soldBy("shoA", 6, 1005)
                .and()
                .soldBy("shoA", 7, 1006)
                .and()
                .soldBy("shoA", 8, 1007)
                .and()
                .soldBy("shoB", 9, 1500)
                .product());

        Found found = counter.search("lamp").products().getFirst();

        assertThat(offers(found))
                .containsExactly(
                        offerId(1), offerId(9), offerId(2), offerId(3), offerId(4), offerId(5), offerId(6), offerId(7));
        assertThat(found.offersTotal()).isEqualTo(9);
        assertThat(found.highest()).isEqualTo(new Money(1500, "USD"));
    }

    @Test
    void theBuyersCurrencyAndCountryComeBeforeTheLowestPrice() {
        Product lamp = product("0000001", "Lamp")
                .soldBy("shoA", 1, 100)
                .and()
                .soldBy("shoB", 2, 2000)
                .in("EUR")
                .inCountry("FR")
                .and()
                .soldBy("shoC", 3, 3000)
                .in("EUR")
                .inCountry("DE")
                .product();
        counter.hold(lamp);

        assertThat(offers(counter.search("lamp", Filters.NONE, EUROS).products().getFirst()))
                .containsExactly(offerId(3), offerId(2), offerId(1));
        assertThat(offers(counter.search("lamp").products().getFirst())).startsWith(offerId(1));
    }

    @Test
    void aPriceFilterIsComparedInOtherCurrenciesByTheDatedRateAndSaysSo() {
        counter.hold(
                product("0000001", "Lamp").soldBy("shoA", 1, 1000).in("EUR").product(),
                product("0000002", "Lamp").soldBy("shoA", 2, 1001).in("EUR").product(),
                product("0000003", "Lamp").soldBy("shoA", 3, 1250).product(),
                product("0000004", "Lamp").soldBy("shoA", 4, 1600).in("JPY").product(),
                product("0000005", "Lamp").soldBy("shoA", 5, 1000).in("CHF").product());

        SearchAnswer answer = counter.search("lamp", prices(1250, 1250), Context.DEFAULT);

        assertThat(ids(answer)).containsExactly("0000003", "0000001", "0000004");
        assertThat(answer.products().get(1).offers().getFirst().price()).isEqualTo(new Money(1000, "EUR"));
        assertThat(answer.notes()).singleElement().satisfies(note -> {
            assertThat(note.code()).isEqualTo("price_filter_converted");
            assertThat(note.text()).contains("0.8 EUR", "128 JPY", "2026-01-02", "CHF");
        });
    }

    @Test
    void aPriceFilterThatMetNoOtherCurrencyNeedsNoNote() {
        counter.hold(product("0000001", "Lamp").soldBy("shoA", 1, 1000).product());

        assertThat(counter.search("lamp", prices(0, 2000), Context.DEFAULT).notes())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", ""})
    void withoutWordsEverythingIsBrowsed(String query) {
        counter.hold(
                product("0000001", "Lamp").soldBy("shoA", 1, 1000).product(),
                product("0000002", "Table")
                        .soldBy("shoA", 2, 1000)
                        .and()
                        .soldBy("shoB", 3, 1000)
                        .product());

        assertThat(ids(counter.search(query))).containsExactly("0000002", "0000001");
    }

    @Test
    void followingTheCursorsGivesEveryHitOnceAndEnds() {
        fill(137);

        assertThat(page(10, ignored -> {})).doesNotHaveDuplicates().hasSize(137);
    }

    @Test
    void followingTheCursorsGivesEveryHitOnceWhileTheIndexChanges() {
        fill(120);
        Set<String> stayed = new HashSet<>();
        IntStream.range(0, 120).filter(i -> i % 5 != 0).forEach(i -> stayed.add(id(i)));

        List<String> seen = page(7, page -> {
            counter.drop(id(page * 5));
            counter.hold(
                    product(id(1_000 + page), "Lamp lamp lamp")
                            .soldBy("shoA", 5_000 + page, 5)
                            .product(),
                    product(id(119 - page * 5), "Lamp number, told at much greater length " + page)
                            .soldBy("shoB", 119 - page * 5, 7)
                            .product());
        });

        assertThat(seen).doesNotHaveDuplicates().containsAll(stayed);
    }

    @Test
    void pagingEndsAfterFiveHundredProducts() {
        fill(540);

        assertThat(page(50, ignored -> {})).doesNotHaveDuplicates().hasSize(500);
        assertThat(page(47, ignored -> {})).hasSize(500);
    }

    @Test
    void aCursorBelongsToItsQueryItsFiltersAndItsContext() {
        fill(30);
        Optional<String> cursor = counter.search("lamp").next();

        assertThat(ask("lamp", Filters.NONE, Context.DEFAULT, cursor).products())
                .hasSize(10);
        assertThatThrownBy(() -> ask("lamps", Filters.NONE, Context.DEFAULT, cursor))
                .isInstanceOf(BadCursor.class)
                .hasMessageContaining("another search");
        assertThatThrownBy(() -> ask("lamp", prices(0, 100), Context.DEFAULT, cursor))
                .isInstanceOf(BadCursor.class);
        assertThatThrownBy(() -> ask("lamp", Filters.NONE, EUROS, cursor)).isInstanceOf(BadCursor.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!!!", "AQ", "eyJvIjoxMH0", "AQAAAAAAAAAAAAAAAAAAAAA"})
    void whatNoSearchGaveIsNoCursor(String cursor) {
        assertThatThrownBy(() -> ask("lamp", Filters.NONE, Context.DEFAULT, Optional.of(cursor)))
                .isInstanceOf(BadCursor.class);
    }

    @Test
    void theDefaultSaidAloudIsTheSameQuestion() {
        fill(30);
        Optional<String> cursor = counter.search("lamp").next();

        assertThat(ask(" lamp ", Counter.availability(true), Context.DEFAULT, cursor)
                        .products())
                .hasSize(10);
    }

    private void fill(int count) {
        counter.hold(IntStream.range(0, count)
                .mapToObj(i -> product(id(i), "Lamp number " + i)
                        .soldBy("shoA", i, 1000 + i)
                        .product())
                .toArray(Product[]::new));
    }

    private static String id(int number) {
        return "%07d".formatted(number);
    }

    private List<String> page(int limit, IntConsumer betweenPages) {
        List<String> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        for (int page = 0; page < 100; page++) {
            SearchAnswer answer = counter.catalog.search(
                    new Search(Optional.of("lamp"), Filters.NONE, Context.DEFAULT, limit, cursor));
            seen.addAll(ids(answer));
            cursor = answer.next();
            if (cursor.isEmpty()) {
                return seen;
            }
            betweenPages.accept(page);
        }
        throw new AssertionError("paging does not end");
    }

    private SearchAnswer ask(String text, Filters filters, Context context, Optional<String> cursor) {
        return counter.catalog.search(new Search(Optional.of(text), filters, context, 10, cursor));
    }
}
