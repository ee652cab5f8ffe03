package dev.aisle.market.partner;

import dev.aisle.base.http.AsciiHost;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a merchant's browser may be sent back to: an entry of a partner's allowlist.
public final class RedirectUri {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /// Browsers and proxies cut longer addresses.
    private static final int LONGEST = 2_000;

    /// What browsers take for the authority: a backslash ends it as a slash does.
    private static final Pattern HOST =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://)([^/?#\\\\:@]*)(.*)", Pattern.DOTALL);

    private RedirectUri() {}

    /// The URI with its host in A-labels (UTS 46), as browsers ask for it; as it was where the host is ASCII already,
    /// or is no name at all.
    public static String inAscii(String text) {
        Matcher parts = HOST.matcher(text);
        if (!parts.matches() || parts.group(2).chars().allMatch(c -> c < 0x80)) {
            return text;
        }
        return AsciiHost.of(parts.group(2))
                .map(host -> parts.group(1) + host + parts.group(3))
                .orElse(text);
    }

    /// What keeps the text from being registered, in words that say what to change; nothing where it may be.
    public static Optional<String> mistakeIn(String text) {
        URI uri;
        try {
            uri = URI.create(inAscii(text));
        } catch (IllegalArgumentException broken) {
            return Optional.of("'" + text + "' is not a URI. Register one such as https://app.partner.example/done.");
        }
        if (uri.getHost() == null && uri.getRawAuthority() != null) {
            return Optional.of("'" + text + "' names no host that can exist. Write it as browsers ask for it.");
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

    /// What keeps a URI from being returned to by any session, whatever is registered; nothing where its form is
    /// sound.
    public static Optional<String> mistakeInRequested(String text) {
        String ascii = inAscii(text);
        if (ascii.length() > LONGEST) {
            return Optional.of("A redirect_uri has at most " + LONGEST + " characters.");
        }
        if (ascii.indexOf('\\') >= 0 || ascii.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            return Optional.of("'" + text + "' must be percent-encoded ASCII without spaces and backslashes.");
        }
        return mistakeIn(text);
    }

    /// Whether a sound URI lies at or below a registered one: same scheme, host and effective port, and the
    /// registered path ending on a segment boundary. Queries do not count.
    public static boolean admits(String registered, String requested) {
        if (mistakeInRequested(requested).isPresent() || mistakeIn(registered).isPresent()) {
            return false;
        }
        URI entry = URI.create(inAscii(registered));
        URI asked = URI.create(inAscii(requested));
        return entry.getScheme().equalsIgnoreCase(asked.getScheme())
                && host(entry).equals(host(asked))
                && port(entry) == port(asked)
                && isBelow(path(entry), path(asked));
    }

    private static boolean isBelow(String entry, String asked) {
        return asked.equals(entry) || asked.startsWith(entry.endsWith("/") ? entry : entry + "/");
    }

    private static String path(URI uri) {
        String path = uri.getRawPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    private static String host(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    private static boolean hasDotSegment(String rawPath) {
        String path = rawPath.toLowerCase(Locale.ROOT)
                        .replace("%2e", ".")
                        .replace("%2f", "/")
                        .replace("%5c", "/")
                + "/";
        return path.contains("/./") || path.contains("/../");
    }
}
