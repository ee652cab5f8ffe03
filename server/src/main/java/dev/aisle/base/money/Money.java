package dev.aisle.base.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// An amount in the minor units of an ISO 4217 currency: 9995 USD is $99.95, 500 JPY is ¥500.
public record Money(long amount, String currency) {

    /// The largest amount we take for a price, in minor units.
    public static final long LARGEST = 1_000_000_000_000L;

    /// Metals, funds, test codes and "no currency".
    private static final Set<String> NOT_FOR_SHOPPING = Set.of(
            "XXX", "XTS", "XAU", "XAG", "XPT", "XPD", "XBA", "XBB", "XBC", "XBD", "XDR", "XUA", "XSU", "XFO", "XFU");

    private static final Map<String, Integer> EXPONENTS = Currency.getAvailableCurrencies().stream()
            .filter(it -> !NOT_FOR_SHOPPING.contains(it.getCurrencyCode()))
            .collect(Collectors.toUnmodifiableMap(
                    Currency::getCurrencyCode, it -> Math.max(0, it.getDefaultFractionDigits())));

    public Money {
        if (amount < 0) {
            throw new IllegalArgumentException("negative amount: " + amount);
        }
        if (currency.length() != 3) {
            throw new IllegalArgumentException("not an ISO 4217 code: " + currency);
        }
    }

    /// Money from an amount in major units, rounded half up to the currency's own decimals; nothing for an amount that
    /// is negative or beyond [#LARGEST].
    public static Optional<Money> ofDecimal(BigDecimal amount, String currency) {
        if (amount.signum() < 0 || amount.precision() - amount.scale() > 13) {
            return Optional.empty();
        }
        long minor = amount.movePointRight(exponent(currency))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        return minor > LARGEST ? Optional.empty() : Optional.of(new Money(minor, currency));
    }

    /// Whether a text is the ISO 4217 code, in capitals, of something a shop can be paid in; codes of the past count.
    public static boolean isCurrency(String code) {
        return EXPONENTS.containsKey(code);
    }

    /// The number of decimal digits of a currency: 2 for USD, 0 for JPY, 3 for KWD.
    public static int exponent(String currency) {
        Integer exponent = EXPONENTS.get(currency);
        if (exponent == null) {
            throw new IllegalArgumentException("not an ISO 4217 code: " + currency);
        }
        return exponent;
    }

    /// The amount in major units, exactly: 99.95.
    public BigDecimal decimal() {
        return BigDecimal.valueOf(amount, exponent(currency));
    }
}
