package dev.aisle.bench;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A price text as a plain decimal.
final class PlainPrice {

    private static final Pattern NUMBER = Pattern.compile("\\d[\\d.,'\\s\\u00A0\\u202F\\u2019]*");

    private PlainPrice() {}

    static Optional<String> of(String text) {
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String number =
                matcher.group().replaceAll("[\\s\\u00A0\\u202F'\\u2019]", "").replaceAll("[.,]+$", "");
        int decimal = Math.max(number.lastIndexOf('.'), number.lastIndexOf(','));
        boolean mixed = number.indexOf('.') >= 0 && number.indexOf(',') >= 0;
        boolean hasDecimals = decimal >= 0 && (mixed || number.length() - decimal - 1 != 3);
        if (!hasDecimals) {
            return Optional.of(number.replaceAll("[.,]", ""));
        }
        String whole = number.substring(0, decimal).replaceAll("[.,]", "");
        return Optional.of(whole + "." + number.substring(decimal + 1));
    }
}
