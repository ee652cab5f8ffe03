package dev.aisle.catalog.index;

import dev.aisle.market.listing.Listing;
import dev.aisle.market.product.Product;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The colors that listings name in words, each with a value of sRGB, so that a search can ask for one by
/// its value. An offer that names several shows each on an equal share of itself, for all we know.
public final class Palette {

    /// How far two colors may lie apart (CIE 1976 L*a*b*) and still pass for each other.
    private static final double NEAR = 22;

    private static final int MOST_SHARES = 4;
    private static final int LONGEST_VALUE = 80;

    private static final Set<String> OPTION_NAMES = Set.of(
            "color", "colour", "colors", "colours", "farbe", "couleur", "colore", "kleur", "cor", "färg", "farve",
            "väri");

    private static final Map<String, Integer> COLORS = Map.ofEntries(
            Map.entry("black", 0x000000),
            Map.entry("charcoal", 0x36454F),
            Map.entry("gray", 0x808080),
            Map.entry("silver", 0xC0C0C0),
            Map.entry("white", 0xFFFFFF),
            Map.entry("ivory", 0xFFFFF0),
            Map.entry("cream", 0xFFFDD0),
            Map.entry("beige", 0xF5F5DC),
            Map.entry("tan", 0xD2B48C),
            Map.entry("khaki", 0xC3B091),
            Map.entry("camel", 0xC19A6B),
            Map.entry("brown", 0x7B4A21),
            Map.entry("chocolate", 0x5C3317),
            Map.entry("copper", 0xB87333),
            Map.entry("bronze", 0xCD7F32),
            Map.entry("gold", 0xD4AF37),
            Map.entry("yellow", 0xFFE000),
            Map.entry("mustard", 0xD6A419),
            Map.entry("orange", 0xFF8C00),
            Map.entry("coral", 0xFF7F50),
            Map.entry("peach", 0xFFCBA4),
            Map.entry("salmon", 0xFA8072),
            Map.entry("red", 0xD0021B),
            Map.entry("burgundy", 0x800020),
            Map.entry("pink", 0xFF9EBC),
            Map.entry("fuchsia", 0xE6007E),
            Map.entry("rose", 0xE8ADAA),
            Map.entry("purple", 0x800080),
            Map.entry("violet", 0x8F5BD7),
            Map.entry("lavender", 0xC9B6E4),
            Map.entry("navy", 0x1B2A57),
            Map.entry("blue", 0x1F5FD0),
            Map.entry("light blue", 0x9CC9EE),
            Map.entry("turquoise", 0x40D0C8),
            Map.entry("teal", 0x008080),
            Map.entry("mint", 0xA8E6CF),
            Map.entry("green", 0x1E8E3E),
            Map.entry("dark green", 0x0B4D2C),
            Map.entry("lime", 0xA4DE02),
            Map.entry("olive", 0x808000));

    private static final Map<String, String> SAID_OTHERWISE = Map.ofEntries(
            Map.entry("grey", "gray"),
            Map.entry("anthracite", "charcoal"),
            Map.entry("graphite", "charcoal"),
            Map.entry("navy blue", "navy"),
            Map.entry("dark blue", "navy"),
            Map.entry("midnight blue", "navy"),
            Map.entry("sky blue", "light blue"),
            Map.entry("baby blue", "light blue"),
            Map.entry("forest green", "dark green"),
            Map.entry("maroon", "burgundy"),
            Map.entry("wine", "burgundy"),
            Map.entry("magenta", "fuchsia"),
            Map.entry("lilac", "lavender"),
            Map.entry("aqua", "turquoise"),
            Map.entry("rose gold", "rose"),
            Map.entry("off white", "ivory"),
            Map.entry("schwarz", "black"),
            Map.entry("noir", "black"),
            Map.entry("nero", "black"),
            Map.entry("negro", "black"),
            Map.entry("zwart", "black"),
            Map.entry("weiß", "white"),
            Map.entry("weiss", "white"),
            Map.entry("blanc", "white"),
            Map.entry("bianco", "white"),
            Map.entry("blanco", "white"),
            Map.entry("wit", "white"),
            Map.entry("grau", "gray"),
            Map.entry("gris", "gray"),
            Map.entry("grigio", "gray"),
            Map.entry("grijs", "gray"),
            Map.entry("rot", "red"),
            Map.entry("rouge", "red"),
            Map.entry("rosso", "red"),
            Map.entry("rojo", "red"),
            Map.entry("rood", "red"),
            Map.entry("blau", "blue"),
            Map.entry("bleu", "blue"),
            Map.entry("blu", "blue"),
            Map.entry("azul", "blue"),
            Map.entry("blauw", "blue"),
            Map.entry("grün", "green"),
            Map.entry("vert", "green"),
            Map.entry("verde", "green"),
            Map.entry("groen", "green"),
            Map.entry("gelb", "yellow"),
            Map.entry("jaune", "yellow"),
            Map.entry("giallo", "yellow"),
            Map.entry("amarillo", "yellow"),
            Map.entry("geel", "yellow"),
            Map.entry("braun", "brown"),
            Map.entry("marron", "brown"),
            Map.entry("marrone", "brown"),
            Map.entry("bruin", "brown"),
            Map.entry("rosa", "pink"),
            Map.entry("roze", "pink"));

    private Palette() {}

    /// A color by value, as sRGB, and how much of the thing it must be, from 0 to 1.
    public record Wanted(int rgb, double share) {}

    /// The terms of the colors near a wanted one: at least the nearest that has a name.
    public static List<String> near(Wanted wanted) {
        List<String> near = new ArrayList<>();
        String nearest = "";
        double least = Double.MAX_VALUE;
        for (Map.Entry<String, Integer> color : COLORS.entrySet()) {
            double distance = distance(color.getValue(), wanted.rgb());
            if (distance <= NEAR) {
                near.add(color.getKey());
            }
            if (distance < least || (distance == least && color.getKey().compareTo(nearest) < 0)) {
                least = distance;
                nearest = color.getKey();
            }
        }
        if (near.isEmpty()) {
            near.add(nearest);
        }
        if (wanted.share() <= 0) {
            return near;
        }
        int most = Math.clamp((int) (1 / wanted.share()), 1, MOST_SHARES);
        List<String> withShares = new ArrayList<>();
        for (int parts = 1; parts <= most; parts++) {
            for (String name : near) {
                withShares.add(name + '/' + parts);
            }
        }
        return withShares;
    }

    /// The terms of all that a product's offers name: each color alone, and with the number of those beside it.
    public static Set<String> terms(Product product) {
        Set<String> terms = new LinkedHashSet<>();
        product.offers().forEach(offer -> {
            Set<String> named = named(offer.listing());
            named.forEach(name -> {
                terms.add(name);
                terms.add(name + '/' + Math.min(named.size(), MOST_SHARES));
            });
        });
        return terms;
    }

    private static Set<String> named(Listing listing) {
        Set<String> named = new LinkedHashSet<>();
        for (List<Listing.Named> said : List.of(listing.options(), listing.attributes())) {
            for (Listing.Named each : said) {
                if (named.isEmpty()
                        && each.value().length() <= LONGEST_VALUE
                        && OPTION_NAMES.contains(each.name().strip().toLowerCase(Locale.ROOT))) {
                    named.addAll(namesIn(each.value().toLowerCase(Locale.ROOT)));
                }
            }
        }
        return named;
    }

    /// Those between signs such as `/` and `&`, each by its longest known ending: `midnight black` is black.
    private static Set<String> namesIn(String value) {
        Set<String> names = new LinkedHashSet<>();
        StringBuilder part = new StringBuilder();
        for (int at = 0; at <= value.length(); at++) {
            char c = at < value.length() ? value.charAt(at) : '/';
            if (Character.isLetter(c)) {
                part.append(c);
            } else if (c == ' ' || c == '-') {
                part.append(' ');
            } else {
                ending(part.toString().strip()).ifPresent(names::add);
                part.setLength(0);
            }
        }
        return names;
    }

    private static Optional<String> ending(String part) {
        String rest = part;
        while (!rest.isEmpty()) {
            String name = SAID_OTHERWISE.getOrDefault(rest, rest);
            if (COLORS.containsKey(name)) {
                return Optional.of(name);
            }
            int space = rest.indexOf(' ');
            rest = space < 0 ? "" : rest.substring(space + 1).strip();
        }
        return Optional.empty();
    }

    private static double distance(int one, int other) {
        double[] a = lab(one);
        double[] b = lab(other);
        return Math.sqrt(square(a[0] - b[0]) + square(a[1] - b[1]) + square(a[2] - b[2]));
    }

    private static double square(double value) {
        return value * value;
    }

    /// CIE 1976 L*a*b* of an sRGB value, for the white point D65.
    private static double[] lab(int rgb) {
        double red = linear(rgb >> 16 & 0xFF);
        double green = linear(rgb >> 8 & 0xFF);
        double blue = linear(rgb & 0xFF);
        double x = cubeRoot((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047);
        double y = cubeRoot(0.2126 * red + 0.7152 * green + 0.0722 * blue);
        double z = cubeRoot((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static double cubeRoot(double value) {
        return value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16.0 / 116;
    }
}
