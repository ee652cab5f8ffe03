package dev.aisle.catalog.index;

import dev.aisle.market.listing.Listing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// How large and heavy a thing is, as its listing's attributes say: `Weight: 1.2 kg`, `Height (cm): 30`,
/// `Dimensions: 10 x 20 x 30 cm`, which are length, width and height in that order unless they are marked. A
/// number without a unit says nothing. Millimetres and grams.
public final class Measures {

    private static final int LONGEST_VALUE = 100;
    private static final int SIZE = Measure.values().length * Float.BYTES;

    private static final Map<String, Measure> NAMES = Map.ofEntries(
            Map.entry("length", Measure.LENGTH),
            Map.entry("depth", Measure.LENGTH),
            Map.entry("länge", Measure.LENGTH),
            Map.entry("tiefe", Measure.LENGTH),
            Map.entry("longueur", Measure.LENGTH),
            Map.entry("profondeur", Measure.LENGTH),
            Map.entry("lunghezza", Measure.LENGTH),
            Map.entry("longitud", Measure.LENGTH),
            Map.entry("lengte", Measure.LENGTH),
            Map.entry("width", Measure.WIDTH),
            Map.entry("breite", Measure.WIDTH),
            Map.entry("largeur", Measure.WIDTH),
            Map.entry("larghezza", Measure.WIDTH),
            Map.entry("anchura", Measure.WIDTH),
            Map.entry("breedte", Measure.WIDTH),
            Map.entry("height", Measure.HEIGHT),
            Map.entry("höhe", Measure.HEIGHT),
            Map.entry("hauteur", Measure.HEIGHT),
            Map.entry("altezza", Measure.HEIGHT),
            Map.entry("altura", Measure.HEIGHT),
            Map.entry("hoogte", Measure.HEIGHT),
            Map.entry("weight", Measure.WEIGHT),
            Map.entry("gewicht", Measure.WEIGHT),
            Map.entry("poids", Measure.WEIGHT),
            Map.entry("peso", Measure.WEIGHT));

    /// All sides in one value.
    private static final Set<String> ALL_SIDES =
            Set.of("dimensions", "dimension", "size", "maße", "abmessungen", "dimensioni", "dimensiones", "afmetingen");

    /// Words beside the name that change nothing; another one makes it something else, such as a shipping
    /// weight.
    private static final Set<String> BESIDE =
            Set.of("item", "product", "net", "total", "overall", "approx", "l", "w", "h", "d", "x");

    private static final Map<String, Double> MILLIMETRES = Map.ofEntries(
            Map.entry("mm", 1.0),
            Map.entry("cm", 10.0),
            Map.entry("m", 1_000.0),
            Map.entry("in", 25.4),
            Map.entry("inch", 25.4),
            Map.entry("inches", 25.4),
            Map.entry("\"", 25.4),
            Map.entry("ft", 304.8),
            Map.entry("feet", 304.8),
            Map.entry("foot", 304.8));
    private static final Map<String, Double> GRAMS = Map.ofEntries(
            Map.entry("mg", 0.001),
            Map.entry("g", 1.0),
            Map.entry("gram", 1.0),
            Map.entry("grams", 1.0),
            Map.entry("kg", 1_000.0),
            Map.entry("kilograms", 1_000.0),
            Map.entry("oz", 28.349523125),
            Map.entry("ounce", 28.349523125),
            Map.entry("ounces", 28.349523125),
            Map.entry("lb", 453.59237),
            Map.entry("lbs", 453.59237),
            Map.entry("pound", 453.59237),
            Map.entry("pounds", 453.59237));

    /// The one spelling of each unit.
    private static final Map<String, String> SPELLED =
            Map.of("inch", "in", "inches", "in", "\"", "in", "feet", "ft", "foot", "ft", "gram", "g", "grams", "g");
    private static final Map<String, String> HEAVY_SPELLED =
            Map.of("kilograms", "kg", "ounce", "oz", "ounces", "oz", "lbs", "lb", "pound", "lb", "pounds", "lb");

    private final Map<Measure, Said> values;

    private Measures(Map<Measure, Said> values) {
        this.values = values;
    }

    /// As the listing says it.
    ///
    /// @param unit one of mm, cm, m, in, ft, or of mg, g, kg, oz, lb
    public record Said(double number, String unit) {}

    /// How many millimetres or grams a unit is, written in any case.
    public static OptionalDouble factor(Measure measure, String unit) {
        Double factor = (measure == Measure.WEIGHT ? GRAMS : MILLIMETRES).get(unit.toLowerCase(Locale.ROOT));
        return factor == null ? OptionalDouble.empty() : OptionalDouble.of(factor);
    }

    /// What a listing says; the first that speaks of a measure counts.
    public static Measures of(Listing listing) {
        Map<Measure, Said> values = new EnumMap<>(Measure.class);
        for (Listing.Named attribute : listing.attributes()) {
            if (attribute.value().length() <= LONGEST_VALUE) {
                read(attribute, values);
            }
        }
        return new Measures(values);
    }

    public boolean areUnknown() {
        return values.isEmpty();
    }

    /// Millimetres or grams.
    public OptionalDouble get(Measure measure) {
        Said value = values.get(measure);
        return value == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        value.number() * factor(measure, value.unit()).orElseThrow());
    }

    /// In the listing's own unit.
    public Optional<Said> said(Measure measure) {
        return Optional.ofNullable(values.get(measure));
    }

    /// Those of a product's offers, in the order of the offers; nothing where none says anything.
    static Optional<byte[]> pack(List<Measures> offers) {
        if (offers.stream().allMatch(Measures::areUnknown)) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.allocate(offers.size() * SIZE).order(ByteOrder.LITTLE_ENDIAN);
        for (Measures offer : offers) {
            for (Measure measure : Measure.values()) {
                bytes.putFloat((float) offer.get(measure).orElse(Double.NaN));
            }
        }
        return Optional.of(bytes.array());
    }

    /// Whether an offer's packed measures pass; none packed pass nothing.
    @SuppressWarnings("EnumOrdinal") // packed in the order of the enum
    static boolean pass(byte[] packed, int offer, Map<Measure, Traits.Range> sizes) {
        if (packed.length < (offer + 1) * SIZE) {
            return false;
        }
        ByteBuffer bytes = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        for (Map.Entry<Measure, Traits.Range> size : sizes.entrySet()) {
            if (!size.getValue()
                    .holds(bytes.getFloat(offer * SIZE + size.getKey().ordinal() * Float.BYTES))) {
                return false;
            }
        }
        return true;
    }

    private static void read(Listing.Named attribute, Map<Measure, Said> values) {
        List<String> words = words(attribute.name());
        Optional<Measure> one = Optional.empty();
        boolean sides = false;
        String unit = "";
        for (String word : words) {
            if (NAMES.containsKey(word)) {
                one = Optional.of(NAMES.get(word));
            } else if (ALL_SIDES.contains(word)) {
                sides = true;
            } else if (MILLIMETRES.containsKey(word) || GRAMS.containsKey(word)) {
                unit = word;
            } else if (!BESIDE.contains(word)) {
                return;
            }
        }
        if (one.isPresent()) {
            readOne(one.get(), words(attribute.value()), unit, values);
        } else if (sides) {
            readSides(words(attribute.value()), unit, values);
        }
    }

    private static void readOne(Measure measure, List<String> said, String unitOfName, Map<Measure, Said> values) {
        if (said.isEmpty()) {
            return;
        }
        OptionalDouble number = number(said.getFirst());
        String unit = said.size() > 1 ? said.get(1) : unitOfName;
        if (number.isPresent() && factor(measure, unit).isPresent()) {
            values.putIfAbsent(measure, new Said(number.getAsDouble(), spelled(unit)));
        }
    }

    private static String spelled(String unit) {
        return SPELLED.getOrDefault(unit, HEAVY_SPELLED.getOrDefault(unit, unit));
    }

    private static void readSides(List<String> said, String unitOfName, Map<Measure, Said> values) {
        List<Double> numbers = new ArrayList<>();
        List<Measure> marks = new ArrayList<>();
        String unit = unitOfName;
        for (String word : said) {
            OptionalDouble number = number(word);
            if (number.isPresent()) {
                numbers.add(number.getAsDouble());
            } else if (MILLIMETRES.containsKey(word)) {
                unit = word;
            } else {
                mark(word).ifPresent(marks::add);
            }
        }
        if (numbers.size() != 3 || factor(Measure.LENGTH, unit).isEmpty()) {
            return;
        }
        List<Measure> order = marks.size() == 3 ? marks : List.of(Measure.LENGTH, Measure.WIDTH, Measure.HEIGHT);
        for (int i = 0; i < order.size(); i++) {
            values.putIfAbsent(order.get(i), new Said(numbers.get(i), spelled(unit)));
        }
    }

    private static Optional<Measure> mark(String letter) {
        return switch (letter) {
            case "l", "d" -> Optional.of(Measure.LENGTH);
            case "w" -> Optional.of(Measure.WIDTH);
            case "h" -> Optional.of(Measure.HEIGHT);
            default -> Optional.empty();
        };
    }

    private static OptionalDouble number(String word) {
        if (word.isEmpty() || !Character.isDigit(word.charAt(0))) {
            return OptionalDouble.empty();
        }
        try {
            return OptionalDouble.of(Double.parseDouble(word.replace(',', '.')));
        } catch (NumberFormatException several) {
            return OptionalDouble.empty();
        }
    }

    /// Words and numbers in lower case, each for itself however they are written: `10x20cm` is four.
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        String lower = text.toLowerCase(Locale.ROOT);
        int at = 0;
        while (at < lower.length()) {
            char c = lower.charAt(at);
            int from = at;
            if (Character.isDigit(c)) {
                while (at < lower.length() && (Character.isDigit(lower.charAt(at)) || isPointAt(lower, at))) {
                    at++;
                }
                words.add(lower.substring(from, at));
            } else if (Character.isLetter(c)) {
                while (at < lower.length() && Character.isLetter(lower.charAt(at))) {
                    at++;
                }
                words.add(lower.substring(from, at));
            } else {
                at++;
                if (c == '"' || c == '″' || c == '”') {
                    words.add("\"");
                }
            }
        }
        return words;
    }

    private static boolean isPointAt(String text, int at) {
        char c = text.charAt(at);
        return (c == '.' || c == ',') && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
    }
}
