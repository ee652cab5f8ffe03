package dev.aisle.base.money;

import java.math.BigDecimal;
import java.util.Currency;

/// An amount in the minor units of an ISO 4217 currency: 9995 USD is $99.95, 500 JPY is ¥500.
public record Money(long amount, String currency) {

    public Money {
        if (amount < 0) {
            throw new IllegalArgumentException("negative amount: " + amount);
        }
        if (currency.length() != 3) {
            throw new IllegalArgumentException("not an ISO 4217 code: " + currency);
        }
    }

    /// The number of decimal digits of a currency: 2 for USD, 0 for JPY, 3 for KWD.
    public static int exponent(String currency) {
        return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    }

    /// The amount in major units, exactly: 99.95.
    public BigDecimal decimal() {
        return BigDecimal.valueOf(amount, exponent(currency));
    }
}
