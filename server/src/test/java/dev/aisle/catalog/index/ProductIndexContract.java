package dev.aisle.catalog.index;

import static dev.aisle.catalog.index.Goods.offerId;
import static dev.aisle.catalog.index.Goods.product;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.market.listing.Condition;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.UrlKey;
import dev.aisle.market.merchant.MerchantId;
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

    static void hold(ProductIndex index, Product... products) {
        index.put(Arrays.stream(products)
                .map(it -> new ProductIndex.Entry(it, ProductDocument.of(it, new PlainRenderer())))
                .toList());
        index.refresh();
    }

    private static List<String> ids(ProductIndex index, Narrowing narrowing) {
        return ids(index, Optional.empty(), narrowing);
    }

    private static List<String> ids(ProductIndex index, Optional<String> text, Narrowing narrowing) {
        try (ProductIndex.View view = index.view()) {
            return view
                    .search(new ProductIndex.Wanted(text, narrowing, "USD", Optional.empty(), Set.of(), 50))
                    .products()
                    .stream()
                    .map(it -> it.id().value())
                    .toList();
        }
    }

    private static List<String> titles(ProductIndex index, String text) {
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

    private static Narrowing categories(String... slugs) {
        return new Narrowing(
                Optional.of(Set.of(slugs)),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    private static Narrowing withoutCategories(String... slugs) {
        return new Narrowing(
                Optional.empty(),
                Set.of(slugs),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    private static Narrowing brands(String... names) {
        return ofBrands(Optional.of(Set.of(names)), Set.of());
    }

    private static Narrowing withoutBrands(String... names) {
        return ofBrands(Optional.empty(), Set.of(names));
    }

    private static Narrowing ofBrands(Optional<Set<String>> brands, Set<String> notBrands) {
        return new Narrowing(
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                brands,
                notBrands,
                Set.of(),
                false,
                Optional.empty(),
                Optional.empty());
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
        return new Narrowing(
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                false,
                Optional.ofNullable(genders),
                Optional.ofNullable(ages));
    }

    private static Narrowing narrowed(
            Optional<Map<String, Narrowing.Amounts>> prices,
            Optional<Set<MerchantId>> merchants,
            Set<MerchantId> notMerchants,
            Set<Condition> conditions) {
        return new Narrowing(
                Optional.empty(),
                Set.of(),
                prices,
                merchants,
                notMerchants,
                Optional.empty(),
                Set.of(),
                conditions,
                false,
                Optional.empty(),
                Optional.empty());
    }

    private static Narrowing orderable(Narrowing narrowing) {
        return new Narrowing(
                narrowing.categories(),
                narrowing.notCategories(),
                narrowing.prices(),
                narrowing.merchants(),
                narrowing.notMerchants(),
                narrowing.brands(),
                narrowing.notBrands(),
                narrowing.conditions(),
                true,
                narrowing.genders(),
                narrowing.ages());
    }
}
