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

    /// What is measured on the body or to the place: any measure of it is a fit.
    private static final Set<String> MEASURES = Set.of(
            "width",
            "length",
            "inseam",
            "waist",
            "waist size",
            "leg length",
            "sleeve length",
            "chain length",
            "fit",
            "shoe width",
            "ring size",
            "band size",
            "cup size",
            "bra size",
            "weite",
            "länge",
            "largeur",
            "longueur",
            "ancho",
            "largo",
            "breedte",
            "lengte");

    private static final Set<String> SIZES = Set.of(
            "size",
            "sizes",
            "us size",
            "uk size",
            "eu size",
            "shoe size",
            "clothing size",
            "größe",
            "grösse",
            "groesse",
            "taille",
            "pointure",
            "talla",
            "talle",
            "taglia",
            "misura",
            "maat",
            "storlek",
            "størrelse",
            "koko",
            "rozmiar",
            "tamanho",
            "サイズ");

    /// A "size" of 256 GB, 500 ml or six pieces is how much of something there is; inches and centimetres are not.
    private static final Pattern CONTENT = Pattern.compile(
            "\\d\\s*(?:tb|gb|mb|ml|cl|dl|l|litres?|liters?|fl\\.?"
                    + " ?oz|oz|ounces?|gal|gallons?|mg|g|gr|grams?|kg|lbs?|pounds?|mah|-?"
                    + " ?packs?|pk|pcs?|pieces?|count|ct|capsules|tablets|sachets)\\b|\\b(?:pack|set|box|case) of \\d",
            Pattern.CASE_INSENSITIVE);

    /// What is sold by the metre or foot, such as a cable, is another thing in another length; nobody is measured
    /// so. A capital M is a width.
    private static final Pattern RUN =
            Pattern.compile("\\d\\s*(?:(?-i:m)|met(?:re|er)s?|mtr|ft|feet|foot)\\b", Pattern.CASE_INSENSITIVE);

    /// `32W 34L` is a waist and a length, `34G` a band and a cup.
    private static final Pattern BODY = Pattern.compile(
            "w ?\\d{2}.{0,3}l ?\\d{2}|\\d{2} ?w.{0,3}\\d{2} ?l|(?-i:[2-5][02468]G)", Pattern.CASE_INSENSITIVE);

    private OptionPolicy() {}

    /// Whether offers that differ in this option are different products.
    public static boolean makesAnotherProduct(Named option) {
        String name = folded(option.name());
        if (MEASURES.contains(name)) {
            return RUN.matcher(option.value()).find();
        }
        return !SIZES.contains(name)
                || RUN.matcher(option.value()).find()
                || (CONTENT.matcher(option.value()).find()
                        && !BODY.matcher(option.value().strip()).matches());
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
