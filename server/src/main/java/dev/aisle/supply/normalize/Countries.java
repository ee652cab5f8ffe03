package dev.aisle.supply.normalize;

import dev.aisle.market.listing.Field;
import dev.aisle.market.listing.RawListing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The countries that a listing seems to be sold in, the likeliest first: the store's, that of the page's domain, that
/// of its language. Nothing sure, but enough to tell one krona from another.
final class Countries {

    /// Domains of countries that shops everywhere use for their sound.
    private static final Set<String> SOUNDS = Set.of(
            "ai", "cc", "co", "eu", "fm", "gg", "im", "io", "la", "ly", "me", "sh", "so", "st", "to", "tv", "vc", "ws");

    /// Where a language is mostly shopped in; languages of many countries are left out.
    private static final Map<String, String> OF_LANGUAGE = Map.ofEntries(
            Map.entry("sv", "SE"),
            Map.entry("nb", "NO"),
            Map.entry("nn", "NO"),
            Map.entry("no", "NO"),
            Map.entry("da", "DK"),
            Map.entry("is", "IS"),
            Map.entry("ja", "JP"),
            Map.entry("zh", "CN"),
            Map.entry("tr", "TR"),
            Map.entry("ru", "RU"),
            Map.entry("be", "BY"),
            Map.entry("bg", "BG"),
            Map.entry("uz", "UZ"),
            Map.entry("sr", "RS"),
            Map.entry("mk", "MK"),
            Map.entry("ur", "PK"),
            Map.entry("ne", "NP"),
            Map.entry("si", "LK"),
            Map.entry("hi", "IN"));

    private Countries() {}

    /// ISO 3166-1 codes of two letters.
    static List<String> of(RawListing raw, StoreDefaults defaults) {
        List<String> countries = new ArrayList<>(3);
        defaults.country().ifPresent(countries::add);
        String host = raw.page().getHost();
        String domain =
                host == null ? "" : host.substring(host.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (domain.equals("uk")) {
            countries.add("GB");
        } else if (isTwoLetters(domain) && !SOUNDS.contains(domain)) {
            countries.add(domain.toUpperCase(Locale.ROOT));
        }
        for (RawListing.Said said : raw.said(Field.LANGUAGE)) {
            Locale locale = Locale.forLanguageTag(said.value().strip().replace('_', '-'));
            String country =
                    isTwoLetters(locale.getCountry()) ? locale.getCountry() : OF_LANGUAGE.get(locale.getLanguage());
            if (country != null) {
                countries.add(country);
            }
        }
        return countries;
    }

    private static boolean isTwoLetters(String text) {
        return text.length() == 2 && Character.isLetter(text.charAt(0)) && Character.isLetter(text.charAt(1));
    }
}
