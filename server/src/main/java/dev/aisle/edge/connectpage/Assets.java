package dev.aisle.edge.connectpage;

import dev.aisle.market.partner.Color;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;

/// The page's style sheet, the colors of a brand as another one, and its only script: a strict policy allows none in
/// the page.
final class Assets {

    private static final String BRAND = "brand-";

    private final String style = read("style.css");
    private final String upload = read("upload.js");

    /// Shows how far an upload is; the page works without it.
    Optional<String> script(String name) {
        return name.equals("upload.js") ? Optional.of(upload) : Optional.empty();
    }

    Optional<String> css(String name) {
        if (name.equals("style.css")) {
            return Optional.of(style);
        }
        if (name.startsWith(BRAND) && name.endsWith(".css")) {
            return Color.parse(name.substring(BRAND.length(), name.length() - ".css".length()))
                    .map(Assets::brand);
        }
        return Optional.empty();
    }

    private static String brand(Color color) {
        return ":root{--brand:#%s;--on-brand:#%s;--link:#%s}\n"
                .formatted(
                        color.hex(),
                        color.textOn().hex(),
                        color.readableOnWhite().hex());
    }

    private static String read(String name) {
        try (InputStream in = Objects.requireNonNull(Assets.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
