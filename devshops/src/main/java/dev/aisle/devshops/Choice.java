package dev.aisle.devshops;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// One thing a maker sells: a family's good in one choice of its options.
///
/// @param extraCents what this choice costs more than the family's base price
/// @param number the place of this choice in its family, from 0
record Choice(Map<String, String> values, long extraCents, String mpn, String gtin, int number) {

    Choice {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /// The options that change the thing itself; sizes only change whom it fits.
    Map<String, String> look() {
        var look = new LinkedHashMap<>(values);
        look.keySet().removeIf(Family.FITS::contains);
        return look;
    }

    Map<String, String> fit() {
        var fit = new LinkedHashMap<>(values);
        fit.keySet().retainAll(Family.FITS);
        return fit;
    }

    String words() {
        return values.isEmpty() ? "Default Title" : String.join(" / ", values.values());
    }

    boolean is(Map<String, String> wanted) {
        return wanted.entrySet().stream().allMatch(pair -> pair.getValue().equals(values.get(pair.getKey())));
    }

    static String slug(String words) {
        var plain = Normalizer.normalize(words, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
        return Arrays.stream(plain.split("[^a-z0-9]+", -1))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining("-"));
    }
}
