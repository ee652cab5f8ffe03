package dev.aisle.supply.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.market.listing.Availability;
import dev.aisle.market.listing.Condition;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordTablesTest {

    @ParameterizedTest
    @CsvSource({
        "https://schema.org/InStock, IN_STOCK",
        "Není skladem, OUT_OF_STOCK",
        "Skladem, IN_STOCK",
        "Niedostępny, OUT_OF_STOCK",
        "Esgotado, OUT_OF_STOCK",
        "Ikke på lager, OUT_OF_STOCK",
        "På lager, IN_STOCK",
        "Нет в наличии, OUT_OF_STOCK",
        "Под заказ, BACKORDER",
        "Stokta yok, OUT_OF_STOCK",
        "Εξαντλήθηκε, OUT_OF_STOCK",
        "غير متوفر, OUT_OF_STOCK",
        "在庫切れ, OUT_OF_STOCK",
        "予約受付中, PREORDER",
        "품절, OUT_OF_STOCK",
        "Auf Bestellung, BACKORDER",
        "http://schema.org/OutOfStock, OUT_OF_STOCK",
        "schema.org/PreOrder, PREORDER",
        "LimitedAvailability, IN_STOCK",
        "OnlineOnly, IN_STOCK",
        "PreSale, PREORDER",
        "BackOrder, BACKORDER",
        "MadeToOrder, BACKORDER",
        "SoldOut, OUT_OF_STOCK",
        "Reserved, OUT_OF_STOCK",
        "InStoreOnly, OUT_OF_STOCK",
        "Discontinued, DISCONTINUED",
        "in stock, IN_STOCK",
        "in_stock, IN_STOCK",
        "instock, IN_STOCK",
        "out of stock, OUT_OF_STOCK",
        "outofstock, OUT_OF_STOCK",
        "onbackorder, BACKORDER",
        "preorder, PREORDER",
        "pre_order, PREORDER",
        "true, IN_STOCK",
        "false, OUT_OF_STOCK",
        "17, IN_STOCK",
        "0, OUT_OF_STOCK",
        "Only 3 left in stock!, IN_STOCK",
        "Currently unavailable, OUT_OF_STOCK",
        "Not in stock, OUT_OF_STOCK",
        "Out of stock (available on backorder), BACKORDER",
        "Auf Lager, IN_STOCK",
        "Sofort lieferbar, IN_STOCK",
        "Nicht auf Lager, OUT_OF_STOCK",
        "Zur Zeit nicht verfügbar, OUT_OF_STOCK",
        "Ausverkauft, OUT_OF_STOCK",
        "Nicht mehr lieferbar, DISCONTINUED",
        "En stock, IN_STOCK",
        "Rupture de stock, OUT_OF_STOCK",
        "Épuisé, OUT_OF_STOCK",
        "Indisponible, OUT_OF_STOCK",
        "Agotado, OUT_OF_STOCK",
        "Disponible, IN_STOCK",
        "No disponible, OUT_OF_STOCK",
        "Disponibile, IN_STOCK",
        "Non disponibile, OUT_OF_STOCK",
        "Esaurito, OUT_OF_STOCK",
        "Op voorraad, IN_STOCK",
        "Niet op voorraad, OUT_OF_STOCK",
        "Uitverkocht, OUT_OF_STOCK",
    })
    void availabilityIsKnownInManyWords(String said, Availability availability) {
        assertThat(AvailabilityWords.read(said)).hasValue(availability);
    }

    @Test
    void unknownAvailabilitySaysNothing() {
        assertThat(AvailabilityWords.read("ask in the shop")).isEmpty();
        assertThat(AvailabilityWords.read("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://schema.org/NewCondition, NEW",
        "UsedCondition, USED",
        "DamagedCondition, USED",
        "RefurbishedCondition, REFURBISHED",
        "new, NEW",
        "Brand New, NEW",
        "Neu, NEW",
        "Neuf, NEW",
        "Like new - used, USED",
        "Gebraucht, USED",
        "Pre-Owned, USED",
        "d'occasion, USED",
        "Generalüberholt, REFURBISHED",
        "Renewed, REFURBISHED",
    })
    void conditionIsKnownInManyWords(String said, Condition condition) {
        assertThat(ConditionWords.read(said)).hasValue(condition);
    }

    @Test
    void unknownConditionSaysNothing() {
        assertThat(ConditionWords.read("good")).isEmpty();
        assertThat(ConditionWords.read("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Men's, male", "Damen, female", "https://schema.org/Female, female", "Unisex, unisex", "Boys, male"})
    void genderIsBroughtToTheWordsOfFeeds(String said, String gender) {
        assertThat(AudienceWords.gender(said)).hasValue(gender);
    }

    @ParameterizedTest
    @CsvSource({"Adults, adult", "Kinder, kids", "Baby, infant", "newborn, newborn", "Toddlers, toddler"})
    void ageIsBroughtToTheWordsOfFeeds(String said, String age) {
        assertThat(AudienceWords.age(said)).hasValue(age);
    }

    @ParameterizedTest
    @CsvSource({"en_us, en-US", "EN, en", "de-DE, de-DE", "zh-Hant-TW, zh-TW", "fr_FR.UTF-8, fr", "pt-br, pt-BR"})
    void languageIsALanguageTag(String said, String tag) {
        assertThat(AudienceWords.language(said)).hasValue(tag);
    }

    @ParameterizedTest
    @CsvSource({"us, US", "USA, US", "United Kingdom, GB", "UK, GB", "germany, DE", "DEU, DE"})
    void countryIsItsCodeOfTwoLetters(String said, String code) {
        assertThat(AudienceWords.country(said)).hasValue(code);
    }

    @Test
    void unknownWordsSayNothing() {
        assertThat(AudienceWords.gender("people")).isEmpty();
        assertThat(AudienceWords.age("5")).isEmpty();
        assertThat(AudienceWords.language("English")).isEmpty();
        assertThat(AudienceWords.country("Atlantis")).isEqualTo(Optional.empty());
    }
}
