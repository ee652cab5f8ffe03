package dev.aisle.devshops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StreetTest {

    private static Street street;

    @BeforeAll
    static void open() throws IOException {
        street = Street.open(List.of(), InstantSource.system());
    }

    @AfterAll
    static void close() {
        street.close();
    }

    @Test
    void everyShopSellsSomethingThatAnotherSellsTooUnderItsOwnTitle() {
        var shopsByFamily = new HashMap<String, Set<String>>();
        var titlesByFamily = new HashMap<String, Set<String>>();
        for (var shop : street.shops()) {
            for (var unit : Visitor.at(street, shop.name()).goods()) {
                shopsByFamily
                        .computeIfAbsent(unit.get(1), family -> new TreeSet<>())
                        .add(shop.name());
                titlesByFamily
                        .computeIfAbsent(unit.get(1), family -> new TreeSet<>())
                        .add(unit.get(4));
            }
        }

        assertThat(shopsByFamily.values().stream().filter(shops -> shops.size() > 1))
                .hasSizeGreaterThan(40);
        assertThat(shopsByFamily.get("fjell-2")).containsExactly("grumpy", "harbor", "kettle", "lantern");
        assertThat(titlesByFamily.get("fjell-2")).hasSizeGreaterThan(3);
    }

    @Test
    void aSkuAndAnAddressMeanOneThingInAShop() {
        for (var shop : street.shops()) {
            var skus = new HashSet<String>();
            for (var unit : Visitor.at(street, shop.name()).goods()) {
                assertThat(skus.add(unit.getFirst())).as(unit.getFirst()).isTrue();
            }
            assertThat(skus).hasSizeGreaterThan(24);
        }
    }

    @Test
    void everyAddressOfTheTruthAnswers() {
        for (var shop : street.shops()) {
            if (!shop.name().equals("grumpy")) {
                var visitor = Visitor.at(street, shop.name());
                for (var unit : visitor.goods()) {
                    assertThat(visitor.get(visitor.path(unit.get(3))).statusCode())
                            .as(unit.get(3))
                            .isEqualTo(200);
                }
            }
        }
    }

    @Test
    void numbersOfGoodsAreUniqueAndHaveRightCheckDigits() {
        var numbers = new HashSet<String>();
        for (Family family : Goods.read().families()) {
            for (Choice choice : family.choices()) {
                String gtin = choice.gtin();
                int last = gtin.charAt(gtin.length() - 1) - '0';

                assertThat(numbers.add(gtin)).as(gtin).isTrue();
                assertThat(gtin).hasSizeBetween(12, 13);
                assertThat(Goods.checkDigit(gtin.substring(0, gtin.length() - 1)))
                        .isEqualTo(last);
            }
        }
        assertThat(Goods.checkDigit("400638133393")).isEqualTo(1);
    }

    @Test
    void aPartNumberNamesTheLookAndNotTheSize() {
        var fjell = Goods.read().family("fjell-2");

        assertThat(fjell.choices()).hasSize(12);
        assertThat(fjell.choices().stream().map(Choice::mpn).distinct()).containsExactly("NV-F2-MG", "NV-F2-GG");
    }

    @Test
    void aShopRemembersWhoAskedForWhat() {
        var visitor = Visitor.at(street, "mill");
        visitor.post("/__log");

        visitor.get("/robots.txt?x=1");

        assertThat(visitor.page("/__log")).matches("\\d+\\.\\d{3} GET /robots\\.txt\\?x=1 Visitor/1\n");
    }

    @Test
    void aPriceChangedAtRunTimeIsTheShopsPrice() {
        var visitor = Visitor.at(street, "mill");
        var unit = visitor.goods().stream()
                .filter(columns -> columns.get(1).equals("ssd"))
                .findFirst()
                .orElseThrow();

        assertThat(visitor.post("/__price?sku=" + unit.getFirst() + "&amount=1234.50")
                        .statusCode())
                .isEqualTo(200);

        assertThat(visitor.page(visitor.path(unit.get(3)))).contains("1.234,50");
        assertThat(visitor.post("/__price?sku=" + unit.getFirst() + "&amount=free")
                        .statusCode())
                .isEqualTo(400);
        assertThat(visitor.post("/__price?sku=none&amount=1").statusCode()).isEqualTo(404);
        assertThat(visitor.get("/__price?sku=" + unit.getFirst() + "&amount=1").statusCode())
                .isEqualTo(405);
    }

    @Test
    void aGoodThatIsGoneIsGoneFromPageAndSitemapAndMayComeBack() {
        var visitor = Visitor.at(street, "mill");
        var unit = visitor.goods().stream()
                .filter(columns -> columns.get(1).equals("bank-20"))
                .findFirst()
                .orElseThrow();
        String path = visitor.path(unit.get(3));

        visitor.post("/__gone?sku=" + unit.getFirst());
        assertThat(visitor.get(path).statusCode()).isEqualTo(404);
        assertThat(visitor.page("/sitemap.xml")).doesNotContain(path);

        visitor.post("/__gone?back=true&sku=" + unit.getFirst());
        assertThat(visitor.get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void nothingButReadingIsAllowed() {
        var visitor = Visitor.at(street, "bazaar");

        assertThat(visitor.post("/index.php?route=basket").statusCode()).isEqualTo(405);
    }
}
