package dev.aisle.edge.connectpage;

import dev.aisle.market.partner.Branding;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What every template needs: whose page it is, in which language, and the addresses on it. Templates see
/// public members only.
public final class Screen {

    /// A link to the same page in a language.
    public record Language(String code, String name, String href, boolean current) {}

    private final Texts texts;
    private final Optional<String> chosenLanguage;
    private final Branding branding;
    private final String assets;
    private final String home;
    private final String here;
    private final String csrf;
    private final Optional<String> logo;

    /// @param home the address of the session, without a slash at the end
    /// @param here the address of this page, without its query
    Screen(
            Texts texts,
            Optional<String> chosenLanguage,
            Branding branding,
            String assets,
            String home,
            String here,
            String csrf,
            Optional<String> logo) {
        this.texts = texts;
        this.chosenLanguage = chosenLanguage;
        this.branding = branding;
        this.assets = assets;
        this.home = home;
        this.here = here;
        this.csrf = csrf;
        this.logo = logo;
    }

    public String language() {
        return texts.language();
    }

    public String direction() {
        return texts.direction();
    }

    public String text(String key, Object... values) {
        return texts.get(key, values);
    }

    public String brandName() {
        return branding.name();
    }

    public String color() {
        return branding.color().hex();
    }

    public @Nullable String logo() {
        return logo.orElse(null);
    }

    public String assets() {
        return assets;
    }

    public String csrf() {
        return csrf;
    }

    public @Nullable String chosenLanguage() {
        return chosenLanguage.orElse(null);
    }

    /// An address below the session's that keeps the chosen language.
    public String action(String path) {
        return home + path + chosenLanguage.map(it -> "?lang=" + it).orElse("");
    }

    public List<Language> languages() {
        return Texts.LANGUAGES.entrySet().stream()
                .map(it -> new Language(
                        it.getKey(),
                        it.getValue(),
                        here + "?lang=" + it.getKey(),
                        it.getKey().equals(language())))
                .toList();
    }
}
