package dev.aisle.base.money;

import java.math.BigDecimal;
import java.util.Optional;

/// What a written price says: the mark of its currency as it stands there (`$`, `EUR`, `Kč`), and the amount in major
/// units.
public record PriceText(Optional<String> mark, Optional<BigDecimal> amount) {

    public static final PriceText NOTHING = new PriceText(Optional.empty(), Optional.empty());

    /// Reads any written form of a price.
    public static PriceText read(String price) {
        int from = 0;
        while (from < price.length() && !Character.isDigit(price.charAt(from))) {
            from++;
        }
        int to = from;
        while (to < price.length() && (Character.isDigit(price.charAt(to)) || price.charAt(to) == '.')) {
            to++;
        }
        if (from == to) {
            return NOTHING;
        }
        String before = price.substring(0, from).strip();
        String after = price.substring(to).strip();
        String mark = before.isEmpty() ? after : before;
        return new PriceText(
                mark.isEmpty() ? Optional.empty() : Optional.of(mark),
                Optional.of(new BigDecimal(price.substring(from, to))));
    }
}
