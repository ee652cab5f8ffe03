package dev.aisle.market.partner;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Where a merchant's browser may be sent back to: an entry of a partner's allowlist.
public final class RedirectUri {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private RedirectUri() {}

    /// What keeps the text from being registered, in words that say what to change; nothing where it may be.
    public static Optional<String> mistakeIn(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException broken) {
            return Optional.of("'" + text + "' is not a URI. Register one such as https://app.partner.example/done.");
        }
        if (uri.getHost() == null || uri.getScheme() == null) {
            return Optional.of(
                    "'" + text + "' is not absolute. Register one such as https://app.partner.example/done.");
        }
        boolean loopback = LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT));
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(scheme.equals("http") && loopback)) {
            return Optional.of("'" + text + "' must use https; http is for loopback hosts only.");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return Optional.of("'" + text + "' must hold no user name and no fragment.");
        }
        return hasDotSegment(uri.getRawPath())
                ? Optional.of("'" + text + "' must hold no '.' or '..' segment.")
                : Optional.empty();
    }

    private static boolean hasDotSegment(String rawPath) {
        String path = rawPath.toLowerCase(Locale.ROOT).replace("%2e", ".").replace("%2f", "/") + "/";
        return path.contains("/./") || path.contains("/../");
    }
}
