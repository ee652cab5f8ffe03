package dev.aisle.partner.destination;

import dev.aisle.base.money.Money;
import dev.aisle.partner.destination.FeedField.Check;
import dev.aisle.partner.destination.FeedField.Objection;
import dev.aisle.supply.normalize.Gtin;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;

/// What destinations ask of values. Each rule has one name, whichever destination it stands in.
public final class Checks {

    private static final Set<String> PLACEHOLDERS = Set.of(
            "n/a",
            "na",
            "n.a.",
            "none",
            "null",
            "undefined",
            "unknown",
            "generic",
            "no brand",
            "unbranded",
            "does not exist",
            "-",
            "--",
            ".",
            "tbd",
            "not available",
            "no name",
            "noname",
            "default");

    private static final Duration LONGEST_AHEAD = Duration.ofDays(366);
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm[:ss]XX");

    private Checks() {}

    public static Check longest(int most) {
        return text(it -> it.length() <= most
                ? Optional.empty()
                : wrong("too_long", "has " + it.length() + " characters, " + most + " at most: shorten it"));
    }

    /// As [#longest], where the destination merely asks for it.
    public static Check preferablyAtMost(int most) {
        return text(it -> it.length() <= most
                ? Optional.empty()
                : Optional.of(new Objection(
                        "too_long",
                        "has " + it.length() + " characters: better are " + most + " at most, shorten it",
                        true)));
    }

    /// An absolute http or https address.
    public static Check url() {
        return text(it -> host(it).isPresent()
                ? Optional.empty()
                : wrong("not_a_url", "is no absolute http(s) address: '" + shown(it) + "'; give it in full"));
    }

    /// An address below the merchant's own domain.
    public static Check ownDomain() {
        return (value, item, occasion) -> {
            String host = host(value.said()).orElse("");
            String own = occasion.merchant().domain();
            return host.equals(own) || host.endsWith('.' + own)
                    ? Optional.empty()
                    : wrong(
                            "foreign_domain",
                            "leads to " + shown(host) + " and not to " + own
                                    + ": use the page in the merchant's own store");
        };
    }

    /// An address of a picture whose ending, if it has one, is among these types.
    public static Check image(Set<String> types) {
        return text(it -> FeedText.imageType(it).map(types::contains).orElse(true)
                ? Optional.empty()
                : wrong("image_type", "is a picture of a type that is not taken: give one of " + sorted(types)));
    }

    public static Check oneOf(String... words) {
        List<String> known = List.of(words);
        return text(it -> known.contains(it)
                ? Optional.empty()
                : wrong("unknown_word", "is '" + shown(it) + "': use one of " + String.join(", ", known)));
    }

    /// `79.99 USD`: a decimal point, no thousands separators, the currency's own decimals, more than nothing.
    public static Check price() {
        return text(Checks::priceFault);
    }

    /// `59.99`: an amount in the currency of another field.
    public static Check amountIn(String priceField) {
        return (value, item, occasion) -> isDecimal(value.said())
                ? priceFault(value.said() + currency(item.said(priceField)))
                : wrong("number_format", "is '" + shown(value.said()) + "': write a number without a currency");
    }

    /// Less than the price, in its currency.
    public static Check saleBelow(String priceField) {
        return (value, item, occasion) -> {
            String price = item.said(priceField);
            String sale = value.said().indexOf(' ') < 0 ? value.said() + currency(price) : value.said();
            if (priceFault(price).isPresent()) {
                return Optional.empty();
            }
            if (!currency(price).equals(currency(sale))) {
                return wrong("sale_currency", "is in another currency than the price: use" + currency(price));
            }
            return decimal(sale).compareTo(decimal(price)) < 0
                    ? Optional.empty()
                    : wrong("sale_not_below", "is not below the price of " + price + ": lower it, or leave it out");
        };
    }

    /// A trade item number that GS1 gives out, with its right check digit.
    public static Check gtin() {
        return text(it -> switch (Gtin.read(it)) {
            case Gtin.Reading.Right ignored -> Optional.empty();
            case Gtin.Reading.Wrong why ->
                wrong("gtin", "'" + shown(it) + "' is no GTIN: " + why.why() + "; correct it, or leave it out");
        });
    }

    /// Words that stand where nothing is known.
    public static Check notPlaceholder() {
        return text(it -> PLACEHOLDERS.contains(it.strip().toLowerCase(Locale.ROOT))
                ? wrong("placeholder", "'" + shown(it) + "' says nothing: give the real value, or leave it out")
                : Optional.empty());
    }

    /// Plain text, without tags.
    public static Check plain() {
        return text(it -> hasTag(it) ? wrong("markup", "has HTML in it: write plain text") : Optional.empty());
    }

    public static Check decimal(double least, double most) {
        return text(it -> {
            if (!isDecimal(it)) {
                return wrong("number_format", "is '" + shown(it) + "': write a decimal number");
            }
            double number = Double.parseDouble(it);
            return number >= least && number <= most
                    ? Optional.empty()
                    : wrong("number_range", "is " + it + ": it must be from " + least + " to " + most);
        });
    }

    public static Check wholeNumber() {
        return text(it -> it.length() <= 12 && !it.isEmpty() && it.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Optional.empty()
                : wrong("number_format", "is '" + shown(it) + "': write a whole number, 0 or more"));
    }

    public static Check atMost(int most) {
        return (value, item, occasion) -> value instanceof FeedValue.Texts it
                        && it.texts().size() > most
                ? wrong("too_many", "has " + it.texts().size() + " values, " + most + " at most: take some away")
                : Optional.empty();
    }

    /// A moment such as `2026-12-01T00:00Z`, not more than a year ahead.
    public static Check moment() {
        return (value, item, occasion) -> {
            try {
                OffsetDateTime moment = OffsetDateTime.parse(value.said(), MINUTES);
                return moment.toInstant().isAfter(occasion.at().plus(LONGEST_AHEAD))
                        ? wrong("date_too_far", "is more than a year ahead: give a nearer date")
                        : Optional.empty();
            } catch (DateTimeException notOne) {
                return wrong("date_format", "is '" + shown(value.said()) + "': write it as 2026-12-01T00:00Z");
            }
        };
    }

    /// Not the value of that other field.
    public static Check isNot(String otherField) {
        return (value, item, occasion) -> value.said().equals(item.said(otherField))
                ? wrong("group_is_item", "is the same as " + otherField + ": a group needs an id of its own")
                : Optional.empty();
    }

    /// Pairs with a name and a value each.
    public static Check completePairs() {
        return (value, item, occasion) -> value instanceof FeedValue.Pairs it
                        && it.pairs().stream()
                                .noneMatch(pair ->
                                        pair.name().isBlank() || pair.value().isBlank())
                ? Optional.empty()
                : wrong("together", "has an option without a name or a value: complete it");
    }

    /// An objection that depends on other fields.
    public static Check unless(BiPredicate<FeedValue, FeedItem> right, String rule, String change) {
        return (value, item, occasion) -> right.test(value, item) ? Optional.empty() : wrong(rule, change);
    }

    private static Check text(Function<String, Optional<Objection>> judge) {
        return (value, item, occasion) -> switch (value) {
            case FeedValue.Texts several -> {
                for (String one : several.texts()) {
                    Optional<Objection> objection = judge.apply(one);
                    if (objection.isPresent()) {
                        yield objection;
                    }
                }
                yield Optional.empty();
            }
            case FeedValue.Text one -> judge.apply(one.text());
            case FeedValue.Flag one -> judge.apply(one.said());
            case FeedValue.Whole one -> judge.apply(one.said());
            case FeedValue.Pairs one -> judge.apply(one.said());
        };
    }

    private static Optional<Objection> priceFault(String price) {
        int space = price.indexOf(' ');
        String number = space < 0 ? price : price.substring(0, space);
        String currency = space < 0 ? "" : price.substring(space + 1);
        if (!isDecimal(number) || currency.length() != 3 || !isUpperCase(currency)) {
            return wrong("price_format", "is '" + shown(price) + "': write it as 79.99 USD");
        }
        if (!Money.isCurrency(currency)) {
            return wrong("price_currency", "names no currency a shop can be paid in: '" + currency + "'");
        }
        int dot = number.indexOf('.');
        int decimals = dot < 0 ? 0 : number.length() - dot - 1;
        int own = Money.exponent(currency);
        if (decimals != own) {
            return wrong("price_decimals", "has " + decimals + " decimals: " + currency + " has " + own);
        }
        return isZero(number) ? wrong("not_positive", "is nothing: an offer must cost something") : Optional.empty();
    }

    private static boolean isZero(String number) {
        return number.chars().allMatch(c -> c == '0' || c == '.');
    }

    private static boolean isDecimal(String text) {
        int dot = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && dot < 0 && i > 0 && i < text.length() - 1) {
                dot = i;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= 20;
    }

    private static boolean isUpperCase(String text) {
        return text.chars().allMatch(c -> c >= 'A' && c <= 'Z');
    }

    private static BigDecimal decimal(String price) {
        int space = price.indexOf(' ');
        return new BigDecimal(space < 0 ? price : price.substring(0, space));
    }

    /// The currency with the space before it.
    private static String currency(String price) {
        int space = price.indexOf(' ');
        return space < 0 ? "" : price.substring(space);
    }

    /// The host of an absolute http(s) address, with its port where it has one.
    private static Optional<String> host(String url) {
        if (!url.startsWith("https://") && !url.startsWith("http://")) {
            return Optional.empty();
        }
        Optional<String> plain = plainHost(url);
        if (plain.isPresent()) {
            return plain;
        }
        try {
            URI parts = new URI(url);
            return Optional.ofNullable(parts.getHost())
                    .map(it -> it.toLowerCase(Locale.ROOT) + (parts.getPort() < 0 ? "" : ":" + parts.getPort()));
        } catch (URISyntaxException notOne) {
            return Optional.empty();
        }
    }

    /// The same for an address of letters, digits and what else needs no second look, without its being taken apart.
    private static Optional<String> plainHost(String url) {
        int begin = url.indexOf("//") + 2;
        int end = begin;
        while (end < url.length() && isHostLetter(url.charAt(end))) {
            end++;
        }
        String host = url.substring(begin, end);
        boolean odd = host.isEmpty()
                || !isAlphanumeric(host.charAt(0))
                || !isAlphanumeric(host.charAt(host.length() - 1))
                || host.contains("..")
                || host.contains("-.")
                || host.contains(".-");
        if (odd || end == url.length() || url.charAt(end) != '/') {
            return Optional.empty();
        }
        for (int i = end; i < url.length(); i++) {
            char c = url.charAt(i);
            if (!isHostLetter(c) && !(c >= 'A' && c <= 'Z') && "/?=&_~,;+".indexOf(c) < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(host);
    }

    private static boolean isHostLetter(char c) {
        return isAlphanumeric(c) || c == '.' || c == '-';
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    private static boolean hasTag(String text) {
        for (int at = text.indexOf('<'); at >= 0 && at < text.length() - 2; at = text.indexOf('<', at + 1)) {
            char next = text.charAt(at + 1) == '/' ? text.charAt(at + 2) : text.charAt(at + 1);
            if (((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z')) && text.indexOf('>', at) > 0) {
                return true;
            }
        }
        return false;
    }

    private static String sorted(Set<String> words) {
        return words.stream().sorted().reduce((a, b) -> a + ", " + b).orElse("");
    }

    private static String shown(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }

    private static Optional<Objection> wrong(String rule, String change) {
        return Optional.of(new Objection(rule, change, false));
    }
}
