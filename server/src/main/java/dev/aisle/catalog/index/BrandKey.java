package dev.aisle.catalog.index;

import java.text.Normalizer;
import java.util.Locale;

/// A brand's name as far as it tells brands apart: letters and digits only, without accents, in lower case.
public final class BrandKey {

    private BrandKey() {}

    public static String of(String name) {
        StringBuilder key = new StringBuilder(name.length());
        Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(key::appendCodePoint);
        return key.toString();
    }
}
