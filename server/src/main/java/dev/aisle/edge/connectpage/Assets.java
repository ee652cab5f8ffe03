package dev.aisle.edge.connectpage;

import dev.aisle.market.partner.Color;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;

/// The page's style sheet, and the colors of a brand as another one: a strict policy allows no style in the page.
final class Assets {

    private static final String BRAND = "brand-";

    private final String style = read();

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

    private static String read() {
        try (InputStream in = Objects.requireNonNull(Assets.class.getResourceAsStream("style.css"), "style.css")) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
