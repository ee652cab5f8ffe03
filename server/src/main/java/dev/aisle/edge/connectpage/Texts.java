package dev.aisle.edge.connectpage;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/// Every text of the page in one language, from its message file. `{0}` and so on stand for what is put in.
final class Texts {

    /// The languages there are, each in its own word, the one of last resort first.
    static final Map<String, String> LANGUAGES = languages();

    private static final Map<String, Texts> ALL = load();

    private final String language;
    private final Properties texts;

    private Texts(String language, Properties texts) {
        this.language = language;
        this.texts = texts;
    }

    /// By what was chosen, else by the browser's preferences (RFC 9110 section 12.5.4), else English.
    static Texts choose(Optional<String> chosen, String acceptLanguage) {
        String language = chosen.filter(LANGUAGES::containsKey).orElseGet(() -> preferred(acceptLanguage));
        return Objects.requireNonNull(ALL.get(language), language);
    }

    String language() {
        return language;
    }

    String direction() {
        return language.equals("ar") ? "rtl" : "ltr";
    }

    Optional<String> find(String key) {
        return Optional.ofNullable(texts.getProperty(key));
    }

    String get(String key, Object... values) {
        String text = find(key).orElseThrow(() -> new IllegalStateException("no text " + key + " in " + language));
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", isolated(String.valueOf(values[i])));
        }
        return text;
    }

    /// A name in another script keeps its own direction (Unicode UAX 9, first strong isolate).
    private String isolated(String value) {
        return direction().equals("rtl") ? "\u2068" + value + "\u2069" : value;
    }

    private static String preferred(String acceptLanguage) {
        try {
            List<Locale.LanguageRange> ranges =
                    Locale.LanguageRange.parse(acceptLanguage.isBlank() ? "en" : acceptLanguage);
            String found = Locale.lookupTag(ranges, LANGUAGES.keySet());
            return found == null ? "en" : found;
        } catch (IllegalArgumentException malformed) {
            return "en";
        }
    }

    private static Map<String, String> languages() {
        Map<String, String> languages = new LinkedHashMap<>();
        languages.put("en", "English");
        languages.put("de", "Deutsch");
        languages.put("es", "Español");
        languages.put("fr", "Français");
        languages.put("ar", "العربية");
        return languages;
    }

    private static Map<String, Texts> load() {
        Map<String, Texts> all = new LinkedHashMap<>();
        for (String language : LANGUAGES.keySet()) {
            Properties texts = new Properties();
            try (Reader reader = new InputStreamReader(
                    Objects.requireNonNull(
                            Texts.class.getResourceAsStream("texts_" + language + ".properties"), language),
                    StandardCharsets.UTF_8)) {
                texts.load(reader);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            all.put(language, new Texts(language, texts));
        }
        return all;
    }
}
