package dev.aisle.catalog.index;

import static dev.aisle.catalog.index.Goods.product;
import static dev.aisle.catalog.index.ProductIndexContract.hold;
import static dev.aisle.catalog.index.ProductIndexContract.ids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.market.listing.Condition;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.product.Product;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a search of any index can be narrowed to. Categories `mice` and `keyboards` lie in `hardware`.
public interface NarrowingContract {

    ProductIndex open(Path folder);

    @Test
    default void aCategoryHoldsWhatLiesInIt(@TempDir Path folder) {
        try (ProductIndex index = open(folder)) {
            hold(
                    index,
                    product("0000001", "Mouse").in("mice").soldBy("shoA", 1, 10).product(),
                    product("0000002", "Keyboard")
                            .in("keyboards")
                            .soldBy("shoA", 2, 10)
                            .product(),
                    product("0000003", "Mystery").soldBy("shoA", 3, 10).product());

            assertThat(ids(index, categories("hardware"))).containsExactlyInAnyOrder("0000001", "0000002");
            assertThat(ids(index, categories("mice"))).containsExactly("0000001");
            assertThat(ids(index, withoutCategories("mice"))).containsExactlyInAnyOrder("0000002", "0000003");
            assertThat(ids(index, withoutCategories("hardware"))).containsExactly("0000003");
        }
    }

    @Test
    default void aBrandIsKnownInAnySpelling(@TempDir Path folder) {
        try (ProductIndex index = open(folder)) {
            hold(
                    index,
                    product("0000001", "One")
                            .by("L'Oréal")
                            .soldBy("shoA", 1, 10)
                            .product(),
                    product("0000002", "Two").by("Acme").soldBy("shoA", 2, 10).product(),
                    product("0000003", "Three").soldBy("shoA", 3, 10).product());

            assertThat(ids(index, brands("loreal"))).containsExactly("0000001");
            assertThat(ids(index, brands("ACME", "L'Oreal"))).containsExactlyInAnyOrder("0000001", "0000002");
            assertThat(ids(index, withoutBrands("acme"))).containsExactlyInAnyOrder("0000001", "0000003");
        }
    }

    @Test
    default void aPriceMayBeInAnyCurrencyThatHasBounds(@TempDir Path folder) {
        try (ProductIndex index = open(folder)) {
            hold(
                    index,
                    product("0000001", "One").soldBy("shoA", 1, 999).product(),
                    product("0000002", "Two").soldBy("shoA", 2, 1000).product(),
                    product("0000003", "Three").soldBy("shoA", 3, 2001).product(),
                    product("0000004", "Four").soldBy("shoA", 4, 1500).in("EUR").product(),
                    product("0000005", "Five").soldBy("shoA", 5, 1500).in("CHF").product());

            assertThat(ids(
                            index,
                            prices(Map.of(
                                    "USD",
                                    new Narrowing.Amounts(1000, 2000),
                                    "EUR",
                                    new Narrowing.Amounts(1500, 1500)))))
                    .containsExactlyInAnyOrder("0000002", "0000004");
        }
    }

    @Test
    default void merchantsAreWantedOrNotWanted(@TempDir Path folder) {
        try (ProductIndex index = open(folder)) {
            hold(
                    index,
                    product("0000001", "One").soldBy("shoA", 1, 10).product(),
                    product("0000002", "Two").soldBy("shoB", 2, 10).product(),
                    product("0000003", "Three")
                            .soldBy("shoA", 3, 10)
                            .and()
                            .soldBy("shoB", 4, 10)
                            .product());

            assertThat(ids(index, merchants("shoA"))).containsExactlyInAnyOrder("0000001", "0000003");
            assertThat(ids(index, withoutMerchants("shoA"))).containsExactlyInAnyOrder("0000002", "0000003");
            assertThat(ids(index, merchants("none"))).isEmpty();
        }
    }

    @Test
    default void aConditionThatNobodySaidIsNew(@TempDir Path folder) {
        try (ProductIndex index = open(folder)) {
            hold(
                    index,
                    product("0000001", "One").soldBy("shoA", 1, 10).product(),
                    product("0000002", "Two")
                            .soldBy("shoA", 2, 10)
                            .condition(Condition.USED)
                            .product());

            assertThat(ids(index, conditions(Condition.NEW))).containsExactly("0000001");
            assertThat(ids(index, conditions(Condition.USED, Condition.REFURBISHED)))
                    .containsExactly("0000002");
        }
    }

    @Test
    default void onlyWhatCanBeOrderedPassesWhenThatIsWanted(@TempDir Path folder) {
        try (ProductIndex index = open(folder)) {
            hold(
                    index,
                    product("0000001", "One").soldBy("shoA", 1, 10).outOfStock().product(),
                    product("0000002", "Two")
                            .soldBy("shoA", 2, 10)
                            .outOfStock()
                            .and()
                            .soldBy("shoB", 3, 10)
                            .product());

            assertThat(ids(index, orderable(Narrowing.NONE))).containsExactly("0000002");
            assertThat(ids(index, Narrowing.NONE)).hasSize(2);
        }
    }

    @Test
    default void whoSaysNothingOfGenderAndAgeIsForEveryGrownUp(@TempDir Path folder) {
        try (ProductIndex index = open(folder)) {
            hold(
                    index,
                    product("0000001", "One")
                            .forWhom("male", "kids")
                            .soldBy("shoA", 1, 10)
                            .product(),
                    product("0000002", "Two")
                            .forWhom("female", "adult")
                            .soldBy("shoA", 2, 10)
                            .product(),
                    product("0000003", "Three").soldBy("shoA", 3, 10).product());

            assertThat(ids(index, gendersAndAges(Set.of("male", "unisex"), null)))
                    .containsExactlyInAnyOrder("0000001", "0000003");
            assertThat(ids(index, gendersAndAges(null, Set.of("adult"))))
                    .containsExactlyInAnyOrder("0000002", "0000003");
            assertThat(ids(index, gendersAndAges(Set.of("male"), Set.of("kids"))))
                    .containsExactly("0000001");
        }
    }

    @Test
    default void filtersOnOffersMustHoldOnOneOfferTogether(@TempDir Path folder) {
        Product cheapElsewhere = product("0000001", "One")
                .soldBy("shoA", 1, 5000)
                .and()
                .soldBy("shoB", 2, 1000)
                .product();
        Product cheapHere = product("0000002", "Two")
                .soldBy("shoA", 3, 1000)
                .and()
                .soldBy("shoB", 4, 5000)
                .product();
        Product cheapHereButGone = product("0000003", "Three")
                .soldBy("shoA", 5, 1000)
                .outOfStock()
                .and()
                .soldBy("shoA", 6, 5000)
                .product();
        Narrowing cheapAtA = narrowed(
                Optional.of(Map.of("USD", new Narrowing.Amounts(0, 2000))),
                Optional.of(Set.of(new MerchantId("shoA"))),
                Set.of(),
                Set.of());
        try (ProductIndex index = open(folder)) {
            hold(index, cheapElsewhere, cheapHere, cheapHereButGone);

            assertThat(ids(index, orderable(cheapAtA))).containsExactly("0000002");
            assertThat(ids(index, cheapAtA)).containsExactlyInAnyOrder("0000002", "0000003");
            assertThat(ids(
                            index,
                            orderable(narrowed(
                                    Optional.of(Map.of("USD", new Narrowing.Amounts(0, 2000))),
                                    Optional.empty(),
                                    Set.of(new MerchantId("shoB")),
                                    Set.of(Condition.NEW)))))
                    .containsExactly("0000002");
        }
    }

    @Test
    default void aListOfNothingLetsNothingPass(@TempDir Path folder) {
        try (ProductIndex index = open(folder)) {
            hold(index, product("0000001", "One").soldBy("shoA", 1, 10).product());

            assertThat(ids(index, categories())).isEmpty();
        }
    }

    @Test
    default void aColorIsFoundByValuesNearItAndByItsShare(@TempDir Path folder) {
        try (ProductIndex index = open(folder)) {
            hold(
                    index,
                    product("0000001", "Cap")
                            .soldBy("shoA", 1, 10)
                            .as("Color", "Midnight Black")
                            .product(),
                    product("0000002", "Cap")
                            .soldBy("shoA", 2, 10)
                            .as("Farbe", "Schwarz/Rot")
                            .product(),
                    product("0000003", "Cap")
                            .with("Colour", "navy blue")
                            .soldBy("shoA", 3, 10)
                            .product(),
                    product("0000004", "Black cap").soldBy("shoA", 4, 10).product());

            assertThat(ids(index, colors(new Palette.Wanted(0x101010, 0)))).containsExactly("0000001", "0000002");
            assertThat(ids(index, colors(new Palette.Wanted(0x101010, 0.7)))).containsExactly("0000001");
            assertThat(ids(index, colors(new Palette.Wanted(0x101010, 0), new Palette.Wanted(0xCC0000, 0))))
                    .containsExactly("0000002");
            assertThat(ids(index, colors(new Palette.Wanted(0x202A60, 0)))).containsExactly("0000003");
        }
    }

    @Test
    default void sizesMustHoldOnOneOfferWithEveryOtherFilter(@TempDir Path folder) {
        try (ProductIndex index = open(folder)) {
            hold(
                    index,
                    product("0000001", "Box")
                            .with("Dimensions", "30 x 20 x 10 cm")
                            .with("Weight", "1.5 kg")
                            .soldBy("shoA", 1, 10)
                            .product(),
                    product("0000002", "Box")
                            .with("Height (in)", "4")
                            .soldBy("shoA", 2, 10)
                            .product(),
                    product("0000003", "Box")
                            .with("Shipping weight", "1 kg")
                            .soldBy("shoA", 3, 10)
                            .product(),
                    product("0000004", "Box").soldBy("shoA", 4, 10).product());

            assertThat(ids(index, sizes(Map.of(Measure.HEIGHT, new Traits.Range(100, 110)))))
                    .containsExactly("0000001", "0000002");
            assertThat(ids(
                            index,
                            sizes(Map.of(
                                    Measure.HEIGHT,
                                    new Traits.Range(100, 110),
                                    Measure.WEIGHT,
                                    new Traits.Range(0, 2_000)))))
                    .containsExactly("0000001");
            assertThat(ids(index, sizes(Map.of(Measure.WEIGHT, new Traits.Range(0, 1_000)))))
                    .isEmpty();
        }
    }

    @Test
    default void anAttributeIsFoundByItsHandleInAnyCase(@TempDir Path folder) {
        try (ProductIndex index = open(folder)) {
            hold(
                    index,
                    product("0000001", "Shirt")
                            .with("Sleeve length", "Long")
                            .with("Material", "Cotton")
                            .soldBy("shoA", 1, 10)
                            .product(),
                    product("0000002", "Shirt")
                            .with("material", "LINEN")
                            .soldBy("shoA", 2, 10)
                            .product(),
                    product("0000003", "Cotton shirt").soldBy("shoA", 3, 10).product());

            assertThat(ids(index, attributes(Map.of("sleeve-length", Set.of("long")))))
                    .containsExactly("0000001");
            assertThat(ids(index, attributes(Map.of("material", Set.of("linen", "COTTON")))))
                    .containsExactly("0000001", "0000002");
            assertThat(ids(
                            index,
                            attributes(Map.of("material", Set.of("linen", "cotton"), "sleeve-length", Set.of("Long")))))
                    .containsExactly("0000001");
        }
    }

    @Test
    default void aReducedPriceMustBeThatOfAnOfferThatPasses(@TempDir Path folder) {
        try (ProductIndex index = open(folder)) {
            hold(
                    index,
                    product("0000001", "Lamp")
                            .soldBy("shoA", 1, 10)
                            .insteadOf(15)
                            .and()
                            .soldBy("shoB", 2, 12)
                            .product(),
                    product("0000002", "Lamp").soldBy("shoA", 3, 10).product(),
                    product("0000003", "Lamp")
                            .soldBy("shoA", 4, 10)
                            .insteadOf(15)
                            .outOfStock()
                            .product(),
                    product("0000004", "Lamp")
                            .soldBy("shoA", 5, 10)
                            .insteadOf(10)
                            .product());

            Narrowing reduced = looking(new Traits(List.of(), Map.of(), Map.of(), true, false));

            assertThat(ids(index, reduced)).containsExactly("0000001", "0000003");
            assertThat(ids(index, orderable(reduced))).containsExactly("0000001");
            assertThat(ids(index, reduced.but(it -> it.merchants = Optional.of(Set.of(new MerchantId("shoB"))))))
                    .isEmpty();
        }
    }

    @Test
    default void whatIsGoneIsFoundByItsOwnOffers(@TempDir Path folder) {
        try (ProductIndex index = open(folder)) {
            hold(
                    index,
                    product("0000001", "Lamp")
                            .soldBy("shoA", 1, 10)
                            .outOfStock()
                            .and()
                            .soldBy("shoB", 2, 12)
                            .product(),
                    product("0000002", "Lamp").soldBy("shoA", 3, 10).product(),
                    product("0000003", "Lamp")
                            .soldBy("shoA", 4, 20)
                            .outOfStock()
                            .product());

            Narrowing gone = looking(new Traits(List.of(), Map.of(), Map.of(), false, true));

            assertThat(ids(index, gone)).containsExactlyInAnyOrder("0000001", "0000003");
            assertThat(ids(index, gone.but(it -> it.merchants = Optional.of(Set.of(new MerchantId("shoB"))))))
                    .isEmpty();
        }
    }

    private static Narrowing attributes(Map<String, Set<String>> wanted) {
        return looking(new Traits(List.of(), Map.of(), wanted, false, false));
    }

    private static Narrowing colors(Palette.Wanted... wanted) {
        return looking(Traits.looks(Arrays.stream(wanted).map(Palette::near).toList(), Map.of()));
    }

    private static Narrowing sizes(Map<Measure, Traits.Range> sizes) {
        return looking(Traits.looks(List.of(), sizes));
    }

    private static Narrowing looking(Traits traits) {
        return Narrowing.NONE.but(it -> it.traits = traits);
    }

    private static Narrowing categories(String... slugs) {
        return Narrowing.NONE.but(it -> it.categories = Optional.of(Set.of(slugs)));
    }

    private static Narrowing withoutCategories(String... slugs) {
        return Narrowing.NONE.but(it -> it.notCategories = Set.of(slugs));
    }

    private static Narrowing brands(String... names) {
        return ofBrands(Optional.of(Set.of(names)), Set.of());
    }

    private static Narrowing withoutBrands(String... names) {
        return ofBrands(Optional.empty(), Set.of(names));
    }

    private static Narrowing ofBrands(Optional<Set<String>> brands, Set<String> notBrands) {
        return Narrowing.NONE.but(it -> {
            it.brands = brands;
            it.notBrands = notBrands;
        });
    }

    private static Narrowing prices(Map<String, Narrowing.Amounts> prices) {
        return narrowed(Optional.of(prices), Optional.empty(), Set.of(), Set.of());
    }

    private static Narrowing merchants(String... ids) {
        return narrowed(
                Optional.empty(),
                Optional.of(Set.copyOf(Arrays.stream(ids).map(MerchantId::new).toList())),
                Set.of(),
                Set.of());
    }

    private static Narrowing withoutMerchants(String id) {
        return narrowed(Optional.empty(), Optional.empty(), Set.of(new MerchantId(id)), Set.of());
    }

    private static Narrowing conditions(Condition... conditions) {
        return narrowed(Optional.empty(), Optional.empty(), Set.of(), Set.of(conditions));
    }

    private static Narrowing gendersAndAges(
            @org.jspecify.annotations.Nullable Set<String> genders,
            @org.jspecify.annotations.Nullable Set<String> ages) {
        return Narrowing.NONE.but(it -> {
            it.genders = Optional.ofNullable(genders);
            it.ages = Optional.ofNullable(ages);
        });
    }

    private static Narrowing narrowed(
            Optional<Map<String, Narrowing.Amounts>> prices,
            Optional<Set<MerchantId>> merchants,
            Set<MerchantId> notMerchants,
            Set<Condition> conditions) {
        return Narrowing.NONE.but(it -> {
            it.prices = prices;
            it.merchants = merchants;
            it.notMerchants = notMerchants;
            it.conditions = conditions;
        });
    }

    private static Narrowing orderable(Narrowing narrowing) {
        return narrowing.but(it -> it.orderable = true);
    }
}
