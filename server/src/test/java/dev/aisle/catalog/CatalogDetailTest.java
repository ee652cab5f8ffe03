package dev.aisle.catalog;

import static dev.aisle.catalog.Counter.offers;
import static dev.aisle.catalog.index.Goods.offerId;
import static dev.aisle.catalog.index.Goods.product;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.money.Money;
import dev.aisle.catalog.answer.Context;
import dev.aisle.catalog.answer.Detail;
import dev.aisle.catalog.answer.Filters;
import dev.aisle.catalog.answer.Lookup;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.product.ProductId;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A shirt in two colors, each a product of one family, in sizes.
class CatalogDetailTest {

    private static final String NAVY = "navy000";
    private static final String RED = "red0000";

    @TempDir
    private Path folder;

    private Counter counter;

    @BeforeEach
    void open() {
        counter = new Counter(folder);
        counter.hold(
                product(NAVY, "Navy shirt")
                        .inFamily("shirts1")
                        .soldBy("shoA", 1, 3000)
                        .as("Color", "Navy")
                        .as("Size", "M")
                        .and()
                        .soldBy("shoA", 2, 3200)
                        .as("Color", "Navy")
                        .as("Size", "L")
                        .and()
                        .soldBy("shoB", 3, 2800)
                        .as("Color", "Navy")
                        .as("Size", "M")
                        .product(),
                product(RED, "Red shirt")
                        .inFamily("shirts1")
                        .soldBy("shoA", 4, 3100)
                        .as("Color", "Red")
                        .as("Size", "M")
                        .outOfStock()
                        .and()
                        .soldBy("shoA", 5, 3300)
                        .as("Color", "Red")
                        .as("Size", "XL")
                        .product());
    }

    @AfterEach
    void close() {
        counter.close();
    }

    @Test
    void withoutASelectionTheFeaturedListingsOptionsAreIt() {
        Detail.Outcome.Shown shown = shown(NAVY, List.of());

        assertThat(shown.selected()).isEqualTo(options("Color", "Navy", "Size", "M"));
        assertThat(offers(shown.found())).containsExactly(offerId(3), offerId(1));
        assertThat(shown.found().lowest()).isEqualTo(new Money(2800, "USD"));
        assertThat(shown.found().highest()).isEqualTo(new Money(3200, "USD"));
        assertThat(shown.options()).extracting(Detail.Option::name).containsExactly("Color", "Size");
        assertThat(shown.options().get(1).values())
                .extracting(Detail.Option.Value::label, Detail.Option.Value::exists, Detail.Option.Value::available)
                .containsExactly(tuple("M", true, true), tuple("L", true, true), tuple("XL", false, false));
        assertThat(shown.options().getFirst().values())
                .extracting(Detail.Option.Value::label, Detail.Option.Value::exists, Detail.Option.Value::available)
                .containsExactly(tuple("Navy", true, true), tuple("Red", true, false));
    }

    @Test
    void aSelectionThatBelongsToASiblingShowsTheSibling() {
        Detail.Outcome.Shown shown = shown(NAVY, options("color", "red", "size", "xl"));

        assertThat(shown.found().product().id()).isEqualTo(new ProductId(RED));
        assertThat(shown.selected()).isEqualTo(options("Color", "Red", "Size", "XL"));
        assertThat(offers(shown.found())).containsExactly(offerId(5));
    }

    @Test
    void aSelectionThatTheProductItselfHasStaysWithIt() {
        assertThat(shown(RED, options("Size", "M")).found().product().id()).isEqualTo(new ProductId(RED));
    }

    @Test
    void whatCannotBeMetIsRelaxed() {
        Detail.Outcome.Shown shown = shown(NAVY, options("Color", "Navy", "Size", "XL"), "Color", "Size");

        assertThat(shown.selected()).isEqualTo(options("Color", "Navy"));
        assertThat(offers(shown.found())).containsExactly(offerId(3), offerId(1), offerId(2));
    }

    @Test
    void aNamedOfferComesFirstAndItsOptionsAreTheSelection() {
        Detail.Outcome.Shown shown = shown(new Lookup.Input.OfOffer("o", offerId(1)), options("Color", "Red"));

        assertThat(shown.selected()).isEqualTo(options("Color", "Navy", "Size", "M"));
        assertThat(offers(shown.found())).containsExactly(offerId(1), offerId(3));
    }

    @Test
    void aNamedOfferOutOfStockIsShown() {
        Detail.Outcome.Shown shown = shown(new Lookup.Input.OfOffer("o", offerId(4)), List.of());

        assertThat(offers(shown.found())).containsExactly(offerId(4));
        assertThat(shown.selected()).isEqualTo(options("Color", "Red", "Size", "M"));
    }

    @Test
    void theDefaultAvailabilityDoesNotEmptyTheAnswerAndASentOneDoes() {
        List<Listing.Named> redInM = options("Color", "Red", "Size", "M");

        assertThat(offers(shown(NAVY, redInM).found())).containsExactly(offerId(4));
        assertThat(ask(idOf(NAVY), redInM, Counter.availability(true)))
                .isInstanceOfSatisfying(
                        Detail.Outcome.FilteredOut.class,
                        out -> assertThat(out.why()).contains("available"));
    }

    @Test
    void filtersNarrowTheListingsAndNotTheSignals() {
        Detail.Outcome.Shown shown =
                (Detail.Outcome.Shown) ask(idOf(NAVY), options("Color", "Navy"), Counter.at("shoB"));

        assertThat(offers(shown.found())).containsExactly(offerId(3));
        assertThat(shown.options().get(1).values())
                .extracting(Detail.Option.Value::label, Detail.Option.Value::exists)
                .contains(tuple("L", true));
        assertThat(ask(idOf(NAVY), List.of(), Counter.at("shoZ"))).isInstanceOf(Detail.Outcome.FilteredOut.class);
        assertThat(ask(idOf(NAVY), List.of(), Counter.brands("other"))).isInstanceOf(Detail.Outcome.FilteredOut.class);
    }

    @Test
    void aProductWithoutOptionsHasNoSelection() {
        counter.hold(product("0000001", "Lamp").soldBy("shoA", 9, 10).product());

        Detail.Outcome.Shown shown = shown("0000001", options("Color", "Red"));

        assertThat(shown.options()).isEmpty();
        assertThat(shown.selected()).isEmpty();
        assertThat(offers(shown.found())).containsExactly(offerId(9));
    }

    @Test
    void whatNobodyKnowsIsNotFound() {
        assertThat(ask(idOf("0000009"), List.of(), Filters.NONE)).isEqualTo(new Detail.Outcome.NotFound());
    }

    private Detail.Outcome.Shown shown(String product, List<Listing.Named> selected, String... preferences) {
        return (Detail.Outcome.Shown) counter.catalog.detail(
                new Detail(idOf(product), selected, List.of(preferences), Filters.NONE, Context.DEFAULT));
    }

    private Detail.Outcome.Shown shown(Lookup.Input input, List<Listing.Named> selected) {
        return (Detail.Outcome.Shown) ask(input, selected, Filters.NONE);
    }

    private Detail.Outcome ask(Lookup.Input input, List<Listing.Named> selected, Filters filters) {
        return counter.catalog.detail(new Detail(input, selected, List.of(), filters, Context.DEFAULT));
    }

    private static Lookup.Input idOf(String product) {
        return new Lookup.Input.OfProduct(product, new ProductId(product));
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private static List<Listing.Named> options(String... namesAndLabels) {
        return java.util.stream.IntStream.range(0, namesAndLabels.length / 2)
                .mapToObj(i -> new Listing.Named(namesAndLabels[2 * i], namesAndLabels[2 * i + 1]))
                .toList();
    }
}
