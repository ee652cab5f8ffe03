package dev.aisle.supply.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.Origin.Evidence;
import dev.aisle.market.listing.RawListing;
import dev.aisle.market.listing.RawListing.Named;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.supply.crawl.FetchedPage;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlatformListingTest {

    private static final String STORE_API = "https://shop.example/wp-json/wc/store/v1/products";

    @Test
    void aStoreApiProductBecomesAListingUnderItsPagesKey() {
        RawListing listing = only(read(STORE_API + "?per_page=100&page=1", """
                [{"id":7,"name":"Tin &amp; Kettle","type":"simple","permalink":"https://shop.example/product/tin-kettle/","sku":"K-7",
                "prices":{"price":"39900","regular_price":"45000","sale_price":"39900","price_range":null,
                "currency_code":"KWD","currency_minor_unit":3},"is_in_stock":true,"is_on_backorder":false,
                "images":[{"src":"https://shop.example/k.jpg"}],"categories":[{"name":"Kettles"}],"brands":[{"name":"Tinner"}],
                "attributes":[{"name":"Material","has_variations":false,"terms":[{"name":"Tin"},{"name":"Copper"}]}],
                "variations":[],"average_rating":"4.5","review_count":3}]"""));

        assertThat(listing.item()).isEqualTo("shop.example/product/tin-kettle");
        assertThat(listing.first(Field.TITLE)).contains("Tin &amp; Kettle");
        assertThat(listing.first(Field.PRICE)).contains("39.900");
        assertThat(listing.first(Field.LIST_PRICE)).contains("45.000");
        assertThat(listing.first(Field.CURRENCY)).contains("KWD");
        assertThat(listing.first(Field.AVAILABILITY)).contains("InStock");
        assertThat(listing.first(Field.BRAND)).contains("Tinner");
        assertThat(listing.first(Field.CATEGORY)).contains("Kettles");
        assertThat(listing.first(Field.RATING)).contains("4.5");
        assertThat(listing.attributes()).containsExactly(new Named("Material", "Tin, Copper"));
        assertThat(listing.said(Field.PRICE).getFirst().evidence()).isEqualTo(Evidence.PLATFORM_API);
    }

    @Test
    void variationsOfOnePriceAreListedEachUnderItsChoice() {
        Reading reading = read(STORE_API, variable("4200", "4200"));

        assertThat(reading.listings())
                .extracting(RawListing::item)
                .containsExactly("shop.example/product/hood#27", "shop.example/product/hood#28");
        assertThat(reading.listings().getFirst().options()).containsExactly(new Named("Color", "Red"));
        assertThat(reading.listings()).allSatisfy(listing -> {
            assertThat(listing.first(Field.PRICE)).contains("42.00");
            assertThat(listing.first(Field.GROUP)).contains("shop.example/product/hood");
        });
        assertThat(reading.parts())
                .extracting(URI::getRawQuery)
                .containsExactly("type=variation&parent=20&per_page=100");
    }

    @Test
    void aListingUnderPlainPermalinksLeadsToVariationsAndTheNextPageOfTheSameRoute() {
        String route = "https://shop.example/?rest_route=/wc/store/v1/products";

        Reading variations = read(route + "&per_page=100&page=1", variable("4200", "4500"));
        Reading full = read(route + "&per_page=1&page=1", "[" + simple(1) + "]");

        assertThat(variations.parts()).containsExactly(URI.create(route + "&type=variation&parent=20&per_page=100"));
        assertThat(full.next()).contains(URI.create(route + "&per_page=1&page=2"));
    }

    @Test
    void aProductWhoseVariationsDifferInPriceLeadsToThemAndIsSummedUpAtItsLowest() {
        Reading reading = read(STORE_API, variable("4200", "4500"));

        assertThat(reading.listings()).isEmpty();
        RawListing listing = reading.summaries().getFirst().listing();
        assertThat(listing.item()).isEqualTo("shop.example/product/hood");
        assertThat(listing.first(Field.PRICE)).contains("42.00");
        assertThat(listing.said(Field.LIST_PRICE)).isEmpty();
        URI part = URI.create(STORE_API + "?type=variation&parent=20&per_page=100");
        assertThat(reading.parts()).containsExactly(part);
        assertThat(reading.summaries().getFirst().part()).isEqualTo(part);
    }

    @Test
    void aVariationHasTheKeyItsPageGivesIt() {
        RawListing listing = only(read(STORE_API + "?type=variation&parent=20", """
                [{"id":27,"name":"Hood","parent":20,"type":"variation","variation":"Color: Red, Logo: Yes, please",
                "permalink":"https://shop.example/product/hood/?attribute_pa_color=red&attribute_logo=Yes",
                "prices":{"price":"4200","regular_price":"4500","currency_code":"USD","currency_minor_unit":2},
                "is_in_stock":false,"attributes":[],"variations":[]}]"""));

        assertThat(listing.item()).isEqualTo("shop.example/product/hood#27");
        assertThat(listing.options()).containsExactly(new Named("Color", "Red"), new Named("Logo", "Yes, please"));
        assertThat(listing.first(Field.AVAILABILITY)).contains("OutOfStock");
        assertThat(listing.first(Field.LIST_PRICE)).contains("45.00");
    }

    @Test
    void aShopThatKnowsNoVariationsOfTheirOwnGivesNone() {
        Reading reading = read(STORE_API + "?type=variation&parent=20&per_page=1", "[" + simple(1) + "]");

        assertThat(reading.listings()).isEmpty();
        assertThat(reading.next()).isEmpty();
    }

    @Test
    void theNextPageIsAskedForWhileThisOneIsFull() {
        String two = "[" + simple(1) + "," + simple(2) + "]";

        assertThat(read(STORE_API + "?per_page=2&page=3", two).next())
                .contains(URI.create(STORE_API + "?per_page=2&page=4"));
        assertThat(read(STORE_API + "?per_page=3&page=3", two).next()).isEmpty();
        assertThat(read(STORE_API + "?per_page=2", two).next()).contains(URI.create(STORE_API + "?per_page=2&page=2"));
        assertThat(read(STORE_API + "?per_page=2&page=4", "[]").next()).isEmpty();
    }

    @Test
    void aProductOnAnotherHostIsNotListed() {
        Reading reading = read(
                STORE_API,
                "[" + simple(1).replace("https://shop.example/product", "https://other.example/product") + "]");

        assertThat(reading.listings()).isEmpty();
        assertThat(reading.problems()).containsExactly("product 1 has no permalink on this host");
    }

    @Test
    void aShopifyProductBecomesAListingAVariant() {
        Reading reading = read("https://shop.example/products.json?limit=250&page=1", """
                {"products":[{"id":700,"title":"Canvas Bag","handle":"canvas-bag","body_html":"<p>Strong.</p>","vendor":"Sailmakers",
                "product_type":"Bags","tags":["new"],"options":[{"name":"Color","position":1,"values":["Sand"]},{"name":"Size","position":2,"values":["S","L"]}],
                "images":[{"id":1,"src":"https://cdn.shop.example/1.jpg","variant_ids":[]},{"id":2,"src":"https://cdn.shop.example/2.jpg","variant_ids":[702]}],
                "variants":[{"id":701,"title":"Sand / S","option1":"Sand","option2":"S","option3":null,"sku":"CB-SS","available":true,"price":"39.00","compare_at_price":"49.00"},
                {"id":702,"title":"Sand / L","option1":"Sand","option2":"L","option3":null,"sku":"CB-SL","available":false,"price":"45.00","compare_at_price":null}]}]}""");

        assertThat(reading.listings())
                .extracting(RawListing::item)
                .containsExactly("shop.example/products/canvas-bag#701", "shop.example/products/canvas-bag#702");
        RawListing small = reading.listings().getFirst();
        assertThat(small.page()).isEqualTo(URI.create("https://shop.example/products/canvas-bag?variant=701"));
        assertThat(small.options()).containsExactly(new Named("Color", "Sand"), new Named("Size", "S"));
        assertThat(small.first(Field.PRICE)).contains("39.00");
        assertThat(small.first(Field.LIST_PRICE)).contains("49.00");
        assertThat(small.first(Field.GROUP)).contains("700");
        assertThat(small.said(Field.CURRENCY)).isEmpty();
        RawListing large = reading.listings().getLast();
        assertThat(large.first(Field.AVAILABILITY)).contains("OutOfStock");
        assertThat(large.first(Field.IMAGE)).contains("https://cdn.shop.example/2.jpg");
        assertThat(reading.next()).isEmpty();
    }

    @Test
    void aShopifyProductWithoutChoicesHasItsPagesKey() {
        RawListing listing = only(read("https://shop.example/products.json?limit=1&page=2", """
                {"products":[{"id":800,"title":"Canvas Apron","handle":"canvas-apron","options":[{"name":"Title"}],"images":[],
                "variants":[{"id":801,"title":"Default Title","option1":"Default Title","sku":"CA-1","available":true,"price":"25.50","compare_at_price":"0.00"}]}]}"""));

        assertThat(listing.item()).isEqualTo("shop.example/products/canvas-apron");
        assertThat(listing.options()).isEmpty();
        assertThat(listing.said(Field.LIST_PRICE)).isEmpty();
    }

    @Test
    void jsonOfNoPlatformSaysSo() {
        assertThat(read("https://shop.example/api", "{\"a\":1}").problems())
                .containsExactly("JSON of no known platform");
        assertThat(read("https://shop.example/api", "{\"a\":").problems())
                .singleElement()
                .asString()
                .startsWith("body is not JSON");
    }

    private static String simple(int id) {
        return """
                {"id":%d,"name":"Thing","type":"simple","permalink":"https://shop.example/product/%d/",
                "prices":{"price":"100","regular_price":"100","currency_code":"USD","currency_minor_unit":2},"variations":[]}""".formatted(id, id);
    }

    private static String variable(String lowest, String highest) {
        return """
                [{"id":20,"name":"Hood","type":"variable","permalink":"https://shop.example/product/hood/","sku":"hood",
                "prices":{"price":"4200","regular_price":"4500","price_range":{"min_amount":"%s","max_amount":"%s"},
                "currency_code":"USD","currency_minor_unit":2},"is_in_stock":true,
                "attributes":[{"name":"Color","has_variations":true,"terms":[{"name":"Red"},{"name":"Blue"}]}],
                "variations":[{"id":27,"attributes":[{"name":"Color","value":"Red"}]},{"id":28,"attributes":[{"name":"Color","value":"Blue"}]}]}]""".formatted(lowest, highest);
    }

    private static RawListing only(Reading reading) {
        assertThat(reading.listings()).hasSize(1);
        return reading.listings().getFirst();
    }

    private static Reading read(String url, String body) {
        URI address = URI.create(url);
        return new Extractor()
                .read(
                        new Merchant(new MerchantId("shop"), "shop.example", "https", Optional.empty()),
                        new FetchedPage(address, address, 200, "application/json", Map.of(), body, Instant.EPOCH));
    }
}
