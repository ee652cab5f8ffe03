package dev.aisle.partner.destination;

import dev.aisle.base.money.Money;
import dev.aisle.market.listing.Listing;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The words of a listing as feeds write them, wherever they go.
public final class FeedText {

    private static final Set<String> COLOR =
            Set.of("color", "colour", "farbe", "couleur", "colore", "kleur", "cor", "färg", "farve", "kolor");
    private static final Set<String> SIZE =
            Set.of("size", "größe", "grösse", "groesse", "taille", "talla", "taglia", "maat", "storlek", "tamanho");
    private static final Set<String> MATERIAL =
            Set.of("material", "matière", "matériau", "materiale", "materiaal", "fabric", "stoff", "obermaterial");
    private static final Set<String> PATTERN = Set.of("pattern", "muster", "motif", "estampado", "fantasia", "patroon");

    private static final int GTIN_LENGTH = 14;

    private FeedText() {}

    /// One line: white space and control characters become single spaces, and none stands at an end.
    public static String line(String text) {
        int clean = 0;
        boolean gap = true;
        while (clean < text.length()) {
            char c = text.charAt(clean);
            if (c < ' ' || c == 0x7f || (c >= 0x80 && c < 0xa0) || (c == ' ' && gap)) {
                break;
            }
            gap = c == ' ';
            clean++;
        }
        return clean == text.length() && !gap ? text : cleaned(text);
    }

    private static String cleaned(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean space = c <= ' ' || (c >= 0x7f && c <= 0xa0) || c == '\u2028' || c == '\u2029' || c == '\ufeff';
            if (!space) {
                line.append(c);
            } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        }
        int end = line.length();
        return line.substring(0, end > 0 && line.charAt(end - 1) == ' ' ? end - 1 : end);
    }

    /// At most so many characters, cut at a word where one ends near.
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        int word = text.lastIndexOf(' ', end);
        return text.substring(0, word > end - 40 && word > 0 ? word : end).stripTrailing();
    }

    /// `79.99 USD`, with the currency's own decimals.
    public static String price(Money money) {
        return amount(money) + ' ' + money.currency();
    }

    /// `79.99`
    public static String amount(Money money) {
        return money.decimal().toPlainString();
    }

    /// The title with the values of the options that it does not name, at most so many characters.
    public static String title(FeedOffer offer, int most) {
        String title = line(offer.listing().title());
        String folded = title.toLowerCase(Locale.ROOT);
        StringBuilder choice = new StringBuilder();
        for (Listing.Named option : offer.listing().options()) {
            if (!names(folded, option.value().toLowerCase(Locale.ROOT))) {
                choice.append(choice.isEmpty() ? " - " : " / ").append(line(option.value()));
            }
        }
        return choice.length() >= most / 2 ? cut(title + choice, most) : cut(title, most - choice.length()) + choice;
    }

    /// Whether a text has a word or words, not merely their letters in the middle of others.
    private static boolean names(String text, String words) {
        for (int at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
            int end = at + words.length();
            boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
            if (begins && ends) {
                return true;
            }
        }
        return false;
    }

    /// A number of 14 digits in the length it was given out in: 8, 12, 13 or 14.
    public static String gtin(String digits) {
        if (digits.length() != GTIN_LENGTH) {
            return digits;
        }
        if (digits.startsWith("000000")) {
            return digits.substring(6);
        }
        return digits.startsWith("00") ? digits.substring(2) : digits.startsWith("0") ? digits.substring(1) : digits;
    }

    public static Optional<String> color(Listing listing) {
        return named(listing, COLOR);
    }

    public static Optional<String> size(Listing listing) {
        return named(listing, SIZE);
    }

    public static Optional<String> material(Listing listing) {
        return named(listing, MATERIAL);
    }

    public static Optional<String> pattern(Listing listing) {
        return named(listing, PATTERN);
    }

    /// The shop's own category, or ours where the shop has none.
    public static Optional<String> productType(FeedOffer offer, int most) {
        return offer.listing().categories().stream()
                .findFirst()
                .or(() -> Optional.of(String.join(" > ", offer.categoryPath())))
                .map(it -> cut(it, most));
    }

    private static Optional<String> named(Listing listing, Set<String> names) {
        for (Listing.Named one : listing.options()) {
            if (names.contains(one.name().toLowerCase(Locale.ROOT))) {
                return Optional.of(one.value());
            }
        }
        for (Listing.Named one : listing.attributes()) {
            if (names.contains(one.name().toLowerCase(Locale.ROOT))) {
                return Optional.of(one.value());
            }
        }
        return Optional.empty();
    }

    /// What it costs now where it costs less than it did, and else nothing.
    public static Optional<Money> salePrice(Listing listing) {
        return listing.listPrice()
                .filter(it -> it.currency().equals(listing.price().currency()))
                .filter(it -> it.amount() > listing.price().amount())
                .map(ignored -> listing.price());
    }

    /// What it costs when there is no sale.
    public static Money regularPrice(Listing listing) {
        return salePrice(listing).flatMap(ignored -> listing.listPrice()).orElse(listing.price());
    }

    /// The pictures whose address ends in one of these, or in none that we know of.
    public static List<String> images(Listing listing, Set<String> types) {
        return listing.images().stream()
                .filter(it -> imageType(it).map(types::contains).orElse(true))
                .distinct()
                .toList();
    }

    /// The ending of a picture's address, in lower case, without the dot; nothing where it has none of a picture's.
    static Optional<String> imageType(String url) {
        int end = url.indexOf('?');
        String path = end < 0 ? url : url.substring(0, end);
        int dot = path.lastIndexOf('.');
        String ending =
                dot < path.lastIndexOf('/') ? "" : path.substring(dot + 1).toLowerCase(Locale.ROOT);
        return Optional.of(ending).filter(KNOWN_IMAGES::contains);
    }

    private static final Set<String> KNOWN_IMAGES = Set.copyOf(Arrays.asList(
            "jpg", "jpeg", "jfif", "png", "gif", "webp", "bmp", "tif", "tiff", "svg", "avif", "heic", "ico", "jxl"));
}
