package dev.aisle.supply.normalize;

import static dev.aisle.supply.normalize.RawListings.aLamp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.money.Money;
import dev.aisle.market.listing.Availability;
import dev.aisle.market.listing.Condition;
import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.Origin;
import dev.aisle.market.listing.Origin.Evidence;
import dev.aisle.market.listing.RawListing;
import dev.aisle.market.merchant.Platform;
import dev.aisle.market.taxonomy.Taxonomy;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalizerTest {

    private static final StoreDefaults CANADIAN =
            new StoreDefaults(Optional.of("CAD"), Optional.of("en-CA"), Optional.of("CA"));

    private final Normalizer normalizer = new Normalizer(Taxonomy.shipped());

    @Test
    void aWholeListingComesOutTypedAndClean() {
        Listing listing = good(aLamp().saysInstead(Field.TITLE, " Desk&nbsp;lamp &amp;amp; shade ")
                .says(Field.DESCRIPTION, "<p>Bright.</p><p>Warm.</p>")
                .says(Field.BRAND, "Lumo®")
                .says(Field.GTIN, "4006381333931")
                .says(Field.MPN, "MPN: L-100")
                .says(Field.SKU, "sku-7")
                .says(Field.LIST_PRICE, "59,90 €")
                .says(Field.AVAILABILITY, "https://schema.org/BackOrder")
                .says(Field.CONDITION, "NewCondition")
                .says(Field.IMAGE, "/img/a b.jpg")
                .says(Field.IMAGE, "//cdn.example/c.jpg")
                .says(Field.IMAGE, "data:image/gif;base64,R0lGOD")
                .says(Field.CATEGORY, "Home / Lighting")
                .says(Field.GROUP, "lamps-1")
                .says(Field.GENDER, "unisex")
                .says(Field.LANGUAGE, "en_GB")
                .says(Field.RATING, "4,5")
                .says(Field.RATING_COUNT, "1,204")
                .option("pa_colour", "Black")
                .attribute("Light source", "LED"));

        assertThat(listing.title()).isEqualTo("Desk lamp & shade");
        assertThat(listing.description()).isEqualTo("Bright.\nWarm.");
        assertThat(listing.identity())
                .isEqualTo(new Listing.Identity(
                        Optional.of("Lumo"),
                        Optional.of("04006381333931"),
                        Optional.of("L-100"),
                        Optional.of("sku-7")));
        assertThat(listing.price()).isEqualTo(new Money(4990, "EUR"));
        assertThat(listing.listPrice()).hasValue(new Money(5990, "EUR"));
        assertThat(listing.availability()).isEqualTo(Availability.BACKORDER);
        assertThat(listing.condition()).hasValue(Condition.NEW);
        assertThat(listing.images()).containsExactly("https://shop.example/img/a%20b.jpg", "https://cdn.example/c.jpg");
        assertThat(listing.categories()).containsExactly("Home > Lighting");
        assertThat(listing.group()).hasValue("lamps-1");
        assertThat(listing.audience().gender()).hasValue("unisex");
        assertThat(listing.audience().language()).hasValue("en-GB");
        assertThat(listing.rating()).hasValue(new Listing.Rating(4.5, 5, 1204));
        assertThat(listing.options()).containsExactly(new Listing.Named("Color", "Black"));
        assertThat(listing.attributes()).containsExactly(new Listing.Named("Light source", "LED"));
        assertThat(listing.url()).isEqualTo(RawListings.PAGE);
        assertThat(listing.seenAt()).isEqualTo(RawListings.READ_AT);
        assertThat(listing.key().item()).isEqualTo("shop.example/lamp");
    }

    @Test
    void everyReasonIsToldAtOnce() {
        assertThat(problems(aLamp().without(Field.TITLE).without(Field.PRICE)))
                .containsExactly("title is missing", "price is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0           | price is zero",
                "0.00        | price is zero",
                "Free        | price is zero",
                "on request  | price cannot be read: \"on request\"",
                "-5.00       | price cannot be read: \"-5.00\"",
                "99999999999999 | price is beyond any shop's: \"99999999999999\"",
                "12 BTC      | currency is not one of ISO 4217: \"BTC\"",
            })
    void aPriceThatCannotBeAskedForIsAReason(String price, String problem) {
        assertThat(problems(aLamp().saysInstead(Field.PRICE, price))).containsExactly(problem);
    }

    @Test
    void aPriceWithoutCurrencyIsUnusableUnlessTheStoreHasOne() {
        RawListings raw = aLamp().without(Field.CURRENCY);

        assertThat(problems(raw)).containsExactly("currency is missing");
        assertThat(good(raw, CANADIAN).price()).isEqualTo(new Money(4990, "CAD"));
        assertThat(good(raw, CANADIAN).origins().get(Field.CURRENCY))
                .isEqualTo(new Origin(Platform.WEB_CRAWL, Evidence.STORE_SETTING, 0.9, RawListings.READ_AT));
        assertThat(problems(aLamp().saysInstead(Field.CURRENCY, "gold")))
                .containsExactly("currency is unknown: \"gold\"");
    }

    @Test
    void aSharedMarkIsReadAsTheStoresCurrency() {
        RawListings raw = aLamp().without(Field.CURRENCY).saysInstead(Field.PRICE, "$1,299.00");

        assertThat(good(raw, CANADIAN).price()).isEqualTo(new Money(129900, "CAD"));
        assertThat(good(raw, StoreDefaults.UNKNOWN).price()).isEqualTo(new Money(129900, "USD"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.no/lampe, '', NOK",
        "https://shop.example/lampe, nb, NOK",
        "https://shop.example/lampa, sv-SE, SEK",
        "https://shop.example/lampe, '', DKK",
        "https://shop.io/lampe, '', DKK",
    })
    void aSharedMarkIsReadAsTheCurrencyOfTheCountryThePageSeemsToBeIn(String page, String language, String currency) {
        RawListing lamp = aLamp().without(Field.CURRENCY)
                .saysInstead(Field.PRICE, "1 299 kr")
                .says(Field.LANGUAGE, language)
                .raw();
        RawListing there = new RawListing(
                lamp.merchant(),
                lamp.platform(),
                lamp.item(),
                URI.create(page),
                lamp.fields(),
                lamp.options(),
                lamp.attributes(),
                lamp.readAt());

        Normalized.Good good = (Normalized.Good) normalizer.normalize(there, StoreDefaults.UNKNOWN);

        assertThat(good.listing().price()).isEqualTo(new Money(129900, currency));
    }

    @Test
    void aPriceWrittenInHtmlIsRead() {
        RawListings raw = aLamp().without(Field.CURRENCY).saysInstead(Field.PRICE, "<b>&euro;</b>&nbsp;49,90");

        assertThat(good(raw, StoreDefaults.UNKNOWN).price()).isEqualTo(new Money(4990, "EUR"));
    }

    @Test
    void theMarkInThePriceIsBelievedOverACurrencyThatContradictsIt() {
        Normalized.Good good = (Normalized.Good)
                normalizer.normalize(aLamp().saysInstead(Field.PRICE, "£20.00").raw(), StoreDefaults.UNKNOWN);

        assertThat(good.listing().price()).isEqualTo(new Money(2000, "GBP"));
        assertThat(good.notes()).containsExactly("currency is said to be EUR but the price is written in GBP");
    }

    @Test
    void theFirstPriceThatCanBeReadCounts() {
        assertThat(good(aLamp().saysInstead(Field.PRICE, "ask us").says(Field.PRICE, "12.00"))
                        .price())
                .isEqualTo(new Money(1200, "EUR"));
        assertThat(good(aLamp().saysInstead(Field.PRICE, "0").says(Field.PRICE, "12.00", Evidence.MICRODATA))
                        .price())
                .isEqualTo(new Money(1200, "EUR"));
    }

    @Test
    void aGuessFromThePageDoesNotOverruleAZero() {
        assertThat(problems(aLamp().saysInstead(Field.PRICE, "0").says(Field.PRICE, "12.00", Evidence.PAGE_STRUCTURE)))
                .containsExactly("price is zero");
    }

    @ParameterizedTest
    @CsvSource({
        "1.299, EUR, JSON_LD, 129900",
        "1.299, USD, JSON_LD, 130",
        "1.299, EUR, PLATFORM_API, 130",
        "1.299, USD, PAGE_STRUCTURE, 129900",
        "1.299, CLP, PLATFORM_API, 1299",
        "1.299, KWD, JSON_LD, 1299",
        "'1,299', USD, JSON_LD, 129900",
    })
    void onePointBeforeThreeDigitsIsReadByWhoWroteIt(String price, String currency, Evidence evidence, long minor) {
        RawListings raw =
                aLamp().without(Field.PRICE).says(Field.PRICE, price, evidence).saysInstead(Field.CURRENCY, currency);

        assertThat(good(raw).price()).isEqualTo(new Money(minor, currency));
    }

    @Test
    void anotherPriceOfThePageSettlesWhatThePointMeans() {
        RawListings raw = aLamp().saysInstead(Field.PRICE, "1.299").saysInstead(Field.CURRENCY, "USD");

        assertThat(good(raw.says(Field.PRICE, "$1,299.00", Evidence.PAGE_STRUCTURE))
                        .price())
                .isEqualTo(new Money(129900, "USD"));
    }

    @Test
    void aListPriceCountsOnlyAboveThePrice() {
        assertThat(good(aLamp().says(Field.LIST_PRICE, "49.90")).listPrice()).isEmpty();
        assertThat(good(aLamp().says(Field.LIST_PRICE, "40.00")).listPrice()).isEmpty();
        assertThat(good(aLamp().says(Field.LIST_PRICE, "$80")).listPrice()).isEmpty();
        assertThat(good(aLamp().says(Field.LIST_PRICE, "499000")).listPrice()).isEmpty();
        assertThat(good(aLamp().says(Field.LIST_PRICE, "60")).listPrice()).hasValue(new Money(6000, "EUR"));
    }

    @Test
    void amountsFinerThanTheCurrencyAreRoundedAndSaidToBe() {
        Normalized.Good good = (Normalized.Good)
                normalizer.normalize(aLamp().saysInstead(Field.PRICE, "29.1583").raw(), StoreDefaults.UNKNOWN);

        assertThat(good.listing().price()).isEqualTo(new Money(2916, "EUR"));
        assertThat(good.notes()).containsExactly("price 29.1583 is rounded to 29.16");
        assertThat(notes(aLamp().saysInstead(Field.PRICE, "29.9900001"))).isEmpty();
    }

    @Test
    void silenceOnAvailabilityIsAnOfferWithoutAnOrigin() {
        Listing listing = good(aLamp());

        assertThat(listing.availability()).isEqualTo(Availability.IN_STOCK);
        assertThat(listing.origins()).doesNotContainKey(Field.AVAILABILITY);
    }

    @Test
    void anUnknownWordOnAvailabilityIsNoted() {
        assertThat(notes(aLamp().says(Field.AVAILABILITY, "maybe")))
                .containsExactly("availability \"maybe\" is not understood: taken as in stock");
    }

    @Test
    void aWrongGtinIsLeftOutWithItsReason() {
        RawListings raw = aLamp().says(Field.GTIN, "4006381333932");

        assertThat(good(raw).identity().gtin()).isEmpty();
        assertThat(good(raw).origins()).doesNotContainKey(Field.GTIN);
        assertThat(notes(raw)).containsExactly("gtin \"4006381333932\" is left out: its check digit is wrong");
        assertThat(good(raw.says(Field.GTIN, "036000291452")).identity().gtin()).hasValue("00036000291452");
    }

    @Test
    void aGtinInAnotherFieldIsNotTakenSilently() {
        RawListings raw = aLamp().says(Field.SKU, "4006381333931");

        assertThat(good(raw).identity().gtin()).isEmpty();
        assertThat(notes(raw)).containsExactly("sku 4006381333931 looks like a GTIN but is not said to be one");
    }

    @ParameterizedTest
    @CsvSource({"N/A", "unknown", "Does Not Apply", "-", "generic", "Unbranded", "https://shop.example/brand"})
    void aBrandThatNamesNobodyIsLeftOut(String brand) {
        assertThat(good(aLamp().says(Field.BRAND, brand)).identity().brand()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"N/A", "none", "-", "0000", "null"})
    void aPartNumberThatNumbersNothingIsLeftOut(String mpn) {
        assertThat(good(aLamp().says(Field.MPN, mpn)).identity().mpn()).isEmpty();
    }

    @Test
    void optionsAreSaidOnceAndPlaceholdersNotAtAll() {
        Listing listing = good(aLamp().option("Title", "Default Title")
                .option("attribute_pa_size", "XL")
                .option("SIZE", "L")
                .option("shade-type", "Round")
                .attribute("Size", "XL")
                .attribute("POWER:", "5 W")
                .attribute("Power", "5 W")
                .attribute("Weight", "n/a"));

        assertThat(listing.options())
                .containsExactly(new Listing.Named("Size", "XL"), new Listing.Named("Shade Type", "Round"));
        assertThat(listing.attributes()).containsExactly(new Listing.Named("Power", "5 W"));
    }

    @Test
    void aRatingWithoutBuyersIsNone() {
        assertThat(good(aLamp().says(Field.RATING, "4.5")).rating()).isEmpty();
        assertThat(good(aLamp().says(Field.RATING, "0").says(Field.RATING_COUNT, "0"))
                        .rating())
                .isEmpty();
        assertThat(good(aLamp().says(Field.RATING, "4.5").says(Field.RATING_COUNT, "0"))
                        .origins())
                .doesNotContainKey(Field.RATING);
    }

    @Test
    void aRatingKeepsItsScale() {
        assertThat(good(aLamp().says(Field.RATING, "87")
                                .says(Field.RATING_SCALE, "100")
                                .says(Field.RATING_COUNT, "12"))
                        .rating())
                .hasValue(new Listing.Rating(87, 100, 12));
        assertThat(good(aLamp().says(Field.RATING, "8.7").says(Field.RATING_COUNT, "12"))
                        .rating())
                .hasValue(new Listing.Rating(8.7, 10, 12));
    }

    @Test
    void imagesAreAbsoluteAndAtMostTen() {
        RawListings raw = aLamp().says(Field.IMAGE, "javascript:alert(1)")
                .says(Field.IMAGE, "a.jpg")
                .says(Field.IMAGE, "a.jpg");
        for (int i = 0; i < 20; i++) {
            raw.says(Field.IMAGE, "https://cdn.example/" + i + ".jpg");
        }

        assertThat(good(raw).images())
                .hasSize(10)
                .startsWith("https://shop.example/a.jpg", "https://cdn.example/0.jpg");
    }

    @Test
    void eachFieldKnowsWhereItComesFrom() {
        Listing listing = good(aLamp().says(Field.BRAND, "n/a").says(Field.BRAND, "Lumo", Evidence.META));

        assertThat(listing.origins().get(Field.PRICE))
                .isEqualTo(new Origin(Platform.WEB_CRAWL, Evidence.JSON_LD, 0.9, RawListings.READ_AT));
        assertThat(listing.origins().get(Field.BRAND))
                .isEqualTo(new Origin(Platform.WEB_CRAWL, Evidence.META, 0.9, RawListings.READ_AT));
        assertThat(listing.origins()).containsKeys(Field.TITLE, Field.CURRENCY).doesNotContainKey(Field.SKU);
    }

    @Test
    void theUrlTheShopNamesIsTaken() {
        assertThat(good(aLamp().says(Field.URL, "/lamp?color=black")).url())
                .isEqualTo(URI.create("https://shop.example/lamp?color=black"));
        assertThat(good(aLamp().says(Field.URL, "ftp://shop.example/lamp")).url())
                .isEqualTo(RawListings.PAGE);
    }

    @Test
    void categoriesAreCleanPaths() {
        assertThat(good(aLamp().says(Field.CATEGORY, "Home &gt; Lighting")
                                .says(Field.CATEGORY, "Home » Lighting")
                                .says(Field.CATEGORY, "Home/Lighting/Lamps")
                                .says(Field.CATEGORY, "Pants/Shorts")
                                .says(Field.CATEGORY, "1604"))
                        .categories())
                .containsExactly("Home > Lighting", "Home > Lighting > Lamps", "Pants/Shorts");
    }

    private Listing good(RawListings raw) {
        return good(raw, StoreDefaults.UNKNOWN);
    }

    private Listing good(RawListings raw, StoreDefaults defaults) {
        Normalized normalized = normalizer.normalize(raw.raw(), defaults);
        assertThat(normalized).isInstanceOf(Normalized.Good.class);
        return ((Normalized.Good) normalized).listing();
    }

    private List<String> notes(RawListings raw) {
        return ((Normalized.Good) normalizer.normalize(raw.raw(), StoreDefaults.UNKNOWN)).notes();
    }

    private List<String> problems(RawListings raw) {
        RawListing listing = raw.raw();
        Normalized normalized = normalizer.normalize(listing, StoreDefaults.UNKNOWN);
        assertThat(normalized).isInstanceOf(Normalized.Unusable.class);
        assertThat(((Normalized.Unusable) normalized).raw()).isSameAs(listing);
        return ((Normalized.Unusable) normalized).problems();
    }
}
