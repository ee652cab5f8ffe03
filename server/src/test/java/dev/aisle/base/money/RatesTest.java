package dev.aisle.base.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatesTest {

    private static final String TABLE = "date=2026-01-02\nbase=EUR\nUSD=1.25\nJPY=160\nKWD=0.32\n";

    @Test
    void anAmountIsConvertedBetweenCurrenciesOfOtherExponents(@TempDir Path folder) throws IOException {
        Rates rates = table(folder, TABLE);

        assertThat(rates.convert(1_000, "EUR", "USD", RoundingMode.FLOOR)).contains(1_250L);
        assertThat(rates.convert(1_250, "USD", "JPY", RoundingMode.FLOOR)).contains(1_600L);
        assertThat(rates.convert(160, "JPY", "KWD", RoundingMode.FLOOR)).contains(320L);
        assertThat(rates.convert(999, "USD", "USD", RoundingMode.FLOOR)).contains(999L);
    }

    @Test
    void roundingIsTheCallers(@TempDir Path folder) throws IOException {
        Rates rates = table(folder, TABLE);

        assertThat(rates.convert(101, "USD", "EUR", RoundingMode.FLOOR)).contains(80L);
        assertThat(rates.convert(101, "USD", "EUR", RoundingMode.CEILING)).contains(81L);
    }

    @Test
    void noAmountIsTooLarge(@TempDir Path folder) throws IOException {
        assertThat(table(folder, TABLE).convert(Long.MAX_VALUE, "EUR", "JPY", RoundingMode.CEILING))
                .contains(Long.MAX_VALUE);
    }

    @Test
    void thereIsNoRateForACurrencyThatIsNotInTheTable(@TempDir Path folder) throws IOException {
        Rates rates = table(folder, TABLE);

        assertThat(rates.rate("USD", "CHF")).isEmpty();
        assertThat(rates.convert(1, "CHF", "USD", RoundingMode.FLOOR)).isEmpty();
        assertThat(rates.rate("CHF", "CHF")).contains(BigDecimal.ONE);
        assertThat(rates.date()).isEqualTo(LocalDate.of(2026, 1, 2));
    }

    @Test
    void theShippedTableIsDatedAndOfRealCurrencies() {
        Rates shipped = Rates.shipped();

        assertThat(shipped.date()).isAfter(LocalDate.of(2024, 1, 1));
        for (String code : new String[] {"USD", "EUR", "GBP", "JPY", "CHF", "CAD", "AUD", "INR", "CNY"}) {
            assertThat(Currency.getInstance(code).getCurrencyCode()).isEqualTo(code);
            assertThat(shipped.rate("USD", code)).isPresent();
        }
    }

    @Test
    void aTableThatCannotBeUsedSaysWhatIsWrong(@TempDir Path folder) {
        assertThatThrownBy(() -> table(folder, "base=EUR\nUSD=1.1")).hasMessageContaining("date=");
        assertThatThrownBy(() -> table(folder, "date=yesterday\nbase=EUR")).hasMessageContaining("yesterday");
        assertThatThrownBy(() -> table(folder, TABLE + "GBP=much")).hasMessageContaining("GBP=much");
        assertThatThrownBy(() -> table(folder, TABLE + "GBP=-1")).hasMessageContaining("GBP=-1");
        assertThatThrownBy(() -> Rates.read(folder.resolve("none"))).hasMessageContaining("AISLE_RATES_FILE");
    }

    private static Rates table(Path folder, String text) throws IOException {
        return Rates.read(Files.writeString(folder.resolve("rates.properties"), text));
    }
}
