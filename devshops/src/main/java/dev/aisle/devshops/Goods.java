package dev.aisle.devshops;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The table of everything made in this small world, read from `goods.txt`.
final class Goods {

    private static final Pattern EXTRA = Pattern.compile("(.+?)\\s+\\+(\\d+)");

    private final Map<String, Family> families = new LinkedHashMap<>();
    private Set<String> upcBrands = Set.of();
    private Set<String> isbnBrands = Set.of();

    private Goods() {}

    static Goods read() {
        var goods = new Goods();
        for (String line : Texts.lines("goods.txt")) {
            if (line.startsWith("@upc ")) {
                goods.upcBrands = Set.of(line.substring(5).split(",\\s*", -1));
            } else if (line.startsWith("@isbn ")) {
                goods.isbnBrands = Set.of(line.substring(6).split(",\\s*", -1));
            } else {
                goods.add(line.split(" \\| ", -1));
            }
        }
        return goods;
    }

    Family family(String key) {
        var family = families.get(key);
        if (family == null) {
            throw new IllegalArgumentException("no goods with the key '" + key + "' in goods.txt");
        }
        return family;
    }

    List<Family> families() {
        return List.copyOf(families.values());
    }

    private record Value(String label, long extraCents) {}

    private void add(String[] columns) {
        int number = families.size() + 1;
        String brand = columns[1];
        var options = new LinkedHashMap<String, List<Value>>();
        if (!columns[5].equals("-")) {
            for (String option : columns[5].split(";\\s*", -1)) {
                int colon = option.indexOf(':');
                options.put(option.substring(0, colon).strip(), values(option.substring(colon + 1)));
            }
        }
        var choices = new ArrayList<Choice>();
        combine(new ArrayList<>(options.entrySet()), 0, new LinkedHashMap<>(), (picked, extra) -> {
            int place = choices.size();
            choices.add(new Choice(picked, extra, mpn(columns[7], picked), gtin(brand, number, place), place));
        });
        var facts = new LinkedHashMap<String, String>();
        for (String fact : columns[8].split(";\\s*", -1)) {
            int colon = fact.indexOf(':');
            facts.put(
                    fact.substring(0, colon).strip(), fact.substring(colon + 1).strip());
        }
        families.put(
                columns[0],
                new Family(
                        number,
                        columns[0],
                        brand,
                        columns[2],
                        columns[3],
                        List.of(columns[4].split(" > ", -1)),
                        List.copyOf(options.keySet()),
                        List.copyOf(choices),
                        facts,
                        columns[9]));
    }

    private static List<Value> values(String text) {
        var values = new ArrayList<Value>();
        for (String value : text.strip().split(",\\s*", -1)) {
            var extra = EXTRA.matcher(value);
            values.add(
                    extra.matches()
                            ? new Value(extra.group(1), Long.parseLong(extra.group(2)) * 100)
                            : new Value(value, 0));
        }
        return values;
    }

    private interface Picked {
        void with(Map<String, String> values, long extraCents);
    }

    private static void combine(
            List<Map.Entry<String, List<Value>>> options, long extra, Map<String, String> picked, Picked found) {
        if (picked.size() == options.size()) {
            found.with(new LinkedHashMap<>(picked), extra);
            return;
        }
        var option = options.get(picked.size());
        for (Value value : option.getValue()) {
            picked.put(option.getKey(), value.label());
            combine(options, extra + value.extraCents(), picked, found);
            picked.remove(option.getKey());
        }
    }

    /// Part numbers follow the look, as makers do it: `NV-F2-MG` in every size.
    private static String mpn(String base, Map<String, String> picked) {
        String look = picked.entrySet().stream()
                .filter(pair -> !Family.FITS.contains(pair.getKey()))
                .map(pair -> "-" + code(pair.getValue()))
                .collect(joining());
        return base + look;
    }

    private static String code(String label) {
        if (Character.isDigit(label.charAt(0))) {
            return label.replace(" ", "").toUpperCase(Locale.ROOT);
        }
        var words = label.split(" ", -1);
        return words.length > 1
                ? Arrays.stream(words).map(word -> word.substring(0, 1)).collect(joining())
                : label.substring(0, Math.min(3, label.length())).toUpperCase(Locale.ROOT);
    }

    private String gtin(String brand, int family, int choice) {
        String digits;
        if (isbnBrands.contains(brand)) {
            digits = "9780000%03d%02d".formatted(family, choice);
        } else if (upcBrands.contains(brand)) {
            digits = "614141%03d%02d".formatted(family, choice);
        } else {
            digits = "952%05d%04d".formatted(10_000 + family, choice);
        }
        return digits + checkDigit(digits);
    }

    /// GS1 General Specifications, section 7.9: weights 3 and 1 from the right.
    static int checkDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int weight = (digits.length() - i) % 2 == 1 ? 3 : 1;
            sum += (digits.charAt(i) - '0') * weight;
        }
        return (10 - sum % 10) % 10;
    }
}
