package dev.aisle.base.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CurrencyMarksTest {

    private static final Optional<String> UNKNOWN = Optional.empty();

    @Test
    void aSharedMarkMeansTheShopsOwnCurrency() {
        assertThat(CurrencyMarks.resolve("$", Optional.of("CAD"), UNKNOWN)).hasValue("CAD");
        assertThat(CurrencyMarks.resolve("kr", Optional.of("NOK"), UNKNOWN)).hasValue("NOK");
    }

    @Test
    void aSharedMarkMeansTheCountrysCurrencyWhereTheShopsIsUnknownOrAnother() {
        assertThat(CurrencyMarks.resolve("$", UNKNOWN, Optional.of("AU"))).hasValue("AUD");
        assertThat(CurrencyMarks.resolve("kr", Optional.of("EUR"), Optional.of("SE")))
                .hasValue("SEK");
    }

    @Test
    void aSharedMarkMeansTheLikeliestCurrencyWhereNothingIsKnown() {
        assertThat(CurrencyMarks.resolve("$", UNKNOWN, UNKNOWN)).hasValue("USD");
        assertThat(CurrencyMarks.resolve("£", Optional.of("EUR"), Optional.of("DE")))
                .hasValue("GBP");
        assertThat(CurrencyMarks.resolve("¥", UNKNOWN, UNKNOWN)).hasValue("JPY");
    }

    @Test
    void aMarkOfOneCurrencyIsNotSwayed() {
        assertThat(CurrencyMarks.resolve("R$", Optional.of("USD"), Optional.of("US")))
                .hasValue("BRL");
        assertThat(CurrencyMarks.resolve("chf", Optional.of("EUR"), Optional.of("FR")))
                .hasValue("CHF");
        assertThat(CurrencyMarks.resolve("Zł", UNKNOWN, UNKNOWN)).hasValue("PLN");
    }

    @Test
    void whatIsNoMoneyOfIsoHasNoCode() {
        assertThat(CurrencyMarks.resolve("BTC", UNKNOWN, UNKNOWN)).isEmpty();
        assertThat(CurrencyMarks.resolve("credits", UNKNOWN, UNKNOWN)).isEmpty();
    }

    @Test
    void everyCodeOfTheTableIsACurrency() {
        for (String mark : new String[] {"$", "£", "kr", "Rs", "din", "﷼", "Dh", "C$", "CFA", "руб.", "franc"}) {
            assertThat(CurrencyMarks.codes(mark)).as(mark).isNotEmpty().allMatch(Money::isCurrency);
        }
    }

    @Test
    void aCountryHasItsCurrency() {
        assertThat(CurrencyMarks.ofCountry("KW")).hasValue("KWD");
        assertThat(CurrencyMarks.ofCountry("XX")).isEmpty();
        assertThat(CurrencyMarks.ofCountry("nowhere")).isEmpty();
    }
}
