package dev.aisle.journeys.outlet;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// One row of a feed under inspection: values by field, and what is wrong with them. A field may come several times.
final class Row {

    private static final Pattern PRICE = Pattern.compile("(\\d+(?:\\.\\d+)?) ([A-Z]{3})");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");
    private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^>]*>");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Set<String> NO_VALUES =
            Set.of("n/a", "na", "none", "null", "undefined", "generic", "no brand", "does not exist");

    private final String where;
    private final Map<String, List<String>> fields;
    private final List<String> errors;

    Row(String where, Map<String, List<String>> fields, List<String> errors) {
        this.where = where;
        this.fields = fields;
        this.errors = errors;
        fields.forEach((name, values) -> values.forEach(value -> {
            if (CONTROL.matcher(value).find()) {
                error(name, "holds a control character");
            }
            if (NO_VALUES.contains(value.toLowerCase(Locale.ROOT))) {
                error(name, "is a placeholder: " + value);
            }
        }));
    }

    Optional<String> value(String field) {
        return values(field).stream().findFirst().filter(it -> !it.isBlank());
    }

    List<String> values(String field) {
        return fields.getOrDefault(field, List.of());
    }

    boolean has(String field) {
        return value(field).isPresent();
    }

    void error(String field, String what) {
        errors.add(where + ": " + field + " " + what);
    }

    void required(String... names) {
        for (String name : names) {
            if (!has(name)) {
                error(name, "is missing");
            }
        }
    }

    void longest(String field, int most) {
        value(field).filter(it -> it.length() > most).ifPresent(it -> error(field, "is longer than " + most));
    }

    void atMost(String field, int most) {
        if (values(field).size() > most) {
            error(field, "comes more than " + most + " times");
        }
    }

    void oneOf(String field, String... words) {
        value(field)
                .filter(it -> !List.of(words).contains(it))
                .ifPresent(it -> error(field, "is no known word: " + it));
    }

    void plain(String field) {
        value(field).filter(it -> TAG.matcher(it).find()).ifPresent(it -> error(field, "has HTML in it"));
    }

    void url(String field) {
        values(field).forEach(it -> {
            if (host(it).isEmpty()) {
                error(field, "is no absolute http(s) address: " + it);
            }
        });
    }

    /// An address under that host, or one below it.
    void below(String field, String domain) {
        value(field)
                .flatMap(Row::host)
                .filter(it -> !it.equals(domain) && !it.endsWith("." + domain))
                .ifPresent(it -> error(field, "is not under " + domain + ": " + it));
    }

    void image(String field, Set<String> types) {
        values(field).forEach(it -> {
            String path = it.replaceAll("[?#].*", "");
            String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            boolean isPicture = Set.of("svg", "avif", "webp", "gif", "bmp", "tif", "tiff", "png", "jpg", "jpeg", "heic")
                    .contains(ending);
            if (isPicture && !types.contains(ending)) {
                error(field, "is a picture of another type: " + it);
            }
        });
    }

    /// `79.99 USD`, positive, with the currency's own decimals.
    Optional<BigDecimal> price(String field) {
        Optional<String> value = value(field);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        var price = PRICE.matcher(value.get());
        if (!price.matches()) {
            error(field, "is no price: " + value.get());
            return Optional.empty();
        }
        var amount = new BigDecimal(price.group(1));
        try {
            int decimals = Currency.getInstance(price.group(2)).getDefaultFractionDigits();
            if (amount.scale() != decimals) {
                error(field, "has not the decimals of its currency: " + value.get());
            }
        } catch (IllegalArgumentException unknown) {
            error(field, "is in no known currency: " + value.get());
        }
        if (amount.signum() <= 0) {
            error(field, "is not positive");
        }
        return Optional.of(amount);
    }

    String currency(String field) {
        return value(field).map(it -> it.substring(it.indexOf(' ') + 1)).orElse("");
    }

    Optional<BigDecimal> number(String field) {
        Optional<String> value = value(field);
        if (value.isPresent() && !NUMBER.matcher(value.get()).matches()) {
            error(field, "is no number: " + value.get());
            return Optional.empty();
        }
        return value.map(BigDecimal::new);
    }

    void below(String field, Optional<BigDecimal> amount, Optional<BigDecimal> limit) {
        if (amount.isPresent() && limit.isPresent() && amount.get().compareTo(limit.get()) >= 0) {
            error(field, "is not below the price");
        }
    }

    /// 8, 12, 13 or 14 digits, the last of them right.
    void gtin(String field, boolean noRestrictedPrefix) {
        value(field).ifPresent(gtin -> {
            if (!Pattern.matches("\\d{8}|\\d{12,14}", gtin)) {
                error(field, "has not the digits of a GTIN: " + gtin);
                return;
            }
            int sum = 0;
            for (int i = gtin.length() - 2, weight = 3; i >= 0; i--, weight = 4 - weight) {
                sum += weight * (gtin.charAt(i) - '0');
            }
            if ((sum + gtin.charAt(gtin.length() - 1) - '0') % 10 != 0) {
                error(field, "has a wrong check digit: " + gtin);
            }
            String ean = "0".repeat(14 - gtin.length()) + gtin;
            String prefix = ean.substring(1, 3);
            if (noRestrictedPrefix
                    && gtin.length() > 8
                    && (Set.of("02", "04", "98", "99").contains(prefix) || prefix.startsWith("2"))) {
                error(field, "has a restricted prefix: " + gtin);
            }
        });
    }

    /// The host, with its port where it has one.
    static Optional<String> host(String url) {
        try {
            var parts = new URI(url);
            boolean web = "http".equals(parts.getScheme()) || "https".equals(parts.getScheme());
            return Optional.ofNullable(web ? parts.getHost() : null)
                    .map(it -> parts.getPort() < 0 ? it : it + ":" + parts.getPort());
        } catch (URISyntaxException none) {
            return Optional.empty();
        }
    }
}
