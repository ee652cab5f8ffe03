package dev.aisle.market.product;

import dev.aisle.market.listing.Listing.Named;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which options make another product. An option that changes the look or the thing (color, pattern, material,
/// style, capacity, pack) does; one that only makes it fit (size, width, length) does not. An option we do not
/// know changes the thing: that keeps apart what may differ.
public final class OptionPolicy {

    private static final Set<String> FITS = Set.of(
            "size",
            "sizes",
            "us size",
            "uk size",
            "eu size",
            "shoe size",
            "clothing size",
            "ring size",
            "band size",
            "cup size",
            "width",
            "length",
            "inseam",
            "waist",
            "waist size",
            "leg length",
            "sleeve length",
            "fit",
            "shoe width",
            "größe",
            "grösse",
            "groesse",
            "weite",
            "länge",
            "taille",
            "pointure",
            "largeur",
            "longueur",
            "talla",
            "talle",
            "ancho",
            "largo",
            "taglia",
            "misura",
            "maat",
            "storlek",
            "størrelse",
            "koko",
            "rozmiar",
            "tamanho",
            "サイズ");

    /// A "size" of 256 GB or 500 ml is an amount of something, not a fit.
    private static final Pattern AMOUNT = Pattern.compile(
            "\\d\\s*(?:tb|gb|mb|ml|cl|l|litre|liter|fl\\.? ?oz|oz|ounces?|g|gr|kg|lbs?|pounds?|mm|m|meter|metre|inch|inches|ft|w|kw|mah|pack|pcs|pieces|count|ct)\\b",
            Pattern.CASE_INSENSITIVE);

    private OptionPolicy() {}

    /// Whether offers that differ in this option are different products.
    public static boolean makesAnotherProduct(Named option) {
        return !FITS.contains(folded(option.name()))
                || AMOUNT.matcher(option.value()).find();
    }

    /// The options that make another product, in a form that can be compared: empty where there are none.
    public static String look(Collection<Named> options) {
        TreeSet<String> parts = new TreeSet<>();
        for (Named option : options) {
            if (makesAnotherProduct(option)) {
                parts.add(folded(option.name()) + '=' + folded(option.value()));
            }
        }
        return parts.stream().collect(Collectors.joining("|"));
    }

    private static String folded(String words) {
        return words.strip().toLowerCase(Locale.ROOT);
    }
}
