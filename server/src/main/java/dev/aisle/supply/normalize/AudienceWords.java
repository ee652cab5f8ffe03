package dev.aisle.supply.normalize;

import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.listing.Origin.Evidence;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Whom a listing speaks to: gender and age in the words of product feeds, language as BCP 47, country as ISO 3166-1.
final class AudienceWords {

    private static final double CONFIDENCE_IN_STORE = 0.8;

    private static final Map<String, String> GENDERS = Map.ofEntries(
            Map.entry("male", "male"),
            Map.entry("m", "male"),
            Map.entry("man", "male"),
            Map.entry("men", "male"),
            Map.entry("mens", "male"),
            Map.entry("boy", "male"),
            Map.entry("boys", "male"),
            Map.entry("herren", "male"),
            Map.entry("herr", "male"),
            Map.entry("manner", "male"),
            Map.entry("jungen", "male"),
            Map.entry("homme", "male"),
            Map.entry("hommes", "male"),
            Map.entry("garcon", "male"),
            Map.entry("hombre", "male"),
            Map.entry("hombres", "male"),
            Map.entry("uomo", "male"),
            Map.entry("heren", "male"),
            Map.entry("mannlich", "male"),
            Map.entry("jongens", "male"),
            Map.entry("female", "female"),
            Map.entry("f", "female"),
            Map.entry("w", "female"),
            Map.entry("woman", "female"),
            Map.entry("women", "female"),
            Map.entry("womens", "female"),
            Map.entry("ladies", "female"),
            Map.entry("girl", "female"),
            Map.entry("girls", "female"),
            Map.entry("damen", "female"),
            Map.entry("frauen", "female"),
            Map.entry("madchen", "female"),
            Map.entry("femme", "female"),
            Map.entry("femmes", "female"),
            Map.entry("fille", "female"),
            Map.entry("mujer", "female"),
            Map.entry("mujeres", "female"),
            Map.entry("donna", "female"),
            Map.entry("dames", "female"),
            Map.entry("weiblich", "female"),
            Map.entry("meisjes", "female"),
            Map.entry("unisex", "unisex"),
            Map.entry("all", "unisex"),
            Map.entry("unisexe", "unisex"));

    private static final Map<String, String> AGES = Map.ofEntries(
            Map.entry("newborn", "newborn"),
            Map.entry("neugeborene", "newborn"),
            Map.entry("infant", "infant"),
            Map.entry("infants", "infant"),
            Map.entry("baby", "infant"),
            Map.entry("babies", "infant"),
            Map.entry("babys", "infant"),
            Map.entry("bebe", "infant"),
            Map.entry("toddler", "toddler"),
            Map.entry("toddlers", "toddler"),
            Map.entry("kleinkind", "toddler"),
            Map.entry("kid", "kids"),
            Map.entry("kids", "kids"),
            Map.entry("child", "kids"),
            Map.entry("children", "kids"),
            Map.entry("childrens", "kids"),
            Map.entry("kinder", "kids"),
            Map.entry("kind", "kids"),
            Map.entry("enfant", "kids"),
            Map.entry("enfants", "kids"),
            Map.entry("ninos", "kids"),
            Map.entry("bambini", "kids"),
            Map.entry("kinderen", "kids"),
            Map.entry("junior", "kids"),
            Map.entry("adult", "adult"),
            Map.entry("adults", "adult"),
            Map.entry("erwachsene", "adult"),
            Map.entry("adulte", "adult"),
            Map.entry("adultos", "adult"),
            Map.entry("adulti", "adult"),
            Map.entry("volwassenen", "adult"));

    private static final Map<String, String> COUNTRIES = countries();

    private AudienceWords() {}

    static Listing.Audience of(Draft draft, StoreDefaults defaults) {
        Optional<String> language = draft.take(Field.LANGUAGE, AudienceWords::language)
                .or(() -> ofStore(draft, Field.LANGUAGE, defaults.language()));
        Optional<String> country = draft.take(Field.COUNTRY, AudienceWords::country)
                .or(() -> ofStore(draft, Field.COUNTRY, defaults.country()));
        return new Listing.Audience(
                draft.take(Field.GENDER, AudienceWords::gender),
                draft.take(Field.AGE, AudienceWords::age),
                language,
                country);
    }

    private static Optional<String> ofStore(Draft draft, Field field, Optional<String> word) {
        if (word.isPresent()) {
            draft.keepOrigin(field, Evidence.STORE_SETTING, CONFIDENCE_IN_STORE);
        }
        return word;
    }

    static Optional<String> gender(String said) {
        return Optional.ofNullable(GENDERS.get(Words.folded(Words.afterSchemaOrg(said))));
    }

    static Optional<String> age(String said) {
        return Optional.ofNullable(AGES.get(Words.folded(said)));
    }

    /// `en_us` is `en-US`; a script and what follows the region are left out.
    static Optional<String> language(String said) {
        String[] parts = said.strip().replace('_', '-').split("-", 4);
        if (!isLetters(parts[0], 2) && !isLetters(parts[0], 3)) {
            return Optional.empty();
        }
        String language = parts[0].toLowerCase(Locale.ROOT);
        int region = parts.length > 1 && isLetters(parts[1], 4) ? 2 : 1;
        boolean hasRegion = parts.length > region && isLetters(parts[region], 2);
        return Optional.of(hasRegion ? language + '-' + parts[region].toUpperCase(Locale.ROOT) : language);
    }

    static Optional<String> country(String said) {
        return Optional.ofNullable(COUNTRIES.get(Words.folded(said)));
    }

    private static boolean isLetters(String text, int length) {
        return text.length() == length && text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
    }

    private static Map<String, String> countries() {
        Map<String, String> countries = new HashMap<>();
        for (String code : Locale.getISOCountries()) {
            Locale country = Locale.of("", code);
            countries.put(Words.folded(country.getDisplayCountry(Locale.ENGLISH)), code);
            countries.put(code.toLowerCase(Locale.ROOT), code);
            countries.put(country.getISO3Country().toLowerCase(Locale.ROOT), code);
        }
        countries.put("uk", "GB");
        countries.put("great britain", "GB");
        countries.put("united states of america", "US");
        return Map.copyOf(countries);
    }
}
