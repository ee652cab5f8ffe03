package dev.aisle.base.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource({
        "99.95, USD, 9995",
        "500, JPY, 500",
        "1.234, KWD, 1234",
        "1, CLP, 1",
        "29.1583, GBP, 2916",
        "0.005, EUR, 1",
        "0.0049, EUR, 0",
        "499.5, JPY, 500",
        "34.990000001, GBP, 3499",
        "1E+3, USD, 100000",
    })
    void amountsBecomeMinorUnitsByTheCurrencysOwnExponent(BigDecimal amount, String currency, long minor) {
        assertThat(Money.ofDecimal(amount, currency)).hasValue(new Money(minor, currency));
    }

    @Test
    void refusesWhatIsNoPrice() {
        assertThat(Money.ofDecimal(new BigDecimal("-1"), "USD")).isEmpty();
        assertThat(Money.ofDecimal(new BigDecimal("1E+400"), "USD")).isEmpty();
        assertThat(Money.ofDecimal(new BigDecimal("10000000000.01"), "USD")).isEmpty();
        assertThat(Money.ofDecimal(new BigDecimal("10000000000.00"), "USD")).isPresent();
    }

    @Test
    void knowsCurrenciesOfShopsOnly() {
        assertThat(Money.isCurrency("EUR")).isTrue();
        assertThat(Money.isCurrency("eur")).isFalse();
        assertThat(Money.isCurrency("XAU")).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Money.exponent("ABC"));
    }

    @Test
    void tellsTheAmountInMajorUnits() {
        assertThat(new Money(1234, "KWD").decimal()).isEqualTo(new BigDecimal("1.234"));
        assertThat(new Money(1234, "JPY").decimal()).isEqualTo(new BigDecimal("1234"));
    }
}
