package dev.aisle.supply.matching;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Units of measure and count as titles write them.
final class Units {

    /// A unit, as a dimension and the factor to its base unit.
    ///
    /// @param tight whether it is a unit only where it is written onto the number, as in `27in`
    record Unit(String dimension, double factor, boolean tight) {}

    private static final Map<String, Unit> UNITS = new HashMap<>();

    static {
        put("GB", 1e-6, "kb");
        put("GB", 1e-3, "mb");
        put("GB", 1, "gb", "gig", "gigs", "gigabyte", "gigabytes", "go");
        put("GB", 1000, "tb", "terabyte", "terabytes", "to");
        put("Mbit/s", 1, "mbps", "mbit");
        put("Mbit/s", 1000, "gbps", "gbit");
        put("ml", 1, "ml", "milliliter", "millilitre", "milliliters");
        put("ml", 10, "cl");
        put("ml", 100, "dl");
        put("ml", 1000, "l", "ltr", "liter", "litre", "liters", "litres");
        put("ml", 29.5735, "floz");
        put("ml", 3785.41, "gal", "gallon", "gallons");
        put("ml", 946.353, "qt", "quart", "quarts");
        put("g", 1e-3, "mg");
        put("g", 1, "gr", "gram", "grams", "gramm");
        put("g", 1000, "kg", "kilo", "kilos", "kilogram", "kilograms");
        put("g", 453.592, "lb", "lbs", "pound", "pounds");
        put("g", 28.3495, "oz", "ounce", "ounces");
        put("mm", 1, "mm", "millimeter", "millimetre");
        put("mm", 10, "cm", "centimeter", "centimetre", "centimeters");
        put("mm", 1000, "m", "meter", "metre", "meters", "metres", "mtr");
        put("mm", 25.4, "inch", "inches", "zoll", "pouces", "pulgadas", "inchs");
        put("mm", 304.8, "ft", "feet", "foot");
        put("mm", 914.4, "yd", "yard", "yards");
        put("W", 1, "w", "watt", "watts");
        put("W", 1000, "kw");
        put("VA", 1, "va");
        put("VA", 1000, "kva");
        put("V", 1, "v", "volt", "volts", "vdc", "vac");
        put("mAh", 1, "mah");
        put("mAh", 1000, "ah");
        put("Wh", 1, "wh");
        put("A", 1, "amp", "amps", "ampere");
        put("MHz", 1e-6, "hz");
        put("MHz", 1e-3, "khz");
        put("MHz", 1, "mhz");
        put("MHz", 1000, "ghz");
        put("MT/s", 1, "mts");
        put("Mpx", 1, "mp", "megapixel", "megapixels", "mpx", "mpix");
        put("rpm", 1, "rpm");
        put("lm", 1, "lm", "lumen", "lumens");
        put("dpi", 1, "dpi");
        put("BTU", 1, "btu");
        put("dB", 1, "db", "dbi");
        put("bit", 1, "bit", "bits");
        put("fps", 1, "fps");
        put("ms", 1, "ms");
        put("percent", 1, "%", "percent");
        put(
                "pieces", 1, "pack", "packs", "pk", "pcs", "piece", "pieces", "count", "pce", "stk", "stück", "stuck",
                "pièces");
        tight("mm", 25.4, "in");
        tight("pieces", 1, "pc", "ct", "er");
        tight("A", 1, "a");
        tight("g", 1, "g");
    }

    private Units() {}

    static @Nullable Unit of(String word) {
        return UNITS.get(word);
    }

    private static void put(String dimension, double factor, String... words) {
        for (String word : words) {
            UNITS.put(word, new Unit(dimension, factor, false));
        }
    }

    private static void tight(String dimension, double factor, String... words) {
        for (String word : words) {
            UNITS.put(word, new Unit(dimension, factor, true));
        }
    }
}
