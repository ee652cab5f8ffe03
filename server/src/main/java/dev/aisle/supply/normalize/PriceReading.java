package dev.aisle.supply.normalize;

import dev.aisle.base.money.CurrencyMarks;
import dev.aisle.base.money.Money;
import dev.aisle.base.money.PriceText;
import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.Origin.Evidence;
import dev.aisle.market.listing.RawListing.Said;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The price and the list price of a listing. The first price that can be read and is above zero counts; a list price
/// counts only above it.
final class PriceReading {

    private static final double CONFIDENCE_IN_STORE_CURRENCY = 0.9;
    private static final double CONFIDENCE_IN_COUNTRY_CURRENCY = 0.5;
    private static final int HIGHEST_LIST_PRICE = 100;
    private static final int LONGEST = 300;

    /// Currencies whose shops write 1.299 for one and a third, not for a thousand and more.
    private static final Set<String> WRITTEN_WITH_POINT = Set.of(
            "USD", "GBP", "CAD", "AUD", "NZD", "SGD", "HKD", "INR", "MXN", "ILS", "THB", "CNY", "TWD", "MYR", "PHP",
            "AED", "SAR", "EGP", "NGN", "KES", "PKR", "LKR", "ZAR", "CHF");

    private final Draft draft;
    private final StoreDefaults defaults;
    private final List<String> countries;
    private boolean zero;
    private @Nullable String unread;

    private PriceReading(Draft draft, StoreDefaults defaults) {
        this.draft = draft;
        this.defaults = defaults;
        this.countries = Countries.of(draft.raw(), defaults);
    }

    record Prices(Money price, Optional<Money> listPrice) {}

    /// The prices of a listing; without a price the draft has the problem in words.
    static Optional<Prices> of(Draft draft, StoreDefaults defaults) {
        PriceReading reading = new PriceReading(draft, defaults);
        Optional<Money> price = reading.price();
        return price.map(it -> new Prices(it, reading.listPrice(it)));
    }

    private Optional<Money> price() {
        int problemsBefore = draft.problems().size();
        for (Said said : draft.raw().said(Field.PRICE)) {
            boolean guess = said.evidence().compareTo(Evidence.PAGE_STRUCTURE) >= 0;
            if (zero && guess) {
                break;
            }
            Optional<Money> money = money(said, Field.PRICE);
            if (money.isPresent() && money.get().amount() > 0) {
                draft.keepOrigin(Field.PRICE, said);
                return money;
            }
            zero |= money.isPresent();
        }
        if (zero) {
            draft.problem("price is zero");
        } else if (draft.problems().size() == problemsBefore) {
            draft.problem(unread == null ? "price is missing" : "price cannot be read: " + Draft.quoted(unread));
        }
        return Optional.empty();
    }

    private Optional<Money> listPrice(Money price) {
        for (Said said : draft.raw().said(Field.LIST_PRICE)) {
            Optional<Money> money = money(said, Field.LIST_PRICE)
                    .filter(it -> it.currency().equals(price.currency()))
                    .filter(it -> it.amount() > price.amount() && it.amount() / HIGHEST_LIST_PRICE <= price.amount());
            if (money.isPresent()) {
                draft.keepOrigin(Field.LIST_PRICE, said);
                return money;
            }
        }
        return Optional.empty();
    }

    private Optional<Money> money(Said said, Field field) {
        PriceText text = PriceText.read(written(said));
        if (text.amount().isEmpty()) {
            if (unread == null && !said.value().isBlank()) {
                unread = said.value();
            }
            return Optional.empty();
        }
        if (text.amount().get().signum() == 0) {
            return Optional.of(new Money(0, defaults.currency().orElse("USD")));
        }
        Optional<String> currency = currency(said, text.mark(), field);
        if (currency.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal amount = amount(said, text, currency.get());
        Optional<Money> money = Money.ofDecimal(amount, currency.get());
        if (money.isEmpty() && field == Field.PRICE) {
            draft.problem("price is beyond any shop's: " + Draft.quoted(said.value()));
        }
        if (money.isPresent() && loses(amount, money.get())) {
            draft.note(word(field) + " " + amount.toPlainString() + " is rounded to "
                    + money.get().decimal().toPlainString());
        }
        return money;
    }

    private static String written(Said said) {
        boolean html = said.value().indexOf('&') >= 0 || said.value().indexOf('<') >= 0;
        return html ? CleanText.line(said.value(), LONGEST) : said.value();
    }

    private static boolean loses(BigDecimal amount, Money money) {
        if (amount.scale() <= 2) {
            return amount.compareTo(money.decimal()) != 0;
        }
        BigDecimal lost = amount.subtract(money.decimal()).abs();
        return lost.movePointRight(Money.exponent(money.currency()))
                        .setScale(2, RoundingMode.HALF_UP)
                        .signum()
                > 0;
    }

    /// The currency of one price: its own mark, then what is said of the listing's currency, then the store's.
    private Optional<String> currency(Said price, Optional<String> mark, Field field) {
        Said said = currencySaid(price.evidence());
        Optional<String> named = said == null ? Optional.empty() : code(said.value());
        if (mark.isPresent()) {
            List<String> codes = CurrencyMarks.codes(mark.get());
            if (named.isPresent() && codes.contains(named.get())) {
                return kept(field, named, said);
            }
            Optional<String> code = resolved(mark.get());
            if (code.isEmpty()) {
                draft.problem("currency is not one of ISO 4217: " + Draft.quoted(mark.get()));
            } else if (named.isPresent()) {
                draft.note("currency is said to be " + named.get() + " but the price is written in " + code.get());
            }
            return kept(field, code, price);
        }
        if (named.isPresent()) {
            return kept(field, named, said);
        }
        Optional<String> assumed = defaults.currency()
                .filter(Money::isCurrency)
                .or(() -> countries.stream()
                        .map(CurrencyMarks::ofCountry)
                        .flatMap(Optional::stream)
                        .findFirst());
        if (assumed.isEmpty()) {
            draft.problem(said == null ? "currency is missing" : "currency is unknown: " + Draft.quoted(said.value()));
        } else if (field == Field.PRICE) {
            draft.keepOrigin(
                    Field.CURRENCY,
                    Evidence.STORE_SETTING,
                    defaults.currency().isPresent() ? CONFIDENCE_IN_STORE_CURRENCY : CONFIDENCE_IN_COUNTRY_CURRENCY);
        }
        return assumed;
    }

    private Optional<String> kept(Field field, Optional<String> code, @Nullable Said from) {
        if (field == Field.PRICE && from != null && code.isPresent()) {
            draft.keepOrigin(Field.CURRENCY, from);
        }
        return code;
    }

    /// The currency that stands beside the price in the same markup, else the most trusted one.
    private @Nullable Said currencySaid(Evidence evidence) {
        Said first = null;
        for (Said said : draft.raw().said(Field.CURRENCY)) {
            if (!said.value().isBlank()) {
                if (said.evidence() == evidence) {
                    return said;
                }
                first = first == null ? said : first;
            }
        }
        return first;
    }

    private Optional<String> code(String said) {
        String text = said.strip();
        String upper = text.length() == 3 ? text.toUpperCase(Locale.ROOT) : text;
        return Money.isCurrency(upper) ? Optional.of(upper) : resolved(text);
    }

    /// A mark that several countries use is read as the shop's own, else as that of a country it seems to be in.
    private Optional<String> resolved(String mark) {
        List<String> codes = CurrencyMarks.codes(mark);
        Optional<String> country = countries.stream()
                .filter(it ->
                        CurrencyMarks.ofCountry(it).filter(codes::contains).isPresent())
                .findFirst();
        return CurrencyMarks.resolve(mark, defaults.currency(), country).filter(Money::isCurrency);
    }

    /// `1.299` may be a machine's one and a third or a person's thousand and more: the platform's own data is a
    /// machine's, a second price on the page settles it, else the habit of the currency does.
    private BigDecimal amount(Said said, PriceText text, String currency) {
        BigDecimal whole = text.amount().orElseThrow();
        if (!text.thousandsAssumed()
                || Money.exponent(currency) == 0
                || said.value().indexOf(',') >= 0) {
            return whole;
        }
        BigDecimal decimal = text.decimalReading().amount().orElseThrow();
        if (said.evidence().compareTo(Evidence.FEED_FILE) <= 0 || Money.exponent(currency) == 3) {
            return decimal;
        }
        for (Said other : draft.raw().said(Field.PRICE)) {
            PriceText second = PriceText.read(other.value());
            if (second.amount().isPresent() && !second.thousandsAssumed()) {
                if (isAbout(second.amount().get(), whole)) {
                    return whole;
                }
                if (isAbout(second.amount().get(), decimal)) {
                    return decimal;
                }
            }
        }
        boolean machine = said.evidence() != Evidence.PAGE_STRUCTURE && WRITTEN_WITH_POINT.contains(currency);
        return machine ? decimal : whole;
    }

    private static boolean isAbout(BigDecimal one, BigDecimal other) {
        return one.setScale(1, RoundingMode.HALF_UP).compareTo(other.setScale(1, RoundingMode.HALF_UP)) == 0;
    }

    private static String word(Field field) {
        return field == Field.PRICE ? "price" : "list price";
    }
}
