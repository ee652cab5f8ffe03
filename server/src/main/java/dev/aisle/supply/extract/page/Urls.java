package dev.aisle.supply.extract.page;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Addresses as pages write them, which is not always as RFC 3986 has it.
public final class Urls {

    private static final int LONGEST = 2_000;

    private Urls() {}

    /// The absolute http or https address a page means by a reference, without its fragment.
    public static Optional<URI> resolve(URI base, String reference) {
        String cleaned = cleaned(reference);
        if (cleaned.isEmpty() || cleaned.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            URI url = cleaned.startsWith("?") ? withQuery(base, cleaned) : base.resolve(cleaned);
            String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            boolean web = (scheme.equals("http") || scheme.equals("https")) && url.getHost() != null;
            return web ? Optional.of(withRoot(url)) : Optional.empty();
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    public static boolean sameHost(URI one, URI other) {
        return bareHost(one).equals(bareHost(other)) && port(one) == port(other);
    }

    /// The host in lower case without `www.`.
    public static String bareHost(URI url) {
        String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
        return host.startsWith("www.") ? host.substring(4) : host;
    }

    public static boolean isHome(URI url) {
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        return (path.isEmpty() || path.equals("/"))
                && (url.getRawQuery() == null || url.getRawQuery().isEmpty());
    }

    /// The parameters of the query as they are written, without empty ones.
    public static List<String> parameters(URI url) {
        String query = url.getRawQuery();
        return query == null
                ? List.of()
                : Arrays.stream(query.split("&", -1))
                        .filter(it -> !it.isEmpty())
                        .toList();
    }

    /// `URI.resolve` would drop the last part of the path, against RFC 3986 5.2.2.
    private static URI withQuery(URI base, String query) {
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        return base.resolve((path.isEmpty() ? "/" : path) + query);
    }

    private static int port(URI url) {
        return url.getPort() == 80 || url.getPort() == 443 ? -1 : url.getPort();
    }

    private static URI withRoot(URI url) {
        return url.getRawPath() == null || url.getRawPath().isEmpty() ? url.resolve("/") : url;
    }

    /// Without fragment, white space and line breaks; characters a URI may not hold are percent-encoded.
    private static String cleaned(String reference) {
        String text = reference.strip();
        int fragment = text.indexOf('#');
        if (fragment >= 0) {
            text = text.substring(0, fragment);
        }
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean badPercent = c == '%' && !isEncoded(text, i);
            if (c == ' '
                    || c == '"'
                    || c == '<'
                    || c == '>'
                    || c == '\\'
                    || c == '^'
                    || c == '`'
                    || c == '{'
                    || c == '|'
                    || c == '}'
                    || c == '['
                    || c == ']'
                    || badPercent) {
                clean.append(c == '\\' ? "/" : "%%%02X".formatted((int) c));
            } else if (c > ' ') {
                clean.append(c);
            }
        }
        return clean.toString();
    }

    private static boolean isEncoded(String text, int at) {
        return at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }
}
