package dev.aisle.base.money;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/// What one unit of each currency was worth on one day. Prices are only ever compared with them; an amount
/// in an answer stays in the currency its store asks.
public final class Rates {

    private static final String SHIPPED = "rates.properties";
    private static final Set<String> NOT_CURRENCIES = Set.of("date", "base");
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final MathContext PRECISION = MathContext.DECIMAL64;

    private final LocalDate date;
    private final Map<String, BigDecimal> perBase;

    /// The rates of one day.
    ///
    /// @param perBase how many major units of each currency one unit of the base currency, itself included, buys
    public Rates(LocalDate date, Map<String, BigDecimal> perBase) {
        this.date = date;
        this.perBase = Map.copyOf(perBase);
    }

    /// The table that comes with Aisle.
    public static Rates shipped() {
        try (InputStream stream = Rates.class.getResourceAsStream(SHIPPED)) {
            if (stream == null) {
                throw new IllegalStateException(SHIPPED + " is missing");
            }
            return read(new InputStreamReader(stream, StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// The operator's table, in the form of the shipped one: `date`, `base`, and a line a currency.
    public static Rates read(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            return read(reader);
        } catch (IOException | IllegalArgumentException unusable) {
            throw new IllegalArgumentException(
                    "AISLE_RATES_FILE " + file + " cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    private static Rates read(Reader reader) throws IOException {
        Properties lines = new Properties();
        lines.load(reader);
        Map<String, BigDecimal> perBase = new TreeMap<>();
        for (String name : lines.stringPropertyNames()) {
            if (!NOT_CURRENCIES.contains(name)) {
                perBase.put(name, checked(name, lines.getProperty(name)));
            }
        }
        perBase.put(said(lines, "base"), BigDecimal.ONE);
        return new Rates(date(said(lines, "date")), perBase);
    }

    private static String said(Properties lines, String name) {
        String value = lines.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("the line " + name + "=... is missing");
        }
        return value.trim();
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException wrong) {
            throw new IllegalArgumentException("date=" + text + " is not of the form 2026-01-31", wrong);
        }
    }

    private static BigDecimal checked(String currency, String text) {
        try {
            BigDecimal rate = new BigDecimal(text.trim());
            if (currency.matches("[A-Z]{3}") && rate.signum() > 0) {
                return rate;
            }
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(currency + "=" + text + " is not a number", wrong);
        }
        throw new IllegalArgumentException(currency + "=" + text + " is not a currency and what one base unit buys");
    }

    /// The day the rates are of.
    public LocalDate date() {
        return date;
    }

    /// How many major units of one currency a major unit of another buys; nothing where either is not in the table.
    public Optional<BigDecimal> rate(String from, String to) {
        if (from.equals(to)) {
            return Optional.of(BigDecimal.ONE);
        }
        BigDecimal fromBase = perBase.get(from);
        BigDecimal toBase = perBase.get(to);
        return fromBase == null || toBase == null ? Optional.empty() : Optional.of(toBase.divide(fromBase, PRECISION));
    }

    /// The amount in the minor units of another currency, rounded as asked, at most the largest `long`.
    public Optional<Long> convert(long amount, String from, String to, RoundingMode rounding) {
        if (from.equals(to)) {
            return Optional.of(amount);
        }
        return rate(from, to)
                .map(rate -> BigDecimal.valueOf(amount, Money.exponent(from))
                        .multiply(rate)
                        .movePointRight(Money.exponent(to))
                        .setScale(0, rounding)
                        .min(LARGEST)
                        .longValueExact());
    }
}
