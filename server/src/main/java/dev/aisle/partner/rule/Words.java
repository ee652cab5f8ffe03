package dev.aisle.partner.rule;

import dev.aisle.market.listing.Listing;
import dev.aisle.partner.destination.FeedItem;
import dev.aisle.partner.destination.FeedOffer;
import dev.aisle.partner.destination.FeedText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The values that rules can speak of: `option:NAME` and `attribute:NAME` of the listing; `sku`,
/// `category`, `seller`, `merchant`; and every field of the item by its name.
final class Words {

    private static final String OPTION = "option:";
    private static final String ATTRIBUTE = "attribute:";

    private Words() {}

    /// Whether a word can be spoken of at all.
    static boolean isKnown(String word, List<String> fields) {
        return word.startsWith(OPTION)
                || word.startsWith(ATTRIBUTE)
                || List.of("sku", "category", "seller", "merchant").contains(word)
                || fields.contains(word);
    }

    /// The value of a word; empty where there is none.
    static String value(String word, FeedOffer offer, FeedItem item) {
        Listing listing = offer.listing();
        if (word.startsWith(OPTION)) {
            return named(listing.options(), word.substring(OPTION.length()));
        }
        if (word.startsWith(ATTRIBUTE)) {
            return named(listing.attributes(), word.substring(ATTRIBUTE.length()));
        }
        return switch (word) {
            case "sku" -> listing.identity().sku().orElse("");
            case "category" -> listing.categories().stream().findFirst().orElse("");
            case "seller" -> listing.seller().orElse("");
            case "merchant" -> offer.merchant().displayName();
            default -> item.said(word);
        };
    }

    /// A text with every `{word}` in it replaced by what `values` gives for it, in one line.
    static String filled(String template, UnaryOperator<String> values) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', at)) {
            int close = template.indexOf('}', open);
            if (close < 0) {
                break;
            }
            text.append(template, at, open).append(values.apply(template.substring(open + 1, close)));
            at = close + 1;
        }
        return FeedText.line(text.append(template, at, template.length()).toString());
    }

    /// The number that a value begins with: 79.99 of `79.99 USD`.
    static Optional<BigDecimal> number(String value) {
        int space = value.indexOf(' ');
        try {
            return Optional.of(new BigDecimal(space < 0 ? value : value.substring(0, space)));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static String named(List<Listing.Named> all, String name) {
        return all.stream()
                .filter(it -> it.name().equalsIgnoreCase(name))
                .findFirst()
                .map(Listing.Named::value)
                .orElse("");
    }
}
